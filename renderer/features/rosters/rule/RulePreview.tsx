import { Alert } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { addDays, LocalDate } from '#shared/calendar/local-date';
import type { DrawnDuty } from '#shared/contract/rosters';
import { groupBy } from '#shared/domain/rosters/group';
import { memberLabel, RosterRule, type Slot } from '#shared/domain/rosters/rule';
import { dayAndWeekday } from '#shared/domain/rosters/words';
import type { RecordId } from '#shared/kernel/ids';
import { type Refusal, refusalOf, useQueryOf } from '../../../client';
import { refusalSentence } from '../../../ui/toast';
import { useToday } from '../../../ui/today';
import { FairnessList } from '../roster/SidePanel';
import { ROSTER_READS } from '../words';

const PREVIEW_DAYS = 55;
const SETTLE_MS = 350;

/** What the rule on the screen gives in its next weeks, as it is being written. */
export function RulePreview({ id }: { readonly id: RecordId | undefined }) {
  const value = useWatch();
  const rule = useSettled(value);
  const today = useToday();
  const period = useMemo(() => (rule === undefined ? undefined : periodOf(rule, today)), [rule, today]);
  const whole = usePreview(rule, id, period);
  const missing = whole.isError ? missingYear(refusalOf(whole.error)) : undefined;
  const known = useMemo(() => upTo(period, missing), [period, missing]);
  const cut = usePreview(rule, id, known);
  const query = known === undefined ? whole : cut;
  if (rule === undefined || period === undefined) {
    return <p className="quiet">左边的内容填完整后，这里显示排班结果。</p>;
  }
  if (query.isError)
    return <Alert type="error" showIcon role="alert" title={refusalSentence(refusalOf(query.error))} />;
  if (query.data === undefined) return null;
  const { duties, conflicts, skipped, fairness, remarks } = query.data;
  const bad = new Set(conflicts.flatMap((c) => c.duties));
  return (
    <>
      {missing === undefined ? null : (
        <Alert type="warning" showIcon title={`${missing}年放假安排未导入，只试排到${missing - 1}年12月31日。`} />
      )}
      {remarks.map((remark) => (
        <Alert key={remark} type="info" showIcon title={remark} />
      ))}
      {conflicts.length === 0 ? null : (
        <ul className="conflicts" aria-label="冲突">
          {conflicts.map((c) => (
            <li key={`${c.kind}${c.message}`}>{c.message}</li>
          ))}
        </ul>
      )}
      {duties.length === 0 ? <p className="quiet">这段时间内没有班次。</p> : null}
      <ol className="preview-days">
        {[...groupBy(duties, (d) => d.date)].map(([date, own]) => (
          <li key={date} className={own.some((d) => bad.has(d.key)) ? 'bad' : ''}>
            <b>{dayAndWeekday(date)}</b>
            <span>{linesOf(own, rule.slots)}</span>
            <span className="why">{whyOf(own)}</span>
          </li>
        ))}
      </ol>
      {skipped.length === 0 ? null : <p className="quiet">{skipped.map((s) => s.why).join('；')}</p>}
      <FairnessList rows={fairness} slots={rule.slots} />
    </>
  );
}

interface Days {
  readonly from: string;
  readonly to: string;
}

function usePreview(rule: RosterRule | undefined, id: RecordId | undefined, period: Days | undefined) {
  return useQueryOf(
    'rosters.preview',
    // Not asked before both are there.
    { rule: rule as RosterRule, ...(id === undefined ? {} : { id }), period: period ?? { from: '', to: '' } },
    { reads: ROSTER_READS, enabled: rule !== undefined && period !== undefined, keepPrevious: true },
  );
}

const missingYear = ({ code, field }: Refusal): number | undefined =>
  code === 'calendar.yearMissing' && field !== undefined ? Number(field) : undefined;

/** The part of the days before the year nobody knows the holidays of yet. */
function upTo(period: Days | undefined, missing: number | undefined): Days | undefined {
  if (period === undefined || missing === undefined || Number(period.from.slice(0, 4)) >= missing) return undefined;
  return { from: period.from, to: `${missing - 1}-12-31` };
}

/** Who serves, a line a slot when there are several. */
function linesOf(duties: readonly DrawnDuty[], slots: readonly Slot[]) {
  const bySlot = [...groupBy(duties, (d) => d.slot)];
  return bySlot.map(([id, own]) => {
    const name = bySlot.length > 1 ? `${slots.find((s) => s.id === id)?.name ?? ''}：` : '';
    return (
      <span key={id} className="line">
        {name === '' ? null : <span className="quiet">{name}</span>}
        {own.map(nameOf).join('、')}
      </span>
    );
  });
}

const nameOf = (d: DrawnDuty): string => (d.member === undefined ? '（待定）' : memberLabel(d.member));

/** The reasons of the day that say more than that it is everybody's. */
const whyOf = (duties: readonly DrawnDuty[]): string =>
  [...new Set(duties.map((d) => d.why))].filter((why) => !why.endsWith('常驻')).join('；');

/** The form's value once it has been valid and still for a moment. */
function useSettled(value: unknown): RosterRule | undefined {
  const [settled, setSettled] = useState<RosterRule>();
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      const parsed = RosterRule.safeParse(JSON.parse(text));
      setSettled(parsed.success ? parsed.data : undefined);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The next eight weeks of the rule; all of its days when they are given one by one. */
function periodOf(rule: RosterRule, today: string): Days | undefined {
  if (rule.when.mode === 'explicitDates') {
    const dates = rule.when.dates.toSorted();
    const [first, last] = [dates[0], dates.at(-1)];
    return first === undefined || last === undefined ? undefined : { from: first, to: last };
  }
  const now = LocalDate.safeParse(today).data;
  const years = Number(today.slice(0, 4)) - Number(rule.start.date.slice(0, 4));
  // A scheme of past years is shown in its own days.
  const from = now === undefined || rule.start.date > now || years > 2 ? rule.start.date : now;
  return { from, to: addDays(from, PREVIEW_DAYS) };
}
