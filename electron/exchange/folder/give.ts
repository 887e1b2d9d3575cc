import { join } from 'node:path';
import type { SpaceId } from '#shared/kernel/ids';
import { opDevice, opSeq, type Txn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import { readEnvelope } from '../envelope';
import type { Office } from '../office';
import type { Addressee } from '../pack';
import type { Batch } from '../sync/outgoing';
import { PackTooLarge, writePackage } from '../write';
import {
  isLeftOver,
  joinable,
  nextSegment,
  placeNote,
  readSegmentName,
  segmentName,
  streamFolder,
  type StreamName,
} from './names';
import { type Share, ShareError } from './share';
import type { State } from './state';

export interface Giving {
  readonly office: Office;
  readonly share: Share;
  readonly local: string;
  /** Public keys that open what is written. */
  readonly sealTo: readonly string[];
}

type Mine = Pick<State, 'stream' | 'files' | 'end'>;

/** Files of at most so many bytes are joined when so many of them lie side by side. */
export const JOIN = { files: 64, bytes: 1024 * 1024 };

/** Puts a batch into the stream as its next step; answers the stream as it is then. Too much for one step becomes two. */
export async function giveBatch(giving: Giving, mine: Mine, batch: Batch, signal: AbortSignal): Promise<Mine> {
  const step = mine.end.step + 1;
  const ops = mine.end.ops + batch.txns.reduce((sum, txn) => sum + txn.ops.length, 0);
  try {
    const bytes = await put(giving, mine.stream, { from: step, to: step, ops }, batch, signal);
    return { ...mine, files: [...mine.files, { from: step, to: step, bytes }], end: { step, ops } };
  } catch (error) {
    const large = error instanceof PackTooLarge || (error instanceof ShareError && error.code === 'EFBIG');
    const halves = large ? halvesOf(batch) : undefined;
    if (halves === undefined) throw error;
    return giveBatch(giving, await giveBatch(giving, mine, halves[0], signal), halves[1], signal);
  }
}

/** Many small files become one: a folder of a hundred thousand files is slow for everybody. */
export async function joinFiles(
  giving: Giving,
  mine: Mine,
  signal: AbortSignal,
  limits: typeof JOIN = JOIN,
): Promise<Mine> {
  const run = joinable(mine.files, limits);
  if (run === undefined) return mine;
  const old = mine.files.filter(({ from, to }) => from >= run.from && to <= run.to);
  const spaces = await spacesOf(giving, mine.stream, old, signal);
  const txns = cutOff(giving.office.store.since(new Map(spaces.map(([space, { base }]) => [space, base]))), spaces);
  const ops = await opsAt(giving, mine, run.to, signal);
  const batch = { spaces: Object.fromEntries(spaces), txns };
  const bytes = await put(giving, mine.stream, { ...run, ops }, batch, signal);
  const folder = folderOf(giving, mine.stream);
  for (const { from, to } of old) await giving.share.remove(folder, segmentName(from, to));
  const files = mine.files.filter((file) => !old.includes(file));
  return { ...mine, files: [...files, { ...run, bytes }].sort((a, b) => a.from - b.from) };
}

/**
 * Our stream as it lies there, which after a run that ended halfway may not be as remembered. What is left of it is swept away; undefined
 * when a step is missing.
 */
export async function checkFiles(share: Share, state: State): Promise<State | undefined> {
  if (state.end.step === 0) return state;
  const folder = streamFolder(state);
  const names = await share.list(folder);
  const files: State['files'] = [];
  for (let at = 0; at < state.end.step; ) {
    const next = nextSegment(names, at);
    if (next === undefined) return undefined;
    const known = state.files.find(({ from, to }) => from === next.from && to === next.to);
    files.push({ from: next.from, to: next.to, bytes: known?.bytes ?? (await share.size(folder, next.name)) ?? 0 });
    at = next.to;
  }
  const end = files.at(-1)?.to ?? 0;
  const wanted = new Set(files.map(({ from, to }) => segmentName(from, to)));
  for (const name of names) {
    const segment = readSegmentName(name);
    const left = segment === undefined ? isLeftOver(name) : segment.to <= end && !wanted.has(name);
    if (left) await share.remove(folder, name);
  }
  return { ...state, files: end > state.end.step ? state.files : files };
}

const folderOf = ({ office }: Giving, stream: string): string =>
  streamFolder({ device: office.store.device, stream } satisfies StreamName);

interface Reach {
  readonly from: number;
  readonly to: number;
  readonly ops: number;
}

async function put(giving: Giving, stream: string, reach: Reach, batch: Batch, signal: AbortSignal): Promise<number> {
  const { office, share, local, sealTo } = giving;
  const to = sealTo.map((seal): Addressee => ({ unit: office.unit, name: office.name, keys: { sign: '', seal } }));
  const order = {
    purpose: 'sync' as const,
    to,
    spaces: Object.keys(batch.spaces) as SpaceId[],
    note: placeNote({ stream, ...reach }),
  };
  const packed = await writePackage({ ...office, folder: local }, order, batch, { signal });
  try {
    await share.put(folderOf(giving, stream), segmentName(reach.from, reach.to), packed.path, signal);
  } finally {
    office.disk.remove(packed.path);
  }
  return packed.bytes;
}

/** What the files bring together: from the lowest base to the highest head of each device. */
async function spacesOf(giving: Giving, stream: string, files: Mine['files'], signal: AbortSignal) {
  const spaces = new Map<SpaceId, { base: Vector; head: Vector }>();
  for (const file of files) {
    const manifest = await manifestOf(giving, stream, file, signal);
    for (const [name, { base, head }] of Object.entries(manifest.spaces)) {
      const space = name as SpaceId;
      const known = spaces.get(space);
      spaces.set(
        space,
        known === undefined ? { base, head } : { base: lower(known, base), head: { ...known.head, ...head } },
      );
    }
  }
  return [...spaces];
}

/** The first file to speak of a device of a space says where it begins; later ones go on from there. */
function lower({ base, head }: { readonly base: Vector; readonly head: Vector }, later: Vector): Vector {
  const fresh = Object.entries(later).filter(([device]) => head[device] === undefined);
  return { ...base, ...Object.fromEntries(fresh) };
}

const opsAt = async (giving: Giving, mine: Mine, step: number, signal: AbortSignal): Promise<number> => {
  const file = mine.files.find(({ to }) => to === step);
  if (file === undefined) return mine.end.ops;
  const note = (await manifestOf(giving, mine.stream, file, signal)).note ?? '';
  return Number(note.slice(note.lastIndexOf(' ') + 1));
};

async function manifestOf(giving: Giving, stream: string, file: Mine['files'][number], signal: AbortSignal) {
  const path = join(giving.local, 'join.part');
  try {
    await giving.share.fetch(path, signal, folderOf(giving, stream), segmentName(file.from, file.to));
    return readEnvelope(giving.office.disk, path).manifest;
  } finally {
    giving.office.disk.remove(path);
  }
}

/** Without what was written since. */
function cutOff(txns: readonly Txn[], spaces: readonly (readonly [SpaceId, { readonly head: Vector }])[]): Txn[] {
  const heads = new Map(spaces.map(([space, { head }]) => [space, head]));
  return txns.flatMap((txn) => {
    const ops = txn.ops.filter((op) => opSeq(op.id) <= (heads.get(op.space)?.[opDevice(op.id)] ?? 0));
    return ops.length === 0 ? [] : [{ ...txn, ops }];
  });
}

function halvesOf({ spaces, txns }: Batch): readonly [Batch, Batch] | undefined {
  const names = Object.keys(spaces);
  if (names.length < 2) return undefined;
  const half = (some: readonly string[]): Batch => ({
    spaces: Object.fromEntries(Object.entries(spaces).filter(([space]) => some.includes(space))),
    txns: txns.flatMap((txn) => {
      const ops = txn.ops.filter((op) => some.includes(op.space));
      return ops.length === 0 ? [] : [{ ...txn, ops }];
    }),
  });
  const middle = Math.ceil(names.length / 2);
  return [half(names.slice(0, middle)), half(names.slice(middle))];
}
