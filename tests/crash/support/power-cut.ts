import { dirname } from 'node:path';
import { type DiskOp, resized, written } from './memory-disk';

type DataOp = Extract<DiskOp, { kind: 'write' | 'truncate' }>;
type NameOp = Extract<DiskOp, { kind: 'name' }>;

/** Numbers that look random and are the same every time. */
export type Dice = () => number;
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
export const below = (n: number, roll: Dice): number => Math.floor(roll() * n);

const SECTOR = 512;

/**
 * The worst that POSIX allows a disk to be after a power cut: what was synced is there; of the rest, any part, in any
 * order, writes torn at sectors or bytes, names made or removed since the folder was synced there or not.
 */
export class PowerCut {
  private readonly durable = new Map<number, Uint8Array>();
  private readonly pending = new Map<number, DataOp[]>();
  private readonly names = new Map<string, number>();
  private readonly pendingNames = new Map<string, NameOp[]>();

  /** A disk on which these files, numbered in this order, are safe. */
  constructor(files: ReadonlyMap<string, Buffer> = new Map()) {
    for (const [i, [path, content]] of [...files].entries()) {
      this.names.set(path, i);
      this.durable.set(i, content);
    }
  }

  apply(op: DiskOp): void {
    if (op.kind === 'write' || op.kind === 'truncate') push(this.pending, op.inode, op);
    else if (op.kind === 'name') push(this.pendingNames, dirname(op.path), op);
    else if (op.kind === 'sync') {
      this.durable.set(op.inode, this.contentOf(op.inode, this.pending.get(op.inode) ?? []));
      this.pending.delete(op.inode);
    } else if (op.kind === 'syncFolder') {
      for (const named of this.pendingNames.get(op.path) ?? []) rename(this.names, named);
      this.pendingNames.delete(op.path);
    }
  }

  /** One of the disks that could be found after the power came back. */
  image(roll: Dice): Map<string, Buffer> {
    const names = new Map(this.names);
    for (const ops of this.pendingNames.values()) {
      for (const op of surviving(ops, roll)) rename(names, op);
    }
    const contents = new Map<number, Buffer>();
    const files = new Map<string, Buffer>();
    for (const [path, inode] of names) {
      const content = contents.get(inode) ?? this.contentAfterCut(inode, roll);
      contents.set(inode, content);
      files.set(path, content);
    }
    return files;
  }

  private contentAfterCut(inode: number, roll: Dice): Buffer {
    const ops = surviving(this.pending.get(inode) ?? [], roll).flatMap((op) => torn(op, roll));
    return this.contentOf(inode, ops);
  }

  private contentOf(inode: number, ops: readonly DataOp[]): Buffer {
    let content: Buffer = Buffer.from(this.durable.get(inode) ?? []);
    for (const op of ops) {
      content = op.kind === 'write' ? written(content, op.at, op.bytes) : resized(content, op.length);
    }
    return content;
  }
}

function rename(names: Map<string, number>, { path, inode }: NameOp): void {
  if (inode === undefined) names.delete(path);
  else names.set(path, inode);
}

/** None, all, the first few, or any of them. */
function surviving<T>(ops: readonly T[], roll: Dice): T[] {
  const way = below(4, roll);
  if (way === 0) return [];
  if (way === 1) return [...ops];
  if (way === 2) return ops.slice(0, below(ops.length + 1, roll));
  return ops.filter(() => roll() < 0.5);
}

/** A write as a whole, cut at a byte, or with only some of its sectors. */
function torn(op: DataOp, roll: Dice): DataOp[] {
  if (op.kind === 'truncate') return [op];
  const way = below(3, roll);
  if (way === 0) return [op];
  if (way === 1) return [{ ...op, bytes: op.bytes.subarray(0, below(op.bytes.length + 1, roll)) }];
  const parts: DataOp[] = [];
  for (let at = op.at; at < op.at + op.bytes.length; ) {
    const end = Math.min(op.at + op.bytes.length, (Math.floor(at / SECTOR) + 1) * SECTOR);
    if (roll() < 0.5) parts.push({ ...op, at, bytes: op.bytes.subarray(at - op.at, end - op.at) });
    at = end;
  }
  return parts;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
