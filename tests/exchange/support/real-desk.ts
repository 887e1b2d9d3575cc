import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { DEFAULT_ROUTING_POLICY } from '#shared/domain/routing/policy';
import { createDirectory } from '#shared/domain/departments/directory';
import type { DeviceId, RecordId, SpaceId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import { canonicalJson, type Json, type JsonObject } from '#shared/kernel/json';
import type { OpDraft, Txn } from '#shared/ledger/op';
import { caseSpace } from '#shared/ledger/space';
import { type KeyPair, newKeyPair, openKeyring } from '../../../electron/exchange/keyring';
import type { Office } from '../../../electron/exchange/office';
import { openBlobs } from '../../../electron/store/blobs';
import { nodeDisk } from '../../../electron/store/disk';
import { SPACES } from '../../../electron/store/memory';
import { openStore } from '../../../electron/store/open';
import type { Store } from '../../../electron/store/store';
import { CENTER, caseFields } from './office';

/** One pair of keys of the centre, as its desks share it. */
const unitKey: Promise<KeyPair> = newKeyPair(Buffer.alloc(32, 7));

export interface RealDesk {
  readonly device: DeviceId;
  readonly folder: string;
  readonly office: Office;
  readonly store: Store;
  write(ops: readonly OpDraft[]): Promise<Txn>;
  set(key: string, field: string, value: Json): Promise<Txn>;
  openCase(key: string, more?: JsonObject): Promise<RecordId>;
  /** Keeps a content and names it in a case. */
  attach(key: string, content: Uint8Array): Promise<string>;
  close(): Promise<void>;
}

/** A desk over a real folder, without the services above the store. */
export async function realDesk(
  folder: string,
  name: string,
  more: { readonly skew?: number; readonly unitKey?: boolean; readonly unit?: RecordId } = {},
): Promise<RealDesk> {
  mkdirSync(folder, { recursive: true });
  const device = name as DeviceId;
  const unit = more.unit ?? CENTER;
  const random = { hex: (n: number) => randomBytes(n).toString('hex') };
  const clock = { now: () => Date.now() + (more.skew ?? 0) };
  const store = await openStore({ folder, device, collections: [], clock, random });
  const keys = await openKeyring(folder, nodeDisk);
  if (more.unitKey !== false) await keys.adoptUnit(unit, await unitKey);
  const actor = { by: name, unit, device };
  const blobs = openBlobs({ disk: nodeDisk, folder }, random);
  const directory = createDirectory([], []);
  const office: Office = {
    store,
    blobs,
    disk: nodeDisk,
    folder,
    keys,
    unit,
    name: `台席${name}`,
    actor,
    clock,
    random,
    world: () => ({ directory, policy: DEFAULT_ROUTING_POLICY }),
    runOf: () => ({ last: 0, ours: false }),
  };
  const write = (ops: readonly OpDraft[]) => store.commit({ action: '写', ops }, actor);
  const desk: RealDesk = {
    device,
    folder,
    office,
    store,
    write,
    set: (key, field, value) =>
      write([{ kind: 'set', on: recordId('cases', key), space: caseSpace(key), field, value }]),
    openCase: async (key, fields = {}) => {
      const on = recordId('cases', key);
      await write([{ kind: 'create', on, space: caseSpace(key), value: caseFields({ title: key, ...fields }) }]);
      return on;
    },
    attach: async (key, content) => {
      const incoming = blobs.begin(content.length);
      incoming.write(content);
      const { sha256, bytes } = await incoming.keep();
      const on = recordId('cases', key);
      await write([
        { kind: 'add', on, space: caseSpace(key), field: 'attachments', value: { sha256, bytes, name: '照片.jpg' } },
      ]);
      return sha256;
    },
    close: () => store.close(),
  };
  return desk;
}

/** Every record of every space as text, and what has been seen, for comparing desks. */
export function shownBy({ store }: RealDesk): string {
  const spaces = new Map<SpaceId, Json>();
  const records: { [id: string]: Json } = {};
  for (const space of spacesIn(store)) {
    spaces.set(space, store.vector(space));
    for (const txn of store.since(new Map([[space, {}]]))) {
      for (const op of txn.ops) records[op.on] = (store.get(op.on) ?? null) as unknown as Json;
    }
  }
  return canonicalJson({ vectors: Object.fromEntries(spaces), records });
}

export function spacesIn(store: Store): SpaceId[] {
  const spaces = new Set<SpaceId>();
  for (const record of store.overlay(SPACES)) spaces.add(record.space);
  for (const block of store.blocks(SPACES))
    for (let row = 0; row < block.rows; row++) spaces.add(block.read(row).space);
  return [...spaces].sort();
}
