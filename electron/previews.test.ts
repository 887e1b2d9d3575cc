import { describe, expect, it } from 'vitest';
import { Previews } from './previews';

const bytes = (...values: number[]) => Uint8Array.from(values);
const read = async (body: ReadableStream<Uint8Array> | undefined) =>
  new Uint8Array(await new Response(body).arrayBuffer());

describe('a preview', () => {
  it('is put together from its pieces, each request from its own', async () => {
    const previews = new Previews();
    const [first, second] = [previews.expect(1), previews.expect(2)];
    previews.begin(2, 'image/png');
    previews.begin(1, 'application/pdf');
    previews.piece(1, bytes(1, 2), false);
    previews.piece(2, bytes(9), true);
    previews.piece(1, bytes(3), true);
    expect((await first)?.type).toBe('application/pdf');
    expect(await read((await first)?.body)).toEqual(bytes(1, 2, 3));
    expect(await read((await second)?.body)).toEqual(bytes(9));
  });

  it('that may not be shown is none', async () => {
    const previews = new Previews();
    const asked = previews.expect(1);
    previews.begin(1, null);
    expect(await asked).toBeUndefined();
  });

  it('ends with the host process, and never looks whole when it is not', async () => {
    const previews = new Previews();
    const [begun, waiting] = [previews.expect(1), previews.expect(2)];
    previews.begin(1, 'image/png');
    previews.piece(1, bytes(1), false);
    const body = (await begun)?.body;
    previews.end();
    expect(await waiting).toBeUndefined();
    await expect(read(body)).rejects.toThrow('ended');
  });

  it('nobody wants any more takes no more pieces', async () => {
    const previews = new Previews();
    const asked = previews.expect(1);
    previews.begin(1, 'image/png');
    await (await asked)?.body.cancel();
    previews.piece(1, bytes(1), true);
    previews.end();
  });
});
