import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/calendar/local-date';
import { offersOf, takeStep } from '#shared/domain/cases/decide';
import { caseStateOf, clocksOf } from '#shared/domain/cases/machine';
import { isOpen } from '#shared/domain/cases/status';
import type { StepName } from '#shared/domain/cases/steps/index';
import { CONTEXT, day, REPLY, TestCase, unit } from '#shared/domain/cases/testing';
import type { DeviceId, OpId, TxnId } from '#shared/kernel/ids';
import { type Folded, fold } from '#shared/ledger/fold';
import { type Hlc, HLC_ZERO, nextHlc } from '#shared/ledger/hlc';
import type { Decision, Op } from '#shared/ledger/op';
import { hasSeen, type Vector } from '#shared/ledger/space';
import { stamp } from '#shared/ledger/stamp';

const units = fc.constantFrom('A', 'B', 'C', 'JIWEI', 'ZFW').map(unit);
const words = fc.constantFrom('属实', '不属本单位职责', '情况复杂');
const spread = <T extends object>(value: T) => fc.constant(value);

/** What a person might fill in; not always what the step wants. */
const filled = fc.record({
  triage: fc.constantFrom(
    { triageClass: 'claim', legalPath: 'petition' },
    { triageClass: 'claim', legalPath: 'arbitration' },
    { triageClass: 'claim', legalPath: 'litigation' },
    { triageClass: 'suggestion' },
    { triageClass: 'accusation', accused: [unit('A')] },
    { triageClass: 'inquiry' },
  ),
  unit: units,
  text: words,
  more: spread({
    feedbackDue: '2027-06-01',
    signer: '赵刚',
    proposedElsewhere: '省厅',
    days: 20,
    approver: '局长',
    way: 'direct',
    request: '不服',
    dossierNo: '2026-001',
    newFacts: '新证据',
    settledInWriting: true,
    procedure: '仲裁',
    office: '预算处',
    mediator: '调委会',
    ...REPLY,
  }),
});
type Filled = typeof filled extends fc.Arbitrary<infer T> ? T : never;

/** Which of the offered steps is taken, after how many days, with what. */
const move = fc.record({ pick: fc.nat(30), after: fc.integer({ min: 0, max: 20 }), filled });
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

const inputFor = (step: StepName, { triage, unit: id, text, more }: Filled, on: string) => ({
  ...more,
  ...triage,
  unit: id,
  organ: step.startsWith('apply') ? id : '有关机关',
  text,
  reason: text,
  opinion: text,
  to: '联席会议',
  decidedBy: '联席会议',
  decision: text,
  conclusion: step.startsWith('conclude') ? 'maintain' : triage.triageClass === 'suggestion' ? 'adopted' : 'explain',
  flag: 'hot',
  detail: text,
  on,
});

/** Takes a random step of those that stand open; undefined when what was filled in was refused. */
function decide(record: Folded, { pick, after, filled: said }: Move): Decision | undefined {
  const offers = offersOf(record, CONTEXT).filter(({ closed }) => closed === undefined);
  const offer = offers[pick % Math.max(1, offers.length)];
  if (offer === undefined) return undefined;
  const on = addDays(caseStateOf(record).since, after);
  const decided = takeStep(record, offer.step, inputFor(offer.step, said, on), {
    ...CONTEXT,
    today: day('2099-12-31'),
  });
  return decided.ok ? decided.value : undefined;
}

describe('a case through any life', () => {
  test('the state holds together after every step', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const made = new TestCase();
        for (const one of moves) {
          const decision = decide(made.record, one);
          if (decision === undefined) continue;
          made.commit(decision);
          const { state } = made;
          expect(state.missteps).toEqual([]);
          const running = clocksOf(state).filter((clock) => clock.stopped === undefined);
          const kinds = running.filter(({ kind }) => kind !== 'CO_OPINION').map(({ kind }) => kind);
          expect(new Set(kinds).size, 'one running clock of a kind').toBe(kinds.length);
          if (!isOpen(state.status)) expect(kinds.filter((kind) => kind !== 'ASSIGN_FEEDBACK')).toEqual([]);
          state.hands.forEach((hand, i) => {
            const next = state.hands[i + 1];
            if (next !== undefined)
              expect(hand.to !== undefined && hand.to <= next.from, 'hands do not overlap').toBe(true);
          });
          expect(state.hands.filter((hand) => hand.to === undefined).length).toBe(isOpen(state.status) ? 1 : 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('two desks that did not see each other agree after they did, and no step is dropped', () => {
    const histories = fc.array(fc.tuple(fc.constantFrom('a', 'b'), move, fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(histories, (steps) => {
        const desks = { a: new Peer('a'), b: new Peer('b') };
        const opened = new TestCase();
        const create = {
          action: '登记',
          ops: [
            { kind: 'create' as const, on: opened.record.id, space: opened.record.space, value: opened.record.value },
          ],
        };
        desks.a.commit(opened.record, create);
        desks.b.receive(desks.a.ops);
        for (const [name, one, meet] of steps) {
          const desk = name === 'a' ? desks.a : desks.b;
          const decision = desk.record === undefined ? undefined : decide(desk.record, one);
          if (decision !== undefined && desk.record !== undefined) desk.commit(desk.record, decision);
          if (meet) {
            desks.a.receive(desks.b.ops);
            desks.b.receive(desks.a.ops);
          }
        }
        desks.a.receive(desks.b.ops);
        desks.b.receive([...desks.a.ops].reverse());
        const [a, b] = [desks.a.record, desks.b.record];
        if (a === undefined || b === undefined) throw new Error('no case');
        expect(caseStateOf(b)).toEqual(caseStateOf(a));
        expect(a.events ?? []).toHaveLength(desks.a.ops.filter(({ kind }) => kind === 'event').length);
      }),
      { numRuns: 200 },
    );
  });
});

/** A desk with a clock of its own that folds what it gets in any order. */
class Peer {
  record: Folded | undefined;
  readonly ops: Op[] = [];
  private vector: Vector = {};
  private hlc: Hlc = HLC_ZERO;

  constructor(readonly name: string) {}

  commit(on: Pick<Folded, 'id'>, decision: Decision): void {
    this.hlc = nextHlc(this.hlc, 1_772_409_600_000 + (this.name === 'a' ? 0 : 3));
    const actor = { by: this.name, unit: 'units/CENTER', device: this.name as DeviceId };
    const { txn, records, vectors } = stamp(decision, `${this.name}-${this.ops.length}` as TxnId, actor, this.hlc, {
      record: () => this.record,
      vector: () => this.vector,
    });
    this.ops.push(...txn.ops);
    this.record = records.get(on.id) ?? this.record;
    this.vector = [...vectors.values()][0] ?? this.vector;
  }

  /** Folds what it has not seen, in the order given; the vector is told afterwards, as after an import. */
  receive(ops: readonly Op[]): void {
    const known = new Set(this.ops.map(({ id }) => id));
    const fresh = ops.filter(({ id }) => !known.has(id));
    const seen = (id: OpId) => hasSeen(this.vector, id) || known.has(id);
    for (const op of fresh) {
      this.record = fold(this.record, op, seen);
      known.add(op.id);
      this.ops.push(op);
      if (op.hlc > this.hlc) this.hlc = op.hlc;
    }
    for (const op of fresh) {
      const [device = '', seq = '0'] = op.id.split(':');
      this.vector = { ...this.vector, [device]: Math.max(this.vector[device] ?? 0, Number(seq)) };
    }
  }
}
