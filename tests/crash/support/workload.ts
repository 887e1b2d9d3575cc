import { join } from 'node:path';
import type { DeviceId, RecordId } from '#shared/kernel/ids';
import { collectionOf, recordId } from '#shared/kernel/ids';
import { canonicalJson, type Json } from '#shared/kernel/json';
import { applyTxn } from '#shared/ledger/apply';
import type { Folded } from '#shared/ledger/fold';
import type { Decision, Txn } from '#shared/ledger/op';
import { caseSpace, ORG_SPACE, type Vector } from '#shared/ledger/space';
import { ledgerFilesIn } from '../../../electron/store/data-folder';
import { type Disk, readAll } from '../../../electron/store/disk';
import { parseTxn } from '../../../electron/store/ledger';
import { scan } from '../../../electron/store/ledger-file';
import { FORMAT } from '../../../electron/store/manifest';
import { StoreError } from '../../../electron/store/fault';
import { JournalledStore } from '../../../electron/store/journalled-store';
import { openStore } from '../../../electron/store/open';
import type { Store } from '../../../electron/store/store';
import type { DiskOp } from './memory-disk';
import { below, type Dice } from './power-cut';

export const FOLDER = '/数据';
const device = 'd1' as DeviceId;
export const actor = { by: '张三', unit: 'units/XFJ', device };
const RECORDS = 60;
const record = (n: number): RecordId =>
  recordId(n % 3 === 0 ? 'units' : 'visits', n % 3 === 0 ? `U${n}` : `2026-A01-${n}`);
export const records: readonly RecordId[] = Array.from({ length: RECORDS }, (_, n) => record(n));

/** Where a store is opened: in memory, or in a real folder that is really locked. */
export interface World {
  readonly disk: Disk;
  readonly folder: string;
}
const inMemory = (disk: Disk): World => ({ disk, folder: FOLDER });

/** Opens a store with files so small that every kind of change happens often. */
export function openOn({ disk, folder }: World, minted: (txn: string) => void, prefix: string): Promise<Store> {
  let count = 0;
  return openStore({
    folder,
    device,
    disk,
    ...(folder === FOLDER ? { lock: () => ({ release: () => undefined }) } : {}),
    clock: { now: () => Date.UTC(2026, 10, 23) + count },
    random: {
      hex: () => {
        const txn = `${prefix}${count++}`;
        minted(txn);
        return txn;
      },
    },
    collections: [],
    limits: { step: 1024, sealOps: 20, sealBytes: 3000, compactAt: Number.POSITIVE_INFINITY },
  });
}

export function decision(roll: Dice, exists: ReadonlySet<RecordId>, n: number): Decision {
  const ops = Array.from({ length: 1 + below(3, roll) }, () => {
    const on = record(below(RECORDS, roll));
    const space = on.startsWith('units/') ? ORG_SPACE : caseSpace(on.slice(7));
    if (!exists.has(on))
      return { kind: 'create', on, space, value: { name: `名${n}`, text: '反映'.repeat(below(60, roll)) } } as const;
    return {
      kind: 'set',
      on,
      space,
      field: ['name', 'phone', 'text'][below(3, roll)] ?? 'name',
      value: `值${n}`,
    } as const;
  });
  return { action: `动作${n}`, ops: ops.filter((op, i) => ops.findIndex((o) => o.on === op.on) === i) };
}

/** Commits alone and in groups, compactions meanwhile, closing and opening again. */
export async function run(
  world: World,
  log: { push(op: Extract<DiskOp, { txn: string }>): unknown },
  roll: Dice,
  rounds: number,
  prefix = 's',
): Promise<void> {
  const minted = (txn: string) => void log.push({ kind: 'minted', txn });
  let sessions = 0;
  let store = await openOn(world, minted, `${prefix}${sessions}-`);
  const exists = new Set(records.filter((id) => store.get(id) !== undefined));
  for (let round = 0; round < rounds; round++) {
    const compaction = round % 5 === 3 ? store.compact() : Promise.resolve();
    const group = Array.from({ length: roll() < 0.5 ? 1 : 1 + below(5, roll) }, (_, i) => {
      const made = decision(roll, exists, round * 10 + i);
      for (const op of made.ops) exists.add(op.on);
      return store.commit(made, actor).then((txn) => void log.push({ kind: 'acked', txn: txn.id }));
    });
    await Promise.all(group);
    await compaction;
    if (round % 11 === 10) {
      await store.close();
      store = await openOn(world, minted, `${prefix}${++sessions}-`);
    }
  }
  await store.close();
}

/** Everything the ledger files of a disk hold, read by nothing but the line format. */
function ledgerOn({ disk, folder }: World): Txn[] {
  return ledgerFilesIn(disk.list(folder)).flatMap(({ name }) =>
    scan(readAll(disk, join(folder, name)) ?? Buffer.alloc(0)).lines.flatMap((l) => parseTxn(l.json, FORMAT) ?? []),
  );
}

export interface Expected {
  readonly acked: ReadonlySet<string>;
  readonly minted: ReadonlySet<string>;
}

/**
 * Opens what a power cut or a killed program left, goes on with it, and says what is wrong with it; undefined when nothing is.
 */
export async function judge(
  world: World,
  through: Disk,
  { acked, minted }: Expected,
  roll: Dice,
  log: { push(op: Extract<DiskOp, { txn: string }>): unknown },
): Promise<string | undefined> {
  const more = (txn: string) => void log.push({ kind: 'minted', txn });
  const prefix = `a${acked.size}-${minted.size}-`;
  const store = await openOn({ ...world, disk: through }, more, prefix).catch((e: unknown) => String(e));
  if (typeof store === 'string') return `does not open: ${store}`;
  try {
    const state = store.state();
    if (state.mode !== 'ready') return `opens ${state.reason}: ${state.detail}`;
    if (store.notices().some((n) => n.includes('重建'))) return `folds everything anew: ${store.notices().join()}`;
    const found = ledgerOn(world);
    const on = record(below(RECORDS, roll));
    const wrong = compare(store, found, acked, minted) ?? compareHistory(store, found, on);
    if (wrong !== undefined) return wrong;
    const ops = [{ kind: 'add', on, space: ORG_SPACE, field: 'notes', value: '在' }] as const;
    const txn = await store.commit({ action: '之后', ops }, actor);
    log.push({ kind: 'acked', txn: txn.id });
    return store.history(on).at(-1)?.id === txn.id ? undefined : 'does not go on';
  } catch (error) {
    return `breaks: ${String(error)}`;
  } finally {
    await store.close();
  }
}

function compare(
  store: Store,
  found: readonly Txn[],
  acked: ReadonlySet<string>,
  minted: ReadonlySet<string>,
): string | undefined {
  const ids = new Set<string>(found.map((t) => t.id));
  if (ids.size !== found.length) return 'a Txn is there twice';
  for (const id of acked) if (!ids.has(id)) return `acknowledged Txn ${id} is lost`;
  for (const id of ids) if (!minted.has(id)) return `Txn ${id} came from nowhere`;
  const folded = new Map<RecordId, Folded>();
  const vectors = new Map<string, Vector>();
  for (const txn of found) {
    const applied = applyTxn(txn, { record: (id) => folded.get(id), vector: (space) => vectors.get(space) ?? {} });
    if (applied.gaps > 0) return `Txn ${txn.id} follows a gap`;
    for (const [id, value] of applied.records) folded.set(id, value);
    for (const [space, vector] of applied.vectors) vectors.set(space, vector);
  }
  for (const id of records) {
    if (text(store.get(id)) !== text(folded.get(id))) return `${id} is not what its Txns make of it`;
  }
  return ['units', 'visits'].map((c) => compareList(store, c, folded)).find((wrong) => wrong !== undefined);
}

/** Each record is listed once, in its last version. */
function compareList(store: Store, collection: string, folded: ReadonlyMap<RecordId, Folded>): string | undefined {
  const listed = [...store.overlay(collection)].map((r) => r.id);
  for (const block of store.blocks(collection)) {
    const live = block.listed('with');
    for (let row = 0; row < block.rows; row++) if (live[row] === 1) listed.push(block.id(row));
  }
  const expected = [...folded.keys()].filter((id) => collectionOf(id) === collection);
  return listed.sort().join() === expected.sort().join() ? undefined : `${collection} are listed wrongly`;
}

function compareHistory(store: Store, found: readonly Txn[], id: RecordId): string | undefined {
  const expected = found.filter((t) => t.ops.some((op) => op.on === id)).map((t) => t.id);
  const history = store.history(id).map((t) => t.id);
  return expected.join() === history.join()
    ? undefined
    : `history of ${id} is ${history.join()}, not ${expected.join()}`;
}

const text = (value: Folded | undefined): string => canonicalJson(value as unknown as Json | undefined);

/** What a whole disk tells of every record: its value and its history. */
export async function tell(disk: Disk): Promise<Told> {
  const store = await openOn(inMemory(disk), () => undefined, 'x').catch((error: unknown) => error);
  if (store instanceof StoreError) return { outcome: store.fault, records: [], notices: [] };
  if (!(store instanceof JournalledStore)) throw store;
  const ask = (question: () => string): string | undefined => {
    try {
      return question();
    } catch (error) {
      if (error instanceof StoreError) return undefined;
      throw error;
    }
  };
  const told = records.flatMap((id) => [
    ask(() => text(store.get(id))),
    ask(() => canonicalJson(store.history(id) as unknown as Json)),
  ]);
  const state = store.state();
  await store.close();
  return { outcome: state.mode === 'ready' ? 'ready' : state.reason, records: told, notices: store.notices() };
}

export interface Told {
  readonly outcome: string;
  /** Undefined where the store said that it is damaged. */
  readonly records: readonly (string | undefined)[];
  readonly notices: readonly string[];
}
