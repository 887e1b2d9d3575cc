import type { z } from 'zod';
import type { AttendanceCount, DutyView, RosterHead, RosterRow, RuleRow, SwapView } from '#shared/contract/rosters';
import { noticeState, publishBy } from '#shared/domain/rosters/notice';
import { type Duty, isPending, type Roster, type RuleRecord, type Swap } from '#shared/domain/rosters/records';
import { memberLabel } from '#shared/domain/rosters/rule';
import { dayAndWeekday, MODE_WORD } from '#shared/domain/rosters/words';
import type { RosterData } from './data';

/** A roster with everything a screen shows of it but its duties. */
export function rosterHead(data: RosterData, roster: Roster): RosterHead {
  const duties = data.dutiesOf(roster.id);
  const byId = new Map(duties.map((d) => [d.id, d]));
  const { conflicts, fairness } = data.judged(roster);
  const latest = publishBy(roster, duties);
  return {
    id: roster.id,
    rule: roster.rule,
    title: roster.title,
    publisher: roster.publisher,
    location: roster.location,
    from: roster.from,
    to: roster.to,
    version: roster.version,
    slots: roster.slots,
    notes: roster.notes,
    remarks: roster.remarks,
    skipped: roster.skipped,
    notice: roster.notice ?? null,
    noticeState: noticeState(roster, duties),
    ...(latest === undefined ? {} : { publishBy: latest }),
    conflicts: conflicts.map((c) => ({ ...c })),
    fairness: fairness.map((f) => ({ ...f })),
    swaps: data.swapsOf(roster.id).map((swap) => swapView(swap, byId)),
    attendance: attendanceOf(duties),
  };
}

export const dutyView = ({ roster: _roster, rule: _rule, ...duty }: Duty): DutyView => duty;

function swapView(swap: Swap, duties: ReadonlyMap<string, Duty>): SwapView {
  const consent = (key: 'confirmedA' | 'confirmedB' | 'approved') => {
    const by = swap[key]?.by;
    return by === undefined ? {} : { [key]: by };
  };
  return {
    id: swap.id,
    kind: swap.kind,
    words: swapWords(swap, duties),
    reason: swap.reason,
    ...consent('confirmedA'),
    ...consent('confirmedB'),
    ...consent('approved'),
    ...(swap.rejected === null || swap.rejected === undefined ? {} : { rejected: swap.rejected }),
    pending: isPending(swap),
  };
}

function swapWords(swap: Swap, duties: ReadonlyMap<string, Duty>): string {
  const day = (id: string | undefined) => {
    const date = id === undefined ? undefined : duties.get(id)?.date;
    return date === undefined ? '' : dayAndWeekday(date);
  };
  const mine = `${day(swap.a)}${swap.memberA === undefined ? '空缺' : memberLabel(swap.memberA)}`;
  const other = memberLabel(swap.memberB);
  const also = (swap.alsoA?.length ?? 0) > 0 ? '（整轮）' : '';
  return swap.kind === 'swap' ? `${mine}与${day(swap.b)}${other}对调${also}` : `${mine}由${other}替班${also}`;
}

function attendanceOf(duties: readonly Duty[]): z.infer<typeof AttendanceCount> {
  const registered = duties.flatMap((d) => d.attendance ?? []);
  const sum = (of: (a: (typeof registered)[number]) => number | undefined) =>
    registered.reduce((n, a) => n + (of(a) ?? 0), 0);
  return {
    registered: registered.length,
    served: registered.filter((a) => a.state !== 'absent').length,
    batches: sum((a) => a.batches),
    persons: sum((a) => a.persons),
  };
}

export function rosterRow(data: RosterData, roster: Roster): RosterRow {
  const duties = data.dutiesOf(roster.id);
  return {
    id: roster.id,
    rule: roster.rule,
    title: roster.title,
    publisher: roster.publisher,
    from: roster.from,
    to: roster.to,
    version: roster.version,
    noticeState: noticeState(roster, duties),
    ...(roster.notice === null || roster.notice === undefined ? {} : { publishedOn: roster.notice.on }),
    duties: duties.length,
  };
}

export function ruleRow(rule: RuleRecord, rosters: readonly Roster[]): RuleRow {
  const until = rosters
    .map((r) => r.to)
    .toSorted()
    .at(-1);
  return {
    id: rule.id,
    title: rule.title,
    publisher: rule.publisher,
    mode: MODE_WORD[rule.when.mode],
    members: new Set(rule.slots.flatMap((s) => s.members.map((m) => m.id))).size,
    retired: rule.retired !== undefined,
    ...(until === undefined ? {} : { until }),
  };
}
