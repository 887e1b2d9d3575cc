import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataFolderOf, prepareDataFolder, rememberDataFolder } from './data-folder';

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

it('takes an empty folder or an earlier data folder as it is', () => {
  expect(prepareDataFolder(userData)).toBe(userData);
  expect(readdirSync(userData)).toEqual([]);
  writeFileSync(join(userData, 'settings.json'), '{}');
  expect(prepareDataFolder(userData)).toBe(userData);
});

it('makes a folder of its own among other files, and finds it again', () => {
  mkdirSync(join(userData, '照片'));
  const made = join(userData, '联合接访工作台');
  expect(prepareDataFolder(userData)).toBe(made);
  expect(prepareDataFolder(userData)).toBe(made);
  expect(readdirSync(made)).toEqual([]);
});

it.runIf(process.platform !== 'win32')('lets nobody else on the computer read a folder it makes', () => {
  writeFileSync(join(userData, 'file'), '');
  const made = prepareDataFolder(userData) ?? '';
  expect(statSync(made).mode & 0o077).toBe(0);
});

it('refuses a place where nothing can be written', () => {
  writeFileSync(join(userData, 'file'), '');
  expect(prepareDataFolder(join(userData, 'file'))).toBeUndefined();
  expect(prepareDataFolder(join(userData, 'gone'))).toBeUndefined();
});
