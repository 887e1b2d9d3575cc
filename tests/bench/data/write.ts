import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBlocks } from '../../../electron/store/block/blocks';
import { foldIntoSegments } from '../../../electron/store/compaction';
import { type Disk, nodeDisk } from '../../../electron/store/disk';
import { mergeSegments } from '../../../electron/store/merge';
import { LIMITS, openStore } from '../../../electron/store/open';
import { type Library, openLibrary } from '../../../electron/store/opening';
import { SETTINGS_FILE } from '../../../electron/store/settings';
import { seedDirectory } from '../../../electron/services/directory';
import { seedRouting } from '../../../electron/services/routing';
import { localDateAt } from '../../../shared/calendar/local-date';
import { collections } from '../../../shared/domain/collections';
import { caseStateOf } from '../../../shared/domain/cases/machine';
import { Visit } from '../../../shared/domain/visits/schema';
import { collectionOf, type DeviceId, type RecordId, type SpaceId, type TxnId } from '../../../shared/kernel/ids';
import type { Folded } from '../../../shared/ledger/fold';
import { type Hlc, nextHlc } from '../../../shared/ledger/hlc';
import { type Txn, writeTxn } from '../../../shared/ledger/op';
import type { Vector } from '../../../shared/ledger/space';
import { stamp, type Stamped } from '../../../shared/ledger/stamp';
import { Dice } from './random';
import { type Action, LAST_DAY, timeline } from './timeline';
import { CENTER } from './visit';

export interface Written {
  readonly visits: number;
  readonly cases: number;
  readonly ops: number;
  readonly txns: number;
}

const DEVICE = 'bench001' as DeviceId;
/** Txns written with one sync. */
const GROUP = 500;
/** Whoever loses power while a folder is generated generates it again. */
const HASTY: Disk = {
  ...nodeDisk,
  sync: () => undefined,
  settle: () => Promise.resolve(),
  syncFolder: () => undefined,
};
/** Every so many records are looked at: what is generated must be what the desk would have written. */
const CHECKED = 997;

/**
 * A data folder of ten years, written by the store's own writers: ledger lines, segments, sidecars, manifest. Years before the
 * last are folded as a quiet desk leaves them, once each; the last month by month, and its last weeks as a desk at work does.
 */
export async function writeFolder(folder: string, scale: number, seed: number): Promise<Written> {
  mkdirSync(folder, { recursive: true });
  const identity = { deskPrefix: 'A01', unit: CENTER, operator: '王敏' };
  writeFileSync(join(folder, SETTINGS_FILE), JSON.stringify({ device: DEVICE, identity, issued: {} }));
  const dice = new Dice(seed, 4);
  const clock = new SimulatedClock(Date.parse('2016-11-20T02:00:00Z'));
  const options = { folder, collections, clock };
  const store = await openStore({ ...options, device: DEVICE, random: { hex: (n) => dice.hex(n) } });
  await seedDirectory(store);
  await seedRouting(store);
  await store.close();
  const library = await openLibrary({
    ...options,
    disk: HASTY,
    blocks: createBlocks(HASTY),
    limits: LIMITS,
    progress: () => undefined,
    denied: undefined,
  });
  const pen = new Pen(library, dice, clock);
  for (const action of timeline(scale, seed)) {
    const month = localDateAt(action.at).slice(0, 7);
    if (month !== pen.month) await pen.turnMonth(month);
    pen.write(action);
    await pen.foldWhenDue();
  }
  pen.flush();
  library.memory.segments.close();
  library.ledger?.close();
  return pen.written;
}

class SimulatedClock {
  constructor(public at: number) {}
  now(): number {
    return this.at;
  }
}

/** Writes actions into an opened folder in groups. */
class Pen {
  readonly written = { visits: 0, cases: 0, ops: 0, txns: 0 };
  month = '';
  private readonly group: Stamped[] = [];
  private readonly records = new Map<RecordId, Folded>();
  private readonly vectors = new Map<SpaceId, Vector>();
  private hlc: Hlc;

  constructor(
    private readonly library: Library,
    private readonly dice: Dice,
    private readonly clock: SimulatedClock,
  ) {
    this.hlc = library.hlc;
  }

  write({ at, by, decision }: Action): void {
    const { memory } = this.library;
    this.clock.at = at;
    this.hlc = nextHlc(this.hlc, at);
    const stamped = stamp(decision, this.dice.hex(8) as TxnId, { by, unit: CENTER, device: DEVICE }, this.hlc, {
      record: (id) => this.records.get(id) ?? memory.record(id),
      vector: (space) => this.vectors.get(space) ?? memory.vector(space),
    });
    for (const [id, record] of stamped.records) this.records.set(id, record);
    for (const [space, vector] of stamped.vectors) this.vectors.set(space, vector);
    this.group.push(stamped);
    this.count(stamped.txn);
    if (this.group.length >= GROUP) this.flush();
  }

  flush(): void {
    const { ledger, memory } = this.library;
    if (ledger === undefined) throw this.library.fault ?? new Error('the folder cannot be written');
    if (this.group.length === 0) return;
    const places = ledger.append(
      this.group.map(({ txn }) => ({ txn, json: JSON.stringify(writeTxn(txn)) })),
      this.hlc,
    );
    for (const [i, { records, vectors }] of this.group.entries()) {
      const place = places[i];
      if (place !== undefined) memory.take(records, vectors, place);
    }
    this.group.length = 0;
    this.records.clear();
    this.vectors.clear();
  }

  async turnMonth(month: string): Promise<void> {
    this.flush();
    const year = month.slice(0, 4);
    const lastYear = LAST_DAY.slice(0, 4) === year;
    if (this.month !== '' && (lastYear || year !== this.month.slice(0, 4))) await this.fold();
    this.month = month;
  }

  /** In the last month as the desk does it: never more than so many changes are in memory alone. */
  async foldWhenDue(): Promise<void> {
    if (this.month === LAST_DAY.slice(0, 7) && this.library.memory.dirty >= LIMITS.compactAt) await this.fold();
  }

  private async fold(): Promise<void> {
    const { signal } = new AbortController();
    for (const record of this.library.memory.snapshot()) check(record.record);
    const end = this.library.ledger?.end;
    if (end !== undefined) await foldIntoSegments(this.library, end, this.hlc, signal);
    while (await mergeSegments(this.library, signal));
  }

  private count({ ops }: Txn): void {
    const { written } = this;
    written.txns++;
    written.ops += ops.length;
    for (const { kind, on } of ops) {
      if (kind !== 'create') continue;
      if (collectionOf(on) === 'visits') written.visits++;
      if (collectionOf(on) === 'cases') written.cases++;
    }
  }
}

let seen = 0;
function check(record: Folded): void {
  if (seen++ % CHECKED !== 0) return;
  if (collectionOf(record.id) === 'visits') Visit.parse(record.value);
  const missteps = collectionOf(record.id) === 'cases' ? caseStateOf(record).missteps : [];
  if (missteps.length > 0) throw new Error(`${record.id}: ${JSON.stringify(missteps)}`);
}
