import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const NAME = '联合接访工作台';

const Remembered = z.object({ folder: z.string() });
const fileIn = (userData: string) => join(userData, 'data-folder.json');

/** The data folder of the last run, else one of our name among the person's documents. */
export function dataFolderOf(userData: string, documents: string): string {
  try {
    return Remembered.parse(JSON.parse(readFileSync(fileIn(userData), 'utf8'))).folder;
  } catch {
    return join(documents, NAME);
  }
}

export const rememberDataFolder = (userData: string, folder: string): void =>
  writeFileSync(fileIn(userData), `${JSON.stringify({ folder })}\n`);

/** How a data folder is made: where several people have accounts on one computer, only its owner reads it (Windows keeps 文档 so by itself). */
export const PRIVATE = { recursive: true, mode: 0o700 } as const;

/**
 * The data folder for a picked one: itself when it is empty or was one before, else a folder of our own in it, so that
 * a desktop is not strewn with files. Undefined when the person may not write there.
 */
export function prepareDataFolder(picked: string): string | undefined {
  try {
    const own = existsSync(join(picked, 'settings.json')) || readdirSync(picked).length === 0;
    const folder = own ? picked : join(picked, NAME);
    mkdirSync(folder, PRIVATE);
    rmdirSync(mkdtempSync(join(folder, '.write-')));
    return folder;
  } catch {
    return undefined;
  }
}
