import { type Preview, previewing } from '#shared/domain/exchange/changes';
import type { DeviceId, RecordId, SpaceId } from '#shared/kernel/ids';
import { canonicalJson, type Json } from '#shared/kernel/json';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Decision, Txn } from '#shared/ledger/op';
import { readTxn, WrittenTxn, writeTxn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import { openStore } from '../../../electron/store/open';
import type { Store } from '../../../electron/store/store';
import { type MemoryDisk, memoryDisk } from '../../crash/support/memory-disk';

export const FOLDER = '/数据';

export interface DeskOptions {
  readonly device: string;
  readonly disk?: MemoryDisk;
  /** Milliseconds its clock is ahead. */
  readonly skew?: number;
  /** Told apart from other runs of the same device. */
  readonly run?: string;
  readonly minted?: (txn: string) => void;
  readonly collections?: readonly CollectionDef[];
}

export const NOON = Date.UTC(2026, 10, 23, 4);

/** A desk in memory: a real store over a disk that keeps a diary. */
export class MemoryDesk {
  private constructor(
    readonly device: DeviceId,
    readonly disk: MemoryDisk,
    readonly store: Store,
    private readonly wall: { skew: number },
  ) {}

  /** Somebody set the clock of the computer. */
  setClock(skew: number): void {
    this.wall.skew = skew;
  }

  static async open({
    device,
    disk = memoryDisk(),
    skew = 0,
    run = '',
    minted,
    collections = [],
  }: DeskOptions): Promise<MemoryDesk> {
    let ticks = 0;
    let count = 0;
    const wall = { skew };
    const store = await openStore({
      folder: FOLDER,
      device: device as DeviceId,
      disk,
      lock: () => ({ release: () => undefined }),
      clock: { now: () => NOON + wall.skew + ticks++ * 1000 },
      random: {
        hex: () => {
          const id = `${device}-${run}${count++}`;
          minted?.(id);
          return id;
        },
      },
      collections,
      limits: { step: 1024, sealOps: 50, sealBytes: 8000, compactAt: Number.POSITIVE_INFINITY },
    });
    return new MemoryDesk(device as DeviceId, disk, store, wall);
  }

  commit(decision: Decision): Promise<Txn> {
    return this.store.commit(decision, { by: this.device, unit: 'units/X', device: this.device });
  }

  set(on: RecordId, space: SpaceId, field: string, value: Json): Promise<Txn> {
    const known = this.store.get(on)?.created !== undefined;
    return this.commit({
      action: '写',
      ops: [
        known ? { kind: 'set', on, space, field, value } : { kind: 'create', on, space, value: { [field]: value } },
      ],
    });
  }

  /** What a package would carry: ops of these spaces that the vectors have not seen. */
  send(spaces: readonly SpaceId[], seen: (space: SpaceId) => Vector = () => ({})): readonly Txn[] {
    return this.store.since(new Map(spaces.map((space) => [space, seen(space)]))).map(travelled);
  }
}

/** What comes out of the file it was written to. */
export const travelled = (txn: Txn): Txn => readTxn(WrittenTxn.parse(JSON.parse(JSON.stringify(writeTxn(txn)))));

/** Records as text, for comparing desks. */
export const stateOf = (store: Store, records: readonly RecordId[]): string =>
  canonicalJson(records.map((id) => (store.get(id) ?? null) as unknown as Json));

/** What an import would do, worked out in one go. */
export function previewOf(txns: readonly Txn[], { store }: MemoryDesk): Preview {
  const work = previewing(txns, { record: (id) => store.get(id), vector: (space) => store.vector(space) });
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
