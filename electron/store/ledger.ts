import { readTxn, type Txn, WrittenTxn } from '#shared/ledger/op';
import type { DataFolder } from './data-folder';
import { StoreError } from './fault';
import { Journal } from './ledger-file';
import { decodeLine } from './line';
import { FORMAT, type Position } from './manifest';
import { upcast } from './migrations';

/** When a ledger file is full. */
export interface LedgerLimits {
  readonly step: number;
  readonly sealOps: number;
  readonly sealBytes: number;
}

export interface Entry {
  readonly txn: Txn;
  readonly json: string;
}
export type Place = readonly [ledger: number, offset: number, bytes: number];

/** The ledger as a whole: sealed files and the one being written. */
export class Ledger {
  constructor(
    private readonly folder: DataFolder,
    private journal: Journal,
    private readonly limits: LedgerLimits,
    private readonly month: () => string,
  ) {}

  /** Everything written so far is before this place. */
  get end(): Position & { readonly crc: number } {
    return { n: this.journal.n, offset: this.journal.end, crc: this.journal.checksum };
  }

  /** One write and one sync for the group; says where each Txn is. */
  append(group: readonly Entry[], hlc: string): Place[] {
    const month = this.month();
    const full = this.journal.ops >= this.limits.sealOps || this.journal.end >= this.limits.sealBytes;
    if (full || (this.journal.month !== month && this.journal.ops > 0)) this.turnPage(hlc);
    const places = this.journal.append(group.map(({ json, txn }) => ({ json, ops: txn.ops.length })));
    return places.map(({ offset, bytes }) => [this.journal.n, offset, bytes]);
  }

  /** Seals the file being written and begins the next. */
  turnPage(hlc: string): void {
    const { disk, path, manifest } = this.folder;
    const sealed = this.journal.seal();
    this.journal = Journal.create(disk, path, this.folder.newNumber(), this.month(), this.limits.step);
    const active = { n: this.journal.n, name: this.journal.name };
    this.folder.install({ ledger: [...manifest.ledger, sealed], active, hlc });
  }

  close(): void {
    this.journal.close();
  }

  /** Notes where it ends, so that what is lost before that is told from what a power cut tore. */
  noteEnd(hlc: string): void {
    const { end, folder } = this;
    const { written, foldedTo } = folder.manifest;
    if (end.offset === 0 || [written, foldedTo].some((place) => place?.n === end.n && place.offset === end.offset))
      return;
    folder.install({ hlc, written: end });
  }
}

/** The Txns at places of the ledger, those of one file one behind the other. Throws `damaged` when a line is not as it was written. */
export function readPlaces(folder: DataFolder, places: readonly Place[]): Txn[] {
  const { manifest, disk } = folder;
  const txns: Txn[] = [];
  for (let at = 0; at < places.length; ) {
    const n = places[at]?.[0] ?? 0;
    const sealed = manifest.ledger.find((l) => l.n === n);
    const name = n === manifest.active.n ? manifest.active.name : sealed?.name;
    if (name === undefined || disk.stat(folder.at(name)) === undefined) throw new StoreError('damaged');
    const file = disk.open(folder.at(name), 'read');
    try {
      for (let place = places[at]; place?.[0] === n; place = places[++at]) {
        const line = decodeLine(disk.read(file, place[1], place[2]));
        const txn = line === undefined ? undefined : parseTxn(line.json, sealed?.format ?? FORMAT);
        if (txn === undefined) throw new StoreError('damaged');
        txns.push(txn);
      }
    } finally {
      disk.close(file);
    }
  }
  return txns;
}

/** A ledger line of any format as this build reads it; undefined when it is no Txn. */
export function parseTxn(json: unknown, format: number): Txn | undefined {
  const written = WrittenTxn.safeParse(upcast(json, format));
  return written.success ? readTxn(written.data) : undefined;
}

/** Places of a record's Txns from the flat triples of its log. */
export function placesOf(log: readonly number[]): Place[] {
  const places: Place[] = [];
  for (let i = 0; i + 2 < log.length; i += 3) places.push([log[i] ?? 0, log[i + 1] ?? 0, log[i + 2] ?? 0]);
  return places;
}
