import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Written, writeFolder } from './data/write';

/** Beside the bundle that runs, whichever chunk this becomes. */
const HOME = join(dirname(process.argv[1] ?? ''), '../.cache');
/** Raised when generated data or the format of any store change; older folders are made anew. */
const DATA = 2;
export const SEED = 1;

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export interface Generated extends Written {
  readonly folder: string;
  /** SHA-256 over names and bytes of all files: equal for equal seed and scale. */
  readonly hash: string;
  readonly seconds: number;
  readonly bytes: number;
}

/** The folder of a scale, made once and kept for the next run. */
export async function generated(scale: number, seed = SEED): Promise<Generated> {
  const home = homeOf(scale, seed);
  const note = join(home, 'ours.json');
  if (!existsSync(note)) {
    await make(join(home, 'ours'), async (folder) => {
      say(`writing ${scale * 10_000} visits …`);
      const start = performance.now();
      const written = await writeFolder(folder, scale, seed);
      const seconds = Math.round((performance.now() - start) / 100) / 10;
      const files = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
      const bytes = files.reduce((n, name) => n + statSync(join(folder, name)).size, 0);
      const hash = hashOf(folder, files);
      writeFileSync(note, JSON.stringify({ ...written, folder: join(home, 'ours'), hash, seconds, bytes }));
    });
  }
  return JSON.parse(readFileSync(note, 'utf8')) as Generated;
}

/** Whether the folder of a scale was made before. */
export const isGenerated = (scale: number): boolean => existsSync(join(homeOf(scale), 'ours.json'));

/** A file or folder that is made under another name and then renamed, so that a broken run leaves nothing half made. */
export async function make(path: string, fill: (work: string) => Promise<void>): Promise<void> {
  const work = `${path}.${process.pid}`;
  remove(work);
  mkdirSync(work, { recursive: true });
  await fill(work);
  remove(path);
  renameSync(work, path);
}

export const homeOf = (scale: number, seed = SEED): string => {
  const home = join(HOME, `v${DATA}-scale${scale}${seed === SEED ? '' : `-seed${seed}`}`);
  mkdirSync(home, { recursive: true });
  return home;
};

/** An empty folder of its own on the same disk. */
export function scratch(name: string): string {
  const folder = join(HOME, `${name}-${process.pid}`);
  remove(folder);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const remove = (path: string): void => rmSync(path, { recursive: true, force: true });

function hashOf(folder: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of [...files].sort()) {
    if (name.startsWith('MANIFEST') || name.includes('.json')) continue;
    hash.update(name);
    hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}
