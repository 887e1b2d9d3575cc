import type { SpaceId } from '#shared/kernel/ids';
import { opDevice, opSeq, type Txn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import type { Workshop } from './compaction';
import type { DataFolder } from './data-folder';
import { readAll } from './disk';
import { StoreError } from './fault';
import { parseTxn, type Place, placesOf, readPlaces } from './ledger';
import { scan } from './ledger-file';
import { FORMAT } from './manifest';
import { type Memory, spaceRecord } from './memory';

type Bases = ReadonlyMap<SpaceId, Vector>;

/** Ops of the spaces behind the vectors, found by the places that each space remembers. */
export function txnsSince({ folder, memory }: Workshop, bases: Bases): readonly Txn[] {
  const found = partsOf(readPlaces(folder, placesFor(memory, bases)), bases);
  if (isComplete(found, memory, bases)) return found;
  // Spaces folded by a build that did not remember their places.
  const all = partsOf(everyTxn(folder), bases);
  if (isComplete(all, memory, bases)) return all;
  throw new StoreError('damaged', '台账中缺少要发送的部分记录，不能导出。请先到“备份与恢复”中处理。');
}

function placesFor(memory: Memory, bases: Bases): Place[] {
  const places = new Map<string, Place>();
  for (const space of bases.keys()) {
    for (const place of placesOf(memory.known(spaceRecord(space))?.log ?? []))
      places.set(`${place[0]}:${place[1]}`, place);
  }
  return [...places.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Only ops of the spaces asked for, and of these only what is behind their base. */
function partsOf(txns: Iterable<Txn>, bases: Bases): Txn[] {
  const parts: Txn[] = [];
  for (const txn of txns) {
    const ops = txn.ops.filter((op) => {
      const base = bases.get(op.space);
      return base !== undefined && opSeq(op.id) > (base[opDevice(op.id)] ?? 0);
    });
    if (ops.length > 0) parts.push({ ...txn, ops });
  }
  return parts;
}

function* everyTxn(folder: DataFolder): Generator<Txn> {
  const { disk, manifest } = folder;
  for (const file of [...manifest.ledger, { ...manifest.active, format: FORMAT }]) {
    for (const line of scan(readAll(disk, folder.at(file.name)) ?? Buffer.alloc(0)).lines) {
      const txn = parseTxn(line.json, file.format);
      if (txn !== undefined) yield txn;
    }
  }
}

/** Every seq of every device from the base to the head, in order. */
function isComplete(txns: readonly Txn[], memory: Memory, bases: Bases): boolean {
  const reached = new Map<string, number>();
  const key = (space: string, device: string) => `${space} ${device}`;
  for (const op of txns.flatMap((txn) => txn.ops)) {
    const device = opDevice(op.id);
    const last = reached.get(key(op.space, device)) ?? bases.get(op.space)?.[device] ?? 0;
    if (opSeq(op.id) !== last + 1) return false;
    reached.set(key(op.space, device), last + 1);
  }
  return [...bases].every(([space, base]) =>
    Object.entries(memory.vector(space)).every(
      ([device, head]) => (reached.get(key(space, device)) ?? base[device] ?? 0) >= head,
    ),
  );
}
