import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceId, RecordId, SpaceId, TxnId } from '../../kernel/ids';
import { type Folded, isVoid } from '../../ledger/fold';
import { HLC_ZERO, nextHlc } from '../../ledger/hlc';
import type { Decision } from '../../ledger/op';
import type { Vector } from '../../ledger/space';
import { stamp } from '../../ledger/stamp';
import {
  correct,
  linkPrior,
  priorVisitsOf,
  readVisit,
  register,
  type Registration,
  unlinkPrior,
  voidVisit,
} from './decide';
import { newQueryCode, visitNoOf } from './numbers';
import { DEFAULT_POLICY, VisitChanges, VisitFields, type VisitForm } from './schema';

const NOW = Date.UTC(2026, 10, 23, 2, 42, 7);
const common: VisitForm = {
  petitionDate: '2026-11-23',
  name: '李桂兰',
  idNo: '11010519491231002X',
  address: '红梅街道 1 号',
  headcount: 1,
  channel: 'visit',
  purpose: 'purposes/02',
  categoryCode: 'categories/0301',
  summary: '反映征收补偿款未到位。已多次向街道反映。',
  demand: '请求尽快支付补偿款。',
  problemRegion: 'regions/320402',
};
const desk = (serial = 1, deskPrefix = 'A01'): Registration => ({
  serial,
  deskPrefix,
  queryCode: '01234567',
  now: NOW,
  by: '王登记',
  unit: 'units/CZ-JFZX',
  policy: DEFAULT_POLICY,
});

/** A ledger in memory of one device: what decisions make of records. */
function ledger() {
  const records = new Map<RecordId, Folded>();
  const vectors = new Map<SpaceId, Vector>();
  let hlc = HLC_ZERO;
  const actor = { by: '王登记', unit: 'units/CZ-JFZX', device: 'd1' as DeviceId };
  const commit = (decided: { ok: true; value: Decision } | { ok: false; error: unknown }): Folded => {
    if (!decided.ok) throw new Error(JSON.stringify(decided.error));
    hlc = nextHlc(hlc, NOW);
    const stamped = stamp(decided.value, 't' as TxnId, actor, hlc, {
      record: (id) => records.get(id),
      vector: (space) => vectors.get(space) ?? {},
    });
    for (const [id, record] of stamped.records) records.set(id, record);
    for (const [space, vector] of stamped.vectors) vectors.set(space, vector);
    const touched = records.get(decided.value.ops[0]?.on ?? ('' as RecordId));
    if (touched === undefined) throw new Error('nothing written');
    return touched;
  };
  return { commit };
}

const fields = (more: VisitForm = {}) => VisitFields.parse({ ...common, ...more });

describe('登记来访', () => {
  it('gives numbers and fills in what follows from the rest', () => {
    const visit = readVisit(ledger().commit(register(fields(), [], desk(12))));
    expect(visit).toMatchObject({
      visitNo: '2026-A01-000012',
      caseNo: 'XF2026A01000012',
      queryCode: '01234567',
      registeredAt: NOW,
      gender: 'female',
      birthDate: '1949-12-31',
      title: '反映征收补偿款未到位',
      visitKind: 'individual',
    });
  });

  it.each([
    ['为什么还没有答复？已经三个月了。', '为什么还没有答复'],
    ['太吵了！夜里也施工', '太吵了'],
    ['噪声扰民；扬尘', '噪声扰民'],
    ['噪声扰民，扬尘', '噪声扰民，扬尘'],
  ])('the title of “%s” is its first sentence', (summary, title) => {
    expect(readVisit(ledger().commit(register(fields({ summary }), [], desk())))).toMatchObject({ title });
  });

  it('keeps nothing of blank fields', () => {
    const record = ledger().commit(register(fields({ isSkipLevel: false, riskFlags: [], ticketNo: ' ' }), [], desk()));
    for (const field of ['isSkipLevel', 'riskFlags', 'ticketNo', 'phone'])
      expect(record.value).not.toHaveProperty(field);
  });

  it('refuses with every broken rule beside its field and the article of the first', () => {
    const refused = register(
      fields({ name: '', representatives: Array.from({ length: 6 }, () => ({ name: '甲' })) }),
      [],
      desk(),
    );
    expect(refused).toMatchObject({
      ok: false,
      error: { field: 'name', lawArticle: '《信访工作条例》第十九条' },
    });
    expect(!refused.ok && refused.error.issues?.map((i) => i.field)).toEqual(['name', 'representatives', 'headcount']);
  });

  it('counts a group by the threshold of the centre', () => {
    const three = { ...desk(), policy: { groupThreshold: 3 } };
    expect(readVisit(ledger().commit(register(fields({ headcount: 3 }), [], three))).visitKind).toBe('group');
    expect(readVisit(ledger().commit(register(fields({ headcount: 3 }), [], desk()))).visitKind).toBe('individual');
  });

  it('numbers of several desks never meet', () => {
    const counts = fc.uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'Z'), fc.nat(99)), {
      minLength: 2,
      maxLength: 8,
      selector: ([letter, n]) => `${letter}${n}`,
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 60 }), fc.constantFrom(2026, 2027), (desks, each, year) => {
        const numbers = desks.flatMap(([letter, n]) =>
          Array.from({ length: each }, (_, i) => visitNoOf(year, `${letter}${String(n).padStart(2, '0')}`, i + 1)),
        );
        expect(new Set(numbers).size).toBe(desks.length * each);
      }),
    );
  });

  it('draws query codes of eight digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (drawn) => {
        const code = newQueryCode({ hex: (n) => drawn.toString(16).padStart(2 * n, '0') });
        expect(code).toMatch(/^\d{8}$/);
      }),
    );
  });
});

describe('更正登记', () => {
  const start = () => {
    const { commit } = ledger();
    return { commit, record: commit(register(fields(), [], desk())) };
  };
  const policy = { now: NOW, policy: DEFAULT_POLICY };

  it('writes only the fields that change', () => {
    const { commit, record } = start();
    const changes = VisitChanges.parse({ name: '李桂兰', phone: '13861234567', headcount: 6 });
    const decided = correct(record, changes, '漏填电话', policy);
    expect(decided.ok && decided.value.ops.map((op) => [op.kind, op.field, op.value])).toEqual([
      ['set', 'phone', '13861234567'],
      ['set', 'headcount', 6],
      ['set', 'visitKind', 'group'],
    ]);
    expect(readVisit(commit(decided))).toMatchObject({ phone: '13861234567', visitKind: 'group' });
  });

  it('empties a field', () => {
    const { commit, record } = start();
    const after = commit(correct(record, VisitChanges.parse({ idNo: '' }), '证件号系他人的', policy));
    expect(readVisit(after).idNo).toBeUndefined();
  });

  it('leaves what the form did not touch alone', () => {
    const { record } = start();
    expect(correct(record, VisitChanges.parse({}), '无', policy)).toMatchObject({
      ok: false,
      error: { code: 'visit.nothingChanged' },
    });
  });

  it('holds to the rules', () => {
    const { record } = start();
    expect(correct(record, VisitChanges.parse({ name: '' }), '姓名有误', policy)).toMatchObject({
      ok: false,
      error: { field: 'name' },
    });
  });
});

describe('关联前件与作废', () => {
  it('links, unlinks and links again', () => {
    const { commit } = ledger();
    const first = commit(register(fields(), [], desk(1)));
    let second = commit(register(fields({ isRepeat: true }), [first], desk(2)));
    expect(priorVisitsOf(second)).toEqual([first.id]);
    expect(linkPrior(second, first)).toMatchObject({ ok: false, error: { code: 'visit.alreadyLinked' } });
    second = commit(unlinkPrior(second, first.id, '不是同一事项'));
    expect(priorVisitsOf(second)).toEqual([]);
    expect(isVoid(second)).toBe(false);
    second = commit(linkPrior(second, first));
    expect(priorVisitsOf(second)).toEqual([first.id]);
  });

  it('a visit linked later becomes a repeat', () => {
    const { commit } = ledger();
    const first = commit(register(fields(), [], desk(1)));
    const second = commit(register(fields(), [], desk(2)));
    expect(readVisit(commit(linkPrior(second, first))).isRepeat).toBe(true);
    expect(linkPrior(first, first)).toMatchObject({ ok: false, error: { code: 'visit.linkToSelf' } });
  });

  it('a voided visit stays, keeps its number and can be neither changed nor linked', () => {
    const { commit } = ledger();
    const first = commit(register(fields(), [], desk(1)));
    const gone = commit(voidVisit(first, '重复录入'));
    expect(readVisit(gone)).toMatchObject({ visitNo: '2026-A01-000001', voidReason: '重复录入' });
    for (const refused of [
      voidVisit(gone, '再次'),
      correct(gone, VisitChanges.parse({ name: '张三' }), '更名', { now: NOW, policy: DEFAULT_POLICY }),
      register(fields({ isRepeat: true }), [gone], desk(2)),
    ]) {
      expect(refused.ok).toBe(false);
    }
  });
});
