import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeDisk } from './disk';
import { openDrafts } from './drafts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jrd-草稿 '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives back what was typed, newest first, after the program is opened again', async () => {
  const drafts = await openDrafts(folder);
  await drafts.save('visits.new', { savedAt: 1, value: { name: '李' } });
  await drafts.save('rosters.rule', { savedAt: 2, value: null });
  await drafts.save('visits.new', { savedAt: 3, value: { name: '李四' } });
  const again = await openDrafts(folder);
  expect(again.list()).toEqual([
    { form: 'visits.new', savedAt: 3 },
    { form: 'rosters.rule', savedAt: 2 },
  ]);
  expect(again.get('visits.new')).toEqual({ savedAt: 3, value: { name: '李四' } });
  await again.discard('visits.new');
  await again.discard('nothing of that name');
  expect((await openDrafts(folder)).get('visits.new')).toBeUndefined();
});

it('keeps the old draft, on disk and in memory, when the disk is full', async () => {
  const drafts = await openDrafts(folder);
  await drafts.save('visits.new', { savedAt: 1, value: 'old' });
  const full = { ...nodeDisk, write: () => raise('ENOSPC') };
  const poor = await openDrafts(folder, full);
  await expect(poor.save('visits.new', { savedAt: 2, value: 'new' })).rejects.toMatchObject({ fault: 'diskFull' });
  expect(poor.get('visits.new')?.value).toBe('old');
  expect((await openDrafts(folder)).get('visits.new')?.value).toBe('old');
});

it('opens without drafts when their file is unreadable, and keeps the file', async () => {
  writeFileSync(join(folder, 'drafts.json'), '{"visits.new": {"sav');
  expect((await openDrafts(folder)).list()).toEqual([]);
  expect(readdirSync(join(folder, 'quarantine'))).toHaveLength(1);
});

const raise = (code: string): never => {
  throw Object.assign(new Error(code), { code });
};
