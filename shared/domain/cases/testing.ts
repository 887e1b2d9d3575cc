import type { LocalDate } from '../../calendar/local-date';
import { type DeviceId, recordId, type RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import type { Folded } from '../../ledger/fold';
import { HLC_ZERO, type Hlc, nextHlc } from '../../ledger/hlc';
import type { Decision } from '../../ledger/op';
import { caseSpace } from '../../ledger/space';
import { stamp } from '../../ledger/stamp';
import type { Decided } from './decide';
import { takeStep } from './decide';
import { caseStateOf, runningClocks } from './machine';
import type { StepContext } from './step';
import type { StepName } from './steps';

export const unit = (code: string): RecordId => recordId('units', code);
export const CENTER = unit('CENTER');
export const day = (text: string): LocalDate => text as LocalDate;

const FIELDS: JsonObject = {
  caseNo: 'XF2026A01000001',
  queryCode: '12345678',
  openedOn: '2026-03-02',
  registeredAt: 1_772_409_600_000,
  registeredBy: '王敏',
  registeredUnit: CENTER,
  receivingUnit: CENTER,
  firstContact: '王敏',
  channel: 'visit',
  title: '征收补偿款未到位',
  demand: '请求尽快支付补偿款。',
  petitioners: [{ name: '李桂兰' }],
  matters: [],
};

/** A world in which everything is allowed that the state allows; a test changes what it is about. */
export const CONTEXT: StepContext = {
  today: day('2027-12-31'),
  lastDayOf: () => undefined,
  lateSilenceAccepts: true,
  unitName: (id) => id,
  isRepeat: false,
  isWithinAny: (id, units) => units.includes(id),
  handlesAccusations: (id) => id === unit('JIWEI'),
  isPoliticalLegal: (id) => id === unit('ZFW'),
  recommended: [],
  identityUnclear: false,
};

/** A case under test: its record grows by real ops. */
export class TestCase {
  record: Folded;
  private hlc: Hlc = HLC_ZERO;
  private seq = 0;

  constructor(fields: JsonObject = {}, key = '2026-A01-000001') {
    const on = recordId('cases', key);
    this.record = { id: on, space: caseSpace(key), value: {} };
    this.commit({
      action: '登记',
      ops: [{ kind: 'create', on, space: this.record.space, value: { ...FIELDS, ...fields } }],
    });
  }

  get state() {
    return caseStateOf(this.record);
  }

  take(name: StepName, input: object, context: Partial<StepContext> = {}): Decided {
    const decided = takeStep(this.record, name, input, { ...CONTEXT, ...context });
    if (decided.ok) this.commit(decided.value);
    return decided;
  }

  /** Takes several steps, each `[name, day, rest]`; throws at the first refusal. */
  walk(...steps: readonly (readonly [StepName, string, object?])[]): this {
    for (const [name, on, rest = {}] of steps) {
      const done = this.take(name, { ...rest, on });
      if (!done.ok) throw new Error(`${name}: ${done.error.code} ${done.error.message}`);
    }
    return this;
  }

  commit(decision: Decision): void {
    this.hlc = nextHlc(this.hlc, 1_772_409_600_000);
    const vector = { test: this.seq };
    const ops = decision.ops.filter((op) => op.on === this.record.id);
    const stamped = stamp(
      { ...decision, ops },
      `t${this.seq}` as never,
      { by: '王敏', unit: CENTER, device: 'test' as DeviceId },
      this.hlc,
      { record: () => (this.record.created === undefined ? undefined : this.record), vector: () => vector },
    );
    this.seq += ops.length;
    this.record = stamped.records.get(this.record.id) ?? this.record;
  }
}

/** `ok`, or why not. */
export const code = (done: Decided): string => (done.ok ? 'ok' : done.error.code);
export const running = (made: TestCase) => runningClocks(made.state).map(({ kind }) => kind);
export const claim = { triageClass: 'claim', legalPath: 'petition' };

export const HOST = unit('HOST');
/** Up to 办理中 by the ordinary way: claim, path ⑥, transferred, signed, acknowledged. */
export const TO_HANDLING = [
  ['triage', '2026-03-02', claim],
  ['transfer', '2026-03-03', { unit: HOST }],
  ['sign', '2026-03-04', { signer: '赵刚' }],
  ['acknowledge', '2026-03-10'],
  ['handle', '2026-03-10'],
] as const;
export const REPLY = {
  conclusion: 'explain',
  summary: '补偿款已于 3 月拨付。',
  basis: '《国有土地上房屋征收与补偿条例》第二十七条',
};

/** 交办 instead: up to the answer in the petitioner's hands, the report not yet given. */
export const ASSIGNED = ['assign', '2026-03-03', { unit: HOST, feedbackDue: '2026-06-01' }] as const;
export const TO_DELIVERED = [
  TO_HANDLING[0],
  ASSIGNED,
  ...TO_HANDLING.slice(2),
  ['reply', '2026-04-20', REPLY],
  ['deliver', '2026-04-22', { way: 'direct', signer: '李桂兰' }],
] as const;
