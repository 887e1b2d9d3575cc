import { parseLedgerName } from '../../../electron/store/ledger-file';
import type { MemoryDisk } from './memory-disk';
import { memoryDisk } from './memory-disk';
import { below, type Dice } from './power-cut';
import { FOLDER } from './workload';

export type Files = ReadonlyMap<string, Buffer>;

/** What a file of the data folder is, as far as its loss matters. */
export type FileKind = 'ledger' | 'manifest' | 'segment' | 'sidecar' | 'bitmap' | 'small' | 'blob' | 'backup';

export function kindOf(path: string): FileKind {
  const name = path.slice(FOLDER.length + 1);
  if (name.startsWith('backups/')) return 'backup';
  if (name.startsWith('files/')) return 'blob';
  if (parseLedgerName(name) !== undefined) return 'ledger';
  if (name.startsWith('MANIFEST')) return 'manifest';
  if (/\.live-\d+$/.test(name)) return 'bitmap';
  if (/\.(idx|tix)$/.test(name)) return 'sidecar';
  return name.startsWith('s-') ? 'segment' : 'small';
}

/** The bytes of a file that are not what they were; all of it when it is gone or another. */
export interface Place {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

export interface Harm {
  readonly what: string;
  readonly places: readonly Place[];
  /** Files whose content changed; `undefined` for one that is gone. */
  readonly changed: ReadonlyMap<string, Buffer | undefined>;
}

/** One thing done to one file, or to two; undefined when the dice found something that changes nothing. */
export function harm(files: Files, roll: Dice, only?: FileKind): Harm | undefined {
  const kinds = only === undefined ? [...new Set([...files.keys()].map(kindOf))] : [only];
  const kind = kinds[below(kinds.length, roll)];
  const paths = [...files.keys()].filter((path) => kindOf(path) === kind);
  const path = paths[below(paths.length, roll)] ?? '';
  const content = files.get(path) ?? Buffer.alloc(0);
  const at = below(content.length + 1, roll);
  const one = (what: string, bytes: Buffer | undefined, from: number, to: number): Harm | undefined =>
    bytes?.equals(content) === true
      ? undefined
      : { what: `${what} ${path}`, places: [{ path, from, to }], changed: new Map([[path, bytes]]) };
  switch (below(7, roll)) {
    case 0:
    case 1: {
      const flipped = Buffer.from(content);
      if (at < content.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << below(8, roll));
      return one(`flip byte ${at} of`, flipped, at, at + 1);
    }
    case 2:
      return one(`cut at ${at}`, Buffer.from(content.subarray(0, at)), at, content.length);
    case 3: {
      const to = Math.min(content.length, at + 1 + below(roll() < 0.3 ? content.length : 600, roll));
      return one(`zeros from ${at} to ${to} of`, Buffer.from(content).fill(0, at, to), at, to);
    }
    case 4: {
      const junk = Buffer.from(Array.from({ length: 1 + below(200, roll) }, () => below(256, roll)));
      return one('junk behind', Buffer.concat([content, junk]), content.length, content.length);
    }
    case 5:
      return one('lose', undefined, 0, content.length);
    default:
      return swap(files, path, roll);
  }
}

function swap(files: Files, path: string, roll: Dice): Harm | undefined {
  const all = [...files.keys()];
  const alike = all.filter((p) => kindOf(p) === kindOf(path));
  const from = roll() < 0.7 ? alike : all;
  const other = from[below(from.length, roll)] ?? path;
  const [mine, theirs] = [files.get(path) ?? Buffer.alloc(0), files.get(other) ?? Buffer.alloc(0)];
  if (mine.equals(theirs)) return undefined;
  return {
    what: `swap ${path} and ${other}`,
    places: [path, other].map((p) => ({ path: p, from: 0, to: files.get(p)?.length ?? 0 })),
    changed: new Map([
      [path, theirs],
      [other, mine],
    ]),
  };
}

/** A disk on which that happened. */
export function harmed(files: Files, { changed }: Harm): MemoryDisk {
  const after = new Map(files);
  for (const [path, content] of changed) {
    if (content === undefined) after.delete(path);
    else after.set(path, content);
  }
  return memoryDisk(after);
}
