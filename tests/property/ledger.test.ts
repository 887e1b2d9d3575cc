import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId, OpId, RecordId, SpaceId, TxnId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import { canonicalJson, type Json } from '#shared/kernel/json';
import { applyTxn } from '#shared/ledger/apply';
import type { Folded } from '#shared/ledger/fold';
import { HLC_ZERO, laterHlc, nextHlc } from '#shared/ledger/hlc';
import {
  type Decision,
  type Op,
  type OpDraft,
  OP_VERSION,
  readTxn,
  type Txn,
  WrittenTxn,
  writeTxn,
} from '#shared/ledger/op';
import { admit, caseSpace, ORG_SPACE, type Vector } from '#shared/ledger/space';
import { stamp } from '#shared/ledger/stamp';
import { checkRecord } from './support/check-record';

/** One desk's copy of everything. */
class Replica {
  readonly records = new Map<RecordId, Folded>();
  readonly vectors = new Map<SpaceId, Vector>();
  readonly log: Txn[] = [];
  private hlc = HLC_ZERO;
  constructor(
    readonly device: DeviceId,
    private readonly skew: number,
  ) {}
  record = (id: RecordId) => this.records.get(id);
  vector = (space: SpaceId) => this.vectors.get(space) ?? {};

  decide(decision: Decision, now: number): Txn {
    this.hlc = nextHlc(this.hlc, now + this.skew);
    const id = `${this.device}-${this.log.length}` as TxnId;
    const stamped = stamp(decision, id, { by: '某人', unit: 'units/X', device: this.device }, this.hlc, this);
    const before = new Map(this.records);
    this.take(stamped.txn);
    for (const [on, record] of stamped.records)
      expect(json(this.records.get(on)), `${on} ${before.size}`).toBe(json(record));
    return stamped.txn;
  }

  /** Whether every op could enter: none is ahead of one that is missing. */
  admits(txn: Txn): boolean {
    const vectors = new Map<SpaceId, Vector>();
    return txn.ops.every((op) => {
      const vector = vectors.get(op.space) ?? this.vector(op.space);
      if (admit(vector, op) === 'gap') return false;
      vectors.set(op.space, {
        ...vector,
        [this.deviceOf(op)]: Math.max(vector[this.deviceOf(op)] ?? 0, this.seqOf(op)),
      });
      return true;
    });
  }

  take(txn: Txn): void {
    const applied = applyTxn(txn, this);
    for (const [id, record] of applied.records) this.records.set(id, record);
    for (const [space, vector] of applied.vectors) this.vectors.set(space, vector);
    if (applied.fresh > 0) this.log.push(txn);
    this.hlc = laterHlc(this.hlc, txn.hlc);
  }

  private deviceOf = (op: Op): string => op.id.split(':')[0] ?? '';
  private seqOf = (op: Op): number => Number(op.id.split(':')[1]);
}

const json = (value: Folded | undefined): string => canonicalJson(value as unknown as Json | undefined);
const stateOf = (replica: Replica): string =>
  canonicalJson(
    Object.fromEntries([...replica.records].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, r]) => [id, json(r)])),
  );

const FIELDS = ['name', 'phone', 'unit'];
const RECORDS: readonly { id: RecordId; space: SpaceId }[] = [
  { id: recordId('units', 'U1'), space: ORG_SPACE },
  { id: recordId('visits', '2026-A01-1'), space: caseSpace('1') },
  { id: recordId('visits', '2026-A01-2'), space: caseSpace('2') },
];

type Step =
  | { do: 'write'; device: number; drafts: { kind: OpDraft['kind']; record: number; field: number; value: number }[] }
  | { do: 'send'; from: number; to: number; upTo: number };

const draft = fc.record({
  kind: fc.constantFrom<OpDraft['kind']>('create', 'set', 'set', 'set', 'add', 'event', 'void'),
  record: fc.nat({ max: RECORDS.length - 1 }),
  field: fc.nat({ max: FIELDS.length - 1 }),
  value: fc.nat({ max: 5 }),
});
const stepFor = (devices: number): fc.Arbitrary<Step> =>
  fc.oneof(
    fc.record({
      do: fc.constant('write' as const),
      device: fc.nat({ max: devices - 1 }),
      drafts: fc.array(draft, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      do: fc.constant('send' as const),
      from: fc.nat({ max: devices - 1 }),
      to: fc.nat({ max: devices - 1 }),
      upTo: fc.nat({ max: 100 }),
    }),
  );
const histories = fc.integer({ min: 2, max: 4 }).chain((devices) =>
  fc.record({
    skews: fc.array(fc.integer({ min: -90_000_000, max: 90_000_000 }), { minLength: devices, maxLength: devices }),
    steps: fc.array(stepFor(devices), { maxLength: 40, size: 'max' }),
    order: fc.infiniteStream(fc.nat({ max: 1_000_000 })),
  }),
);

function draftOf(
  { kind, record, field, value }: Extract<Step, { do: 'write' }>['drafts'][number],
  replica: Replica,
): OpDraft {
  const { id, space } = RECORDS[record] ?? { id: recordId('units', 'U1'), space: ORG_SPACE };
  const name = FIELDS[field] ?? 'name';
  const base = { kind, on: id, space };
  if (kind === 'create') return { ...base, value: { [name]: value, also: `甲${value}` } };
  if (kind !== 'void') return { ...base, field: name, value };
  const entry = replica.record(id)?.items?.[name]?.[0]?.op;
  return { ...base, value: entry === undefined || value > 2 ? {} : { op: entry } };
}

/** Runs the steps: desks write on their own and now and then pass on part of what they have. */
function live(skews: readonly number[], steps: readonly Step[]): Replica[] {
  const desks = skews.map((skew, i) => new Replica(`d${i}` as DeviceId, skew));
  for (const [time, step] of steps.entries()) {
    const desk = desks[step.do === 'write' ? step.device : step.to];
    if (desk === undefined) continue;
    if (step.do === 'write') {
      desk.decide({ action: '写', ops: step.drafts.map((d) => draftOf(d, desk)) }, 1_790_000_000_000 + time * 1000);
    } else {
      const log = desks[step.from]?.log ?? [];
      for (const txn of log.slice(0, step.upTo)) if (desk.admits(txn)) desk.take(travelled(txn));
    }
  }
  return desks;
}

/** What comes out of the file it was written to. */
const travelled = (txn: Txn): Txn => readTxn(WrittenTxn.parse(JSON.parse(JSON.stringify(writeTxn(txn)))));

function everything(desks: readonly Replica[]): Txn[] {
  const all = new Map<TxnId, Txn>();
  for (const desk of desks) for (const txn of desk.log) all.set(txn.id, txn);
  return [...all.values()];
}

/** Gives a desk all Txns in an order picked by `next`, some of them twice. */
function deliver(desk: Replica, txns: readonly Txn[], next: () => number): void {
  const waiting = [...txns];
  while (waiting.length > 0) {
    const ready = waiting.filter((txn) => desk.admits(txn));
    const txn = ready[next() % ready.length];
    if (txn === undefined) throw new Error('no Txn can be delivered');
    desk.take(txn);
    if (next() % 4 !== 0) waiting.splice(waiting.indexOf(txn), 1);
  }
}

describe('the ledger', () => {
  it('gives every desk the same records, whatever came first and however often', () => {
    fc.assert(
      fc.property(histories, ({ skews, steps, order }) => {
        const desks = live(skews, steps);
        const all = everything(desks);
        const next = () => order.next().value ?? 0;
        const fresh = [new Replica('x' as DeviceId, 0), new Replica('y' as DeviceId, 0)];
        for (const desk of [...desks, ...fresh]) deliver(desk, all, next);
        const [first, ...others] = [...desks, ...fresh].map(stateOf);
        for (const other of others) expect(other).toBe(first);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps every write that no other write saw, every entry, every event, and shows each conflict', () => {
    fc.assert(
      fc.property(histories, ({ skews, steps, order }) => {
        const all = everything(live(skews, steps));
        const desk = new Replica('x' as DeviceId, 0);
        deliver(desk, all, () => order.next().value ?? 0);
        for (const { id } of RECORDS)
          checkRecord(
            desk.record(id),
            all.flatMap((t) => t.ops).filter((op) => op.on === id),
            FIELDS,
          );
      }),
      { numRuns: 200 },
    );
  });

  it('holds what it does not understand, in any order', () => {
    const op = (seq: number, more: Partial<Op>): Op => ({
      id: `d1:${seq}` as OpId,
      space: ORG_SPACE,
      hlc: HLC_ZERO,
      by: '甲',
      unit: 'u',
      kind: 'set',
      on: recordId('units', 'U1'),
      field: 'name',
      value: seq,
      parents: [],
      v: OP_VERSION,
      ...more,
    });
    const ops = [
      op(1, { kind: 'create', value: { name: '一' } }),
      op(2, { kind: 'merge' }),
      op(3, { v: OP_VERSION + 1 }),
    ];
    const txn: Txn = {
      id: 't' as TxnId,
      device: 'd1' as DeviceId,
      hlc: HLC_ZERO,
      by: '甲',
      unit: 'u',
      action: '写',
      ops,
    };
    const { records } = applyTxn(txn, { record: () => undefined, vector: () => ({}) });
    const record = records.get(recordId('units', 'U1'));
    expect(record?.value).toEqual({ name: '一' });
    expect(record?.held).toEqual(ops.slice(1));
  });
});
