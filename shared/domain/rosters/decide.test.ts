import { describe, expect, it } from 'vitest';
import { type RecordId, recordId } from '../../kernel/ids';
import type { Decision } from '../../ledger/op';
import { decideAttend, decideFill, decidePublish } from './decide';
import { noticeDigest, noticeState } from './notice';
import type { Duty, Swap } from './records';
import { decideAnswerSwap, decideAskSwap } from './swap';
import { day, presetRule, saved } from './testing';

const scene = () =>
  saved(presetRule('police-week', { start: { date: day('2026-11-02'), index: 0 } }), '2026-11-02', '2026-11-15');
const at = (duties: readonly Duty[], i: number): Duty => {
  const duty = duties[i];
  if (duty === undefined) throw new Error('no duty');
  return duty;
};
const ID = recordId('swaps', 's1');

/** Field writes of a decision, by record. */
function writes(decided: { readonly ok: boolean; readonly value?: Decision }): Map<RecordId, Record<string, unknown>> {
  const found = new Map<RecordId, Record<string, unknown>>();
  for (const op of decided.value?.ops ?? []) {
    if (op.kind === 'set' && op.field !== undefined) found.set(op.on, { ...found.get(op.on), [op.field]: op.value });
  }
  return found;
}

const ask = (a: Duty, b: Duty, more: object = {}) => ({
  roster: a.roster,
  a: a.id,
  b: b.id,
  whole: false,
  reason: '出差',
  ...more,
});
const AGREED = { confirmedA: '甲', confirmedB: '乙', approvedBy: '处长' };

describe('换班', () => {
  it('takes effect at once when both sides and the approver have agreed; the people go with their units', () => {
    const { duties } = scene();
    const a = { ...at(duties, 0), person: { name: '王某' } };
    const b = at(duties, 5);
    const decided = decideAskSwap(ID, [a, b], ask(a, b, AGREED));
    expect(decided).toMatchObject({ ok: true, value: { action: '换班', reason: '出差' } });
    const changed = writes(decided.ok ? decided : { ok: false });
    expect(changed.get(a.id)).toEqual({ member: b.member, person: null });
    expect(changed.get(b.id)).toEqual({ member: a.member, person: { name: '王某' } });
  });

  it('waits for whoever has not agreed yet, and changes nothing meanwhile', () => {
    const { duties } = scene();
    const [a, b] = [at(duties, 0), at(duties, 5)];
    const decided = decideAskSwap(ID, duties, ask(a, b, { confirmedA: '甲' }));
    expect(decided).toMatchObject({ ok: true, value: { action: '申请换班' } });
    expect(decided.ok && decided.value.ops).toHaveLength(1);
  });

  it('a week for a week changes all its days', () => {
    const { duties } = scene();
    const decided = decideAskSwap(ID, duties, ask(at(duties, 1), at(duties, 7), { ...AGREED, whole: true }));
    const changed = writes(decided.ok ? decided : { ok: false });
    expect(changed.size).toBe(10);
    expect(duties.every((d) => changed.get(d.id)?.['member'] !== undefined)).toBe(true);
  });

  it('is refused with oneself, and when the duties changed after it was asked for', () => {
    const { duties } = scene();
    const [a, b, c] = [at(duties, 0), at(duties, 5), at(duties, 1)];
    expect(decideAskSwap(ID, duties, ask(a, c))).toMatchObject({ ok: false, error: { code: 'roster.sameMember' } });
    if (a.member === undefined || a.member === null || b.member === undefined || b.member === null)
      throw new Error('vacant');
    const swap: Swap = {
      id: ID,
      roster: a.roster,
      kind: 'swap',
      a: a.id,
      b: b.id,
      memberA: a.member,
      memberB: b.member,
      reason: '出差',
      confirmedA: { by: '甲' },
      confirmedB: { by: '乙' },
    };
    const approve = { id: ID, step: 'approved' as const, by: '处长' };
    expect(decideAnswerSwap(swap, duties, approve)).toMatchObject({ ok: true, value: { action: '换班生效' } });
    const moved = duties.map((d) => (d.id === b.id ? { ...d, member: a.member } : d));
    expect(decideAnswerSwap(swap, moved, approve)).toMatchObject({ ok: false, error: { code: 'roster.swapStale' } });
    const refused = { id: ID, step: 'rejected' as const, by: '乙' };
    expect(decideAnswerSwap(swap, duties, refused)).toMatchObject({ ok: false, error: { field: 'reason' } });
  });

  it('替班 puts another member in place', () => {
    const { roster, duties } = scene();
    const a = at(duties, 0);
    const substitute = roster.slots[0]?.members[3];
    if (substitute === undefined) throw new Error('no member');
    const { b: _, ...rest } = ask(a, a, AGREED);
    const decided = decideAskSwap(ID, duties, { ...rest, substitute });
    expect(decided).toMatchObject({ ok: true, value: { action: '替班' } });
    expect(writes(decided.ok ? decided : { ok: false }).get(a.id)).toEqual({ member: substitute });
  });
});

describe('公示', () => {
  it('is bound to what was published: another member or person asks for it again, attendance does not', () => {
    const { roster, duties } = scene();
    expect(noticeState(roster, duties)).toBe('unpublished');
    const put = { ...roster, notice: { on: day('2026-10-28'), place: '大厅', digest: noticeDigest(duties) } };
    expect(noticeState(put, duties.toReversed())).toBe('current');
    const first = at(duties, 0);
    const changed = (duty: Partial<Duty>) => duties.map((d) => (d.id === first.id ? { ...d, ...duty } : d));
    expect(noticeState(put, changed({ member: at(duties, 5).member }))).toBe('changed');
    expect(noticeState(put, changed({ person: { name: '王某' } }))).toBe('changed');
    expect(noticeState(put, changed({ attendance: { state: 'present' } }))).toBe('current');
    expect(noticeState({ ...put, supersededBy: recordId('rosters', 'x') }, duties)).toBe('superseded');
    expect(noticeState({ ...roster, replacesPublished: true }, duties)).toBe('changed');
  });

  it('conflicts must have been seen, and a replaced version is not put up', () => {
    const { roster, duties } = scene();
    const input = { id: roster.id, on: day('2026-10-28'), place: '大厅', despiteConflicts: false };
    const conflicts = [{ kind: 'vacant' as const, message: '11月2日无人可排，请补派', duties: [] }];
    expect(decidePublish(roster, duties, conflicts, input)).toMatchObject({
      ok: false,
      error: { code: 'roster.conflicts' },
    });
    expect(decidePublish(roster, duties, conflicts, { ...input, despiteConflicts: true }).ok).toBe(true);
    const old = { ...roster, supersededBy: recordId('rosters', 'x') };
    expect(decidePublish(old, duties, [], input)).toMatchObject({ ok: false, error: { code: 'roster.superseded' } });
  });
});

it('people are filled in only where they differ; attendance not before the day', () => {
  const { roster, duties } = scene();
  const first = { ...at(duties, 0), person: { name: '王某' } };
  const same = { roster: roster.id, entries: [{ duty: first.id, person: { name: '王某' } }] };
  expect(decideFill([first], same)).toMatchObject({ ok: false, error: { code: 'roster.unchanged' } });
  const unknown = { roster: roster.id, entries: [{ duty: recordId('duties', 'x'), person: { name: '王某' } }] };
  expect(decideFill([first], unknown)).toMatchObject({ ok: false, error: { code: 'roster.dutyUnknown' } });
  const attend = { duty: first.id, attendance: { state: 'present' as const } };
  expect(decideAttend(first, attend, day('2026-11-01'))).toMatchObject({ ok: false, error: { code: 'roster.notYet' } });
  expect(decideAttend(first, attend, day('2026-11-02')).ok).toBe(true);
});
