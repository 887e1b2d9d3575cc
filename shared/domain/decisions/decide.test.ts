import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId, RecordId, SpaceId, TxnId } from '../../kernel/ids';
import { recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Folded, fold } from '../../ledger/fold';
import { HLC_ZERO, nextHlc } from '../../ledger/hlc';
import type { Decision, OpDraft } from '../../ledger/op';
import { hasSeen, type Vector } from '../../ledger/space';
import { stamp } from '../../ledger/stamp';
import { caseStateOf } from '../cases/machine';
import { canWrite, decideField, decideStep } from './decide';
import { undecidedCount, undecidedOf } from './items';

const ON = recordId('cases', '2026-A01-000001');
const SPACE = 'case/2026-A01-000001' as SpaceId;
const CENTER = recordId('units', 'CENTER');
const HOST = recordId('units', 'HOST');
const CREATED: JsonObject = {
  caseNo: 'XF2026A01000001',
  queryCode: '12345678',
  openedOn: '2026-11-02',
  registeredAt: 1,
  registeredBy: '王敏',
  registeredUnit: CENTER,
  receivingUnit: CENTER,
  channel: 'visit',
  title: '征收补偿款未到位',
  petitioners: [{ name: '李桂兰' }],
  matters: [],
};

/** A desk that writes, and takes in what the other wrote. */
class Desk {
  record: Folded | undefined;
  vector: Vector = {};
  private hlc = HLC_ZERO;
  readonly written: ReturnType<typeof stamp>['txn'][] = [];
  constructor(
    readonly device: string,
    private clock: number,
  ) {}

  write(decision: Decision): void {
    this.clock += 1000;
    this.hlc = nextHlc(this.hlc, this.clock);
    const actor = { by: this.device, unit: CENTER, device: this.device as DeviceId };
    const before = { record: () => this.record, vector: () => this.vector };
    const id = `${this.device}-${this.written.length}` as TxnId;
    const { txn, records, vectors } = stamp(decision, id, actor, this.hlc, before);
    this.record = records.get(ON) ?? this.record;
    this.vector = vectors.get(SPACE) ?? this.vector;
    this.written.push(txn);
  }

  take(other: Desk): void {
    for (const op of other.written.flatMap(({ ops }) => ops)) {
      if (hasSeen(this.vector, op.id)) continue;
      const { vector } = this;
      this.record = fold(this.record, op, (seen) => hasSeen(vector, seen));
      this.vector = { ...vector, [other.device]: (vector[other.device] ?? 0) + 1 };
    }
  }

  op(kind: OpDraft['kind'], field: string, value: OpDraft['value']): void {
    this.write({
      action: field,
      ops: [{ kind, on: ON, space: SPACE, field, ...(value === undefined ? {} : { value }) }],
    });
  }

  settle(decided: ReturnType<typeof decideField>): void {
    if (!decided.ok) throw new Error(decided.error.message);
    this.write(decided.value);
  }

  get open() {
    return undecidedOf(this.record ?? never());
  }
}

const never = (): never => {
  throw new Error('no record');
};

function together(): [Desk, Desk] {
  const [a, b] = [new Desk('a', 1_000_000), new Desk('b', 5_000_000)];
  a.write({ action: '登记', ops: [{ kind: 'create', on: ON, space: SPACE, value: CREATED }] });
  a.op('event', 'triage', { on: '2026-11-02', triageClass: 'claim', legalPath: 'petition' });
  a.op('event', 'transfer', { on: '2026-11-03', unit: HOST });
  b.take(a);
  return [a, b];
}

const meet = (a: Desk, b: Desk): void => {
  a.take(b);
  b.take(a);
};

describe('a field two desks wrote', () => {
  const differ = (): [Desk, Desk] => {
    const [a, b] = together();
    a.op('set', 'title', '补偿款一');
    b.op('set', 'title', '补偿款二');
    meet(a, b);
    return [a, b];
  };

  it.each(['first', 'second', 'third'] as const)('is settled everywhere by one decision: %s', (which) => {
    const [a, b] = differ();
    const [conflict = never()] = a.open.conflicts;
    const seen = conflict.heads.map(({ op }) => op);
    const take = which === 'third' ? { text: '补偿款三' } : { op: seen[which === 'first' ? 0 : 1] ?? never() };
    a.settle(decideField(a.record, { field: 'title', seen, take }));
    meet(a, b);
    for (const desk of [a, b]) expect(desk.open.conflicts).toEqual([]);
    expect(b.record).toEqual(a.record);
    expect(a.record?.value['title']).toBe(
      'text' in take ? '补偿款三' : conflict.heads.find((h) => h.op === take.op)?.value,
    );
  });

  it('decided twice at once in two ways is shown again, and in one way is not', () => {
    for (const [x, y, left] of [
      ['甲', '乙', 1],
      ['甲', '甲', 0],
    ] as const) {
      const [a, b] = differ();
      const seen = a.open.conflicts.flatMap(({ heads }) => heads.map(({ op }) => op));
      a.settle(decideField(a.record, { field: 'title', seen, take: { text: x } }));
      b.settle(decideField(b.record, { field: 'title', seen, take: { text: y } }));
      meet(a, b);
      expect(a.open.conflicts).toHaveLength(left);
      expect(b.open.conflicts).toHaveLength(left);
    }
  });

  it('is not settled by who saw other contents, wrote nothing, or wrote what may not stand there', () => {
    const [a] = differ();
    const seen = a.open.conflicts.flatMap(({ heads }) => heads.map(({ op }) => op));
    const code = (choice: Omit<Parameters<typeof decideField>[1], 'field'>) => {
      const decided = decideField(a.record, { field: 'title', ...choice });
      return decided.ok ? undefined : decided.error.code;
    };
    expect(code({ seen: seen.slice(1), take: { text: '三' } })).toBe('merge.changed');
    expect(code({ seen, take: { text: ' ' } })).toBe('merge.empty');
    expect(code({ seen, take: { text: '长'.repeat(101) } })).toBe('merge.badText');
    expect(decideField(a.record, { field: 'demand', seen, take: { text: '三' } })).toMatchObject({
      error: { code: 'merge.settled' },
    });
  });

  it('that refers to the directory is chosen, never written', () => {
    const [a, b] = together();
    a.op('set', 'purpose', 'purposes/1');
    b.op('set', 'purpose', 'purposes/2');
    meet(a, b);
    expect(a.open.conflicts.map(canWrite)).toEqual([false]);
  });
});

describe('steps two desks took at once', () => {
  const differ = (): [Desk, Desk] => {
    const [a, b] = together();
    a.op('event', 'withdraw', { on: '2026-11-04', reason: '信访人撤回' });
    b.op('event', 'sign', { on: '2026-11-04', signer: '赵刚' });
    meet(a, b);
    return [a, b];
  };

  it('wait for a person with what each would make of the case', () => {
    const [a, b] = differ();
    const [open = never()] = a.open.steps;
    expect(open.event.name).toBe('sign');
    expect(open.rivals.map(({ name }) => name)).toEqual(['withdraw']);
    expect(open.ifKept?.status).toBe('received');
    expect(b.open).toEqual(a.open);
    expect(undecidedCount(a.record ?? never())).toBe(1);
  });

  it.each([
    ['keep', 'received'],
    ['withdraw', 'closed'],
  ] as const)('are decided everywhere: %s', (take, status) => {
    const [a, b] = differ();
    const op = a.open.steps[0]?.event.op ?? never();
    expect(decideStep(a.record, { op, take, reason: ' ' })).toMatchObject({ error: { code: 'merge.reason' } });
    b.settle(decideStep(b.record, { op, take, reason: '已电话核实' }));
    meet(a, b);
    for (const { record } of [a, b]) expect(caseStateOf(record ?? never()).status).toBe(status);
    expect(a.open).toEqual({ conflicts: [], steps: [] });
    expect(decideStep(a.record, { op, take, reason: '再来' })).toMatchObject({ error: { code: 'merge.settled' } });
  });

  it('wait too when both took effect one after the other, until a person lets them stand', () => {
    const both = (): [Desk, Desk] => {
      const [a, b] = together();
      a.op('event', 'sign', { on: '2026-11-04', signer: '赵刚' });
      b.op('event', 'withdraw', { on: '2026-11-04', reason: '信访人撤回' });
      meet(a, b);
      return [a, b];
    };
    for (const [take, status] of [
      ['both', 'closed'],
      ['keep', 'closed'],
      ['withdraw', 'received'],
    ] as const) {
      const [a, b] = both();
      const [open = never()] = a.open.steps;
      expect(open).toMatchObject({ event: { name: 'withdraw' }, rivals: [{ name: 'sign' }] });
      expect(open.misstep).toBeUndefined();
      expect(open.ifWithdrawn.status).toBe('received');
      b.settle(decideStep(b.record, { op: open.event.op, take, reason: '已核实' }));
      meet(a, b);
      for (const desk of [a, b]) {
        expect(desk.open.steps).toEqual([]);
        expect(caseStateOf(desk.record ?? never()).status).toBe(status);
      }
    }
  });

  it('do not wait after a step was taken back and another taken', () => {
    const [a, b] = together();
    a.op('event', 'sign', { on: '2026-11-04', signer: '赵刚' });
    const op = a.record?.events?.at(-1)?.op ?? never();
    a.write({ action: '撤销', ops: [{ kind: 'void', on: ON, space: SPACE, value: { op, reason: '误签' } }] });
    a.op('event', 'sign', { on: '2026-11-05', signer: '赵刚' });
    a.op('event', 'withdraw', { on: '2026-11-06', reason: '信访人撤回' });
    meet(a, b);
    expect(b.open.steps).toEqual([]);
  });

  it('do not wait when only notes were added beside a step', () => {
    const [a, b] = together();
    a.op('event', 'sign', { on: '2026-11-04', signer: '赵刚' });
    b.op('event', 'followUp', { on: '2026-11-04', way: 'phone', text: '已回访' });
    meet(a, b);
    expect(a.open.steps.filter(({ misstep }) => misstep === undefined)).toEqual([]);
  });

  it('a step nobody here knows can be withdrawn and not kept', () => {
    const [a] = together();
    a.op('event', 'beam', { on: '2026-11-04' });
    const op = a.open.steps[0]?.event.op ?? never();
    expect(decideStep(a.record, { op, take: 'keep', reason: '试' })).toMatchObject({
      error: { code: 'merge.cannotKeep' },
    });
    a.settle(decideStep(a.record, { op, take: 'withdraw', reason: '版本不符' }));
    expect(a.open.steps).toEqual([]);
  });
});

/** Steps and writes of two desks apart, then one decision after another: it comes to an end, the same on both sides. */
it('whatever two desks did apart is settled by deciding, and both see the same all the while', () => {
  const deed = fc.constantFrom('sign', 'acknowledge', 'withdraw', 'followUp', 'title', 'demand');
  const takes = fc.array(fc.constantFrom('keep', 'withdraw', 'both'), { minLength: 12, maxLength: 12 });
  const act = (desk: Desk, what: string, at: number): void => {
    if (what === 'title' || what === 'demand') desk.op('set', what, `${desk.device}${at}`);
    else desk.op('event', what, { on: '2026-11-04', signer: '赵刚', reason: '撤回', way: 'phone', text: '回访' });
  };
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 5 }), fc.array(deed, { maxLength: 5 }), takes, (ours, theirs, choices) => {
      const [a, b] = together();
      for (const [i, what] of ours.entries()) act(a, what, i);
      for (const [i, what] of theirs.entries()) act(b, what, i);
      meet(a, b);
      for (const take of [...choices, ...choices.map(() => 'withdraw' as const)]) {
        expect(b.open).toEqual(a.open);
        const [[conflict], [step]] = [a.open.conflicts, a.open.steps];
        if (conflict !== undefined) {
          const seen = conflict.heads.map(({ op }) => op);
          a.settle(decideField(a.record, { field: conflict.field, seen, take: { op: seen.at(-1) ?? never() } }));
        } else if (step !== undefined) {
          const decided = decideStep(b.record, { op: step.event.op, take, reason: '已核实' });
          if (decided.ok) b.write(decided.value);
        } else break;
        meet(a, b);
      }
      expect(a.open).toEqual({ conflicts: [], steps: [] });
      expect(undecidedCount(b.record ?? never())).toBe(0);
    }),
    { numRuns: 100 },
  );
});

it('a record that has not arrived yet waits for nobody', () => {
  const id: RecordId = ON;
  expect(undecidedCount({ id, space: SPACE, value: {} })).toBe(0);
});
