import { systemRandom } from '../../../electron/random';
import type { Disk } from '../../../electron/store/disk';
import { openStore } from '../../../electron/store/open';
import type { Store } from '../../../electron/store/store';
import { collections } from '../../../shared/domain/collections';
import type { DeviceId, RecordId } from '../../../shared/kernel/ids';
import type { Folded } from '../../../shared/ledger/fold';
import type { Actor } from '../../../shared/ledger/stamp';

export const DEVICE = 'bench001' as DeviceId;
export const ACTOR: Actor = { by: '王敏', unit: 'units/CZ-JFZX', device: DEVICE };

/** Our store over a data folder, as the desk opens it. */
export const openOurs = (folder: string, disk?: Disk): Promise<Store> =>
  openStore({
    folder,
    device: DEVICE,
    clock: { now: () => Date.now() },
    random: systemRandom(),
    collections,
    ...(disk === undefined ? {} : { disk }),
  });

export const defOf = (name: string) => {
  const def = collections.find((c) => c.name === name);
  if (def === undefined) throw new Error(`no collection ${name}`);
  return def;
};

/** Every record of a collection, oldest first, read one by one. */
export function* recordsOf(store: Store, collection: string): Generator<Folded> {
  const fresh = new Map([...store.overlay(collection)].map((record) => [record.id, record]));
  const stored: { id: RecordId; read: () => Folded }[] = [];
  for (const block of store.blocks(collection)) {
    const listed = block.listed('with');
    for (let row = 0; row < block.rows; row++) {
      if (listed[row] === 1) stored.push({ id: block.id(row), read: () => block.read(row) });
    }
  }
  for (const [id, record] of fresh) stored.push({ id, read: () => record });
  stored.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { read } of stored) yield plainRecord(read());
}

/** A record as every system keeps it: without the places in our ledger. */
export function plainRecord(record: Folded & { readonly log?: unknown }): Folded {
  const { log: _, ...plain } = record;
  return plain;
}
