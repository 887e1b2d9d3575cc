import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataFolderOf, rememberDataFolder } from './data-folder';

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'jrd-folder-'));
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

it('is among the documents at first and where the person chose afterwards', () => {
  expect(dataFolderOf(userData, '/docs')).toBe(join('/docs', '联合接访工作台'));
  rememberDataFolder(userData, '/数据 盘/接访');
  expect(dataFolderOf(userData, '/docs')).toBe('/数据 盘/接访');
});

it('falls back to the documents when the note is unreadable', () => {
  writeFileSync(join(userData, 'data-folder.json'), '{"folder":');
  expect(dataFolderOf(userData, '/docs')).toBe(join('/docs', '联合接访工作台'));
});
