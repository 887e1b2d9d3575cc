import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Blobs, openBlobs } from '../store/blobs';
import { nodeDisk } from '../store/disk';
import { previewOf } from './attachments/preview';
import { drawingsOf } from './drawings';

let folder: string;
let blobs: Blobs;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jrd-drawings-'));
  blobs = openBlobs({ disk: nodeDisk, folder }, { hex: () => 'x1' });
});
afterEach(() => rmSync(folder, { recursive: true }));

const page = (n: number) => Buffer.from(`第 ${n} 页`);

it('a page drawn for a screen is shown by its hash, and is nothing the folder keeps', async () => {
  const sha256 = drawingsOf(blobs).add(page(1));
  expect(await previewOf(blobs, sha256)).toEqual({ type: 'image/png', bytes: page(1) });
  expect(blobs.has(sha256)).toBe(false);
});

it('holds the pages drawn last, and one drawn again stays', async () => {
  const drawings = drawingsOf(blobs);
  const [first, second] = [drawings.add(page(1)), drawings.add(page(2))];
  for (let n = 3; n < 100; n++) {
    drawings.add(page(n));
    drawings.add(page(1));
  }
  expect(drawings.get(first)).toEqual(page(1));
  expect(drawings.get(second)).toBeUndefined();
  expect(await previewOf(blobs, second)).toBeUndefined();
});
