import { randomBytes } from 'node:crypto';
import type { Disk } from '../../../electron/store/disk';
import { openBlobs } from '../../../electron/store/blobs';
import { makeBackup } from '../../../electron/store/backup';
import { openDrafts } from '../../../electron/store/drafts';
import { openSettings } from '../../../electron/store/settings';
import { openKeyring } from '../../../electron/exchange/keyring';
import { StateFile } from '../../../electron/exchange/hub/state';
import { openStore } from '../../../electron/store/open';
import type { Store } from '../../../electron/store/store';
import { people } from '../../../electron/query/testing';
import { type DeviceId, recordId, type RecordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Decision, OpDraft } from '#shared/ledger/op';
import { caseSpace, ORG_SPACE } from '#shared/ledger/space';
import { type MemoryDisk, memoryDisk } from './memory-disk';
import { below, type Dice, dice } from './power-cut';
import { FOLDER } from './workload';

/** A desk of several years, with something in every kind of file. */

export const visits: CollectionDef = { ...people, name: 'visits' };
export const units: CollectionDef = { name: 'units', columns: {} };
const YEARS = [2023, 2024, 2025, 2026];
const A_YEAR = 14;
const UNITS = 5;
const device = 'd1' as DeviceId;
const actor = { by: '张三', unit: 'units/XFJ', device };

const visit = (year: number, n: number): RecordId => recordId('visits', `${year}-A01-${String(n).padStart(6, '0')}`);
const unit = (n: number): RecordId => recordId('units', `U${n}`);
export const records: readonly RecordId[] = [
  ...YEARS.flatMap((year) => Array.from({ length: A_YEAR + 1 }, (_, n) => visit(year, n))),
  ...Array.from({ length: UNITS }, (_, n) => unit(n)),
];
export const spaceOf = (id: RecordId) => (id.startsWith('units/') ? ORG_SPACE : caseSpace(id.slice(7)));

export function openYears(disk: Disk, at: { now: number } = { now: Date.UTC(2026, 10, 23) }): Promise<Store> {
  let count = 0;
  return openStore({
    folder: FOLDER,
    device,
    disk,
    lock: () => ({ release: () => undefined }),
    clock: { now: () => at.now + count },
    random: { hex: () => `y${at.now}-${count++}` },
    collections: [visits, units],
    limits: { step: 2048, sealOps: 40, sealBytes: 12_000, compactAt: Number.POSITIVE_INFINITY },
  });
}

const NAMES = ['李桂兰', '陈大勇', '单雄信', '欧阳婷', '王敏', '尉迟恭', '解珍'];
const TEXTS = [
  '反映征收补偿款未到位',
  '外墙渗水多次报修没有结果',
  '拖欠工资',
  '夜间噪声扰民，要求整改',
  '道路塌陷积水',
];
const pick = <T>(list: readonly T[], roll: Dice): T => list[below(list.length, roll)] as T;

const valueOf = (roll: Dice): JsonObject => ({
  name: pick(NAMES, roll),
  day: 19_000 + below(1500, roll),
  ...(roll() < 0.8 ? { kind: pick(['来访', '来信', '网上'], roll) } : {}),
  idNos: [`32040219${below(90, roll) + 10}`],
  text: [pick(TEXTS, roll), `${pick(TEXTS, roll)}。${pick(NAMES, roll)}`],
});

const op = (kind: 'create' | 'set' | 'void', on: RecordId, more: Partial<OpDraft>): OpDraft => ({
  kind,
  on,
  space: spaceOf(on),
  ...more,
});

/** Steps of a year: what is new, and what is changed of this and of former years. */
function* steps(year: number, known: RecordId[], roll: Dice): Generator<Decision> {
  for (let n = 0; n < A_YEAR; n++) {
    const on = visit(year, n);
    yield { action: '登记来访', ops: [op('create', on, { value: valueOf(roll) })] };
    known.push(on);
    const old = pick(known, roll);
    if (roll() < 0.6) yield { action: '更正', ops: [op('set', old, { field: 'name', value: pick(NAMES, roll) })] };
    if (roll() < 0.1) yield { action: '撤销', ops: [op('void', pick(known, roll), { value: {} })] };
    if (roll() < 0.3) {
      const both = [...new Set([pick(known, roll), pick(known, roll)])];
      yield { action: '一并更正', ops: both.map((id) => op('set', id, { field: 'kind', value: '来电' })) };
    }
  }
}

async function work(store: Store, decisions: Iterable<Decision>, roll: Dice): Promise<void> {
  let group: Promise<unknown>[] = [];
  for (const decision of decisions) {
    group.push(store.commit(decision, actor));
    if (roll() < 0.4) continue;
    await Promise.all(group);
    group = [];
  }
  await Promise.all(group);
}

/** Every file of the folder after a quiet end of work; the last weeks are in the ledger alone. */
export async function foldersOfYears(seed: number): Promise<ReadonlyMap<string, Buffer>> {
  const disk = memoryDisk();
  const roll = dice(seed);
  const at = { now: Date.UTC(2023, 0, 5) };
  const known: RecordId[] = [];
  let store = await openYears(disk, at);
  const created = Array.from({ length: UNITS }, (_, n) => op('create', unit(n), { value: { name: `单位${n}` } }));
  await store.commit({ action: '导入', ops: created }, actor);
  for (const year of YEARS) {
    at.now = Date.UTC(year, 3, 5);
    const all = [...steps(year, known, roll)];
    const half = Math.ceil(all.length / 2);
    await work(store, all.slice(0, half), roll);
    await store.compact();
    at.now = Date.UTC(year, 8, 5);
    await work(store, all.slice(half), roll);
    if (year !== YEARS.at(-1)) await store.compact();
    await store.close();
    store = await openYears(disk, at);
  }
  await store.withFiles((files) => makeBackup({ disk, folder: FOLDER }, files, 'manual', at.now));
  await store.close();
  await fillSmallFiles(disk);
  return disk.files;
}

const SYNC = `${FOLDER}/exchange/sync/hub`;
export const CONTENTS = [Buffer.alloc(900, '一'), Buffer.alloc(5000, '二'), Buffer.alloc(1, '三')];

async function fillSmallFiles(disk: MemoryDisk): Promise<void> {
  const settings = await openSettings(FOLDER, disk);
  await settings.identify({ deskPrefix: 'A01', unit: 'units/XFJ', operator: '张三' } as never);
  await (await openDrafts(FOLDER, disk)).save('visits.register', { savedAt: 1, value: { name: '钱红' } });
  await openKeyring(FOLDER, disk);
  await new StateFile(SYNC, disk).write({ version: 1, device: 'd1', via: 'v', pulled: 7, marks: [], wants: [] });
  const blobs = openBlobs({ disk, folder: FOLDER }, { hex: () => randomBytes(8).toString('hex') });
  for (const content of CONTENTS) {
    const coming = blobs.begin(content.length);
    coming.write(content);
    await coming.keep();
  }
}
