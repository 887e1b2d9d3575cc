import { createDirectory } from '#shared/domain/departments/directory';
import { readUnit } from '#shared/domain/departments/unit';
import { decidePair, KEYS } from '#shared/domain/exchange/keys';
import { DEFAULT_ROUTING_POLICY } from '#shared/domain/routing/policy';
import type { DeviceId, RecordId, SpaceId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import { caseSpace } from '#shared/ledger/space';
import { type Examined, examine, type Imported, importPackage } from '../../../electron/exchange/import';
import { cardOf, fingerprintOf, type Keyring, type KeyPair, openKeyring } from '../../../electron/exchange/keyring';
import type { Office } from '../../../electron/exchange/office';
import { type Addressee, type Order, pack, type Packed } from '../../../electron/exchange/pack';
import { openBlobs } from '../../../electron/store/blobs';
import type { MemoryDisk } from '../../crash/support/memory-disk';
import { FOLDER, MemoryDesk, NOON } from './desk';

export const CENTER = recordId('units', 'CENTER');
export const HOST = recordId('units', 'HOST');
export const HOST_DESK = recordId('units', 'HOST-XF');
export const OTHER = recordId('units', 'OTHER');
export const JIWEI = recordId('units', 'JIWEI');

const UNITS: readonly (readonly [RecordId, string, RecordId | null])[] = [
  [CENTER, '联合接访中心', null],
  [HOST, '住房和城乡建设局', null],
  [HOST_DESK, '住建局信访科', HOST],
  [OTHER, '教育局', null],
  [JIWEI, '纪委监委', null],
];
const directory = createDirectory(
  UNITS.map(([id, name, parent]) =>
    readUnit({
      id,
      space: 'org' as SpaceId,
      value: { name, short: name, parent, type: id === CENTER ? 'center' : 'government' },
    }),
  ),
  [],
);

/** A desk in memory that packs and imports. */
export class MemoryOffice {
  private constructor(
    readonly desk: MemoryDesk,
    readonly office: Office,
    readonly keys: Keyring,
  ) {}

  static async open(
    device: string,
    unit: RecordId,
    more: {
      readonly disk?: MemoryDisk;
      readonly skew?: number;
      readonly run?: string;
      readonly now?: () => number;
    } = {},
  ): Promise<MemoryOffice> {
    const desk = await MemoryDesk.open({ device, ...more });
    const keys = await openKeyring(FOLDER, desk.disk);
    let count = 0;
    const seed = Buffer.from(`${device}${more.run ?? ''}`).toString('hex');
    const random = { hex: (n: number) => `${(++count).toString(16)}${seed}`.padEnd(2 * n, '0').slice(0, 2 * n) };
    let ticks = 0;
    const office: Office = {
      store: desk.store,
      blobs: openBlobs({ disk: desk.disk, folder: FOLDER }, random),
      disk: desk.disk,
      folder: FOLDER,
      keys,
      unit,
      name: device,
      actor: { by: '王敏', unit, device: device as DeviceId },
      clock: { now: more.now ?? (() => NOON + (more.skew ?? 0) + ticks++ * 1000) },
      random,
      world: () => ({ directory, policy: DEFAULT_ROUTING_POLICY }),
      runOf: (_collection, run) => ({ last: 12, ours: run.startsWith('2026-A01') }),
    };
    return new MemoryOffice(desk, office, keys);
  }

  get store() {
    return this.desk.store;
  }

  get pair(): KeyPair {
    return this.keys.device;
  }

  address(): Addressee {
    const { sign, seal } = this.pair;
    return { unit: this.office.unit, name: this.office.name, keys: { sign, seal } };
  }

  /** Reads the other's card in, its fingerprint compared by voice. */
  async pairWith(other: MemoryOffice): Promise<void> {
    const card = cardOf(other.pair, other.office.unit, other.office.name);
    const fingerprint = fingerprintOf(card);
    const on = recordId(KEYS, fingerprint.replaceAll(' ', ''));
    const decided = decidePair(this.store.get(on), card, fingerprint, fingerprint, this.office.unit);
    if (!decided.ok) throw new Error(decided.error.code);
    await this.desk.commit(decided.value);
  }

  async pack(order: Order): Promise<Packed> {
    const packed = await pack(this.office, order);
    if (!packed.ok) throw new Error(packed.error.code);
    return packed.value;
  }

  /** Carries a package over: its bytes as they lie here. */
  carry(packed: Packed, to: MemoryOffice, name = 'x.jrd'): string {
    const bytes = this.desk.disk.files.get(packed.path);
    if (bytes === undefined) throw new Error('no package');
    return to.put(name, bytes);
  }

  put(name: string, bytes: Uint8Array): string {
    const path = `${FOLDER}/exchange/in/${name}`;
    this.desk.disk.remove(path);
    const file = this.desk.disk.open(path, 'create');
    this.desk.disk.write(file, bytes, 0);
    this.desk.disk.close(file);
    return path;
  }

  examine(path: string, passphrase?: string): Promise<Examined> {
    return examine(this.office, path, passphrase);
  }

  async import(path: string): Promise<Imported> {
    const done = await importPackage(this.office, await this.examine(path), { backup: () => Promise.resolve() });
    if (!done.ok) throw new Error(done.error.code);
    return done.value;
  }
}

export const KEY = '2026-A01-000001';
export const CASE = recordId('cases', KEY);
export const SPACE = caseSpace(KEY);
export const caseFields = (more: JsonObject = {}): JsonObject => ({
  caseNo: 'XF2026A01000001',
  queryCode: '12345678',
  openedOn: '2026-11-02',
  registeredAt: NOON,
  registeredBy: '王敏',
  registeredUnit: CENTER,
  receivingUnit: CENTER,
  channel: 'visit',
  title: '征收补偿款未到位',
  demand: '请求尽快支付补偿款。',
  petitioners: [{ name: '李桂兰' }],
  matters: [],
  ...more,
});

/** Opens a case and takes it to `HOST`, or to where the steps lead. */
export async function openCase(
  { desk }: MemoryOffice,
  steps: readonly (readonly [string, JsonObject])[] = TO_HOST,
  key = KEY,
): Promise<RecordId> {
  const on = recordId('cases', key);
  const space = caseSpace(key);
  await desk.commit({ action: '登记', ops: [{ kind: 'create', on, space, value: caseFields() }] });
  for (const [field, value] of steps) await step(desk, on, space, field, value);
  return on;
}

export const step = (desk: MemoryDesk, on: RecordId, space: SpaceId, field: string, value: JsonObject) =>
  desk.commit({ action: field, ops: [{ kind: 'event', on, space, field, value }] });

const TO_HOST = [
  ['triage', { on: '2026-11-02', triageClass: 'claim', legalPath: 'petition' }],
  ['transfer', { on: '2026-11-03', unit: HOST }],
] as const;
