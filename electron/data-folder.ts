import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Remembered = z.object({ folder: z.string() });
const fileIn = (userData: string) => join(userData, 'data-folder.json');

/** The data folder of the last run, else `联合接访工作台` among the person's documents. */
export function dataFolderOf(userData: string, documents: string): string {
  try {
    return Remembered.parse(JSON.parse(readFileSync(fileIn(userData), 'utf8'))).folder;
  } catch {
    return join(documents, '联合接访工作台');
  }
}

export const rememberDataFolder = (userData: string, folder: string): void =>
  writeFileSync(fileIn(userData), `${JSON.stringify({ folder })}\n`);
