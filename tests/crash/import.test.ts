import { describe, expect, it } from 'vitest';
import { attachmentsOf } from '#shared/domain/attachments/decide';
import { stateOf } from '../exchange/support/desk';
import { CASE, CENTER, HOST, MemoryOffice, openCase, SPACE } from '../exchange/support/office';
import { memoryDisk } from './support/memory-disk';
import { below, dice, PowerCut } from './support/power-cut';

/** 150 in an ordinary run; the long run sets 5,000. */
const POINTS = Number(process.env['IMPORT_POINTS'] ?? 150);

async function attach({ desk, office }: MemoryOffice, n: number): Promise<void> {
  const content = Buffer.alloc(3000 + n * 700, n);
  const coming = office.blobs.begin(content.length);
  coming.write(content);
  const facts = await coming.keep();
  const file = { name: `${n}.jpg`, type: 'image/jpeg', source: 'scan', addedOn: '2026-11-03' };
  const value = { ...file, sha256: facts.sha256, bytes: facts.bytes };
  await desk.commit({
    action: '添加附件',
    ops: [{ kind: 'add', on: CASE, space: SPACE, field: 'attachments', value }],
  });
}

describe('the power goes while a package is taken in', () => {
  it(`and no attachment is named that is not there; importing again does the rest (${POINTS} points)`, async () => {
    const roll = dice(5);
    const center = await MemoryOffice.open('c1', CENTER);
    const host = await MemoryOffice.open('h1', HOST);
    await host.pairWith(center);
    await openCase(center);
    for (let n = 0; n < 6; n++) await attach(center, n);
    const packed = await center.pack({ purpose: 'route', to: [host.address()], spaces: [SPACE] });
    const path = center.carry(packed, host);
    await host.store.close();
    const files = new Map([...host.desk.disk.files].map(([name, bytes]) => [name, Buffer.from(bytes)] as const));
    const disk = memoryDisk(files);
    const working = await MemoryOffice.open('h1', HOST, { disk, run: 'w' });
    await working.import(path);
    const log = [...disk.log];
    for (let i = 0; i < POINTS; i++) {
      const moment = below(log.length + 1, roll);
      const world = new PowerCut(files);
      for (const op of log.slice(0, moment)) world.apply(op);
      const after = await MemoryOffice.open('h1', HOST, { disk: memoryDisk(world.image(roll)), run: 'a' });
      expect(after.store.state(), `after ${moment}`).toEqual({ mode: 'ready' });
      const record = after.store.get(CASE);
      for (const { sha256 } of record === undefined ? [] : attachmentsOf(record)) {
        expect((await after.office.blobs.read(sha256)).ok, `after ${moment}: named and not there`).toBe(true);
      }
      await after.import(path);
      expect(stateOf(after.store, [CASE])).toBe(stateOf(center.store, [CASE]));
      await after.store.close();
    }
  }, 3_600_000);
});
