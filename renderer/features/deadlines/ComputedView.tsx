import { chineseDate, weekdayName } from '#shared/calendar/months';
import type { LocalDate } from '#shared/calendar/local-date';
import { CLOCK_STATE_NAMES } from '#shared/domain/deadlines/compute';
import type { OutputOf } from '../../client';
import { DescriptionList } from '../../ui/DescriptionList';
import { Notice } from '../../ui/Page';

const full = (date: LocalDate | undefined): string | undefined =>
  date === undefined ? undefined : `${chineseDate(date)}（${weekdayName(date)}）`;

/** The ends of a limit, how it stands today, and how they were come by. */
export function ComputedView({ deadline }: { deadline: OutputOf<'deadlines.compute'> }) {
  const { nominalEnd, rolledEnd, remindOn, lastDay, calendarMissing, steps, title, article } = deadline;
  return (
    <div className="computed">
      <DescriptionList
        columns={1}
        items={[
          { label: '期限', value: `${title}（${article}）` },
          { label: '名义末日', value: full(nominalEnd) },
          { label: '顺延末日', value: full(rolledEnd) },
          { label: '内部提醒日', value: full(remindOn) },
          { label: '按此判断超期', value: <b>{full(lastDay)}</b> },
          { label: '今日情况', value: standing(deadline) },
        ]}
      />
      {calendarMissing === undefined ? null : (
        <Notice tone="warning">{calendarMissing}年放假安排未导入，只给出名义末日。</Notice>
      )}
      <section aria-label="计算过程">
        <h3>计算过程</h3>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function standing({ state, daysLeft }: OutputOf<'deadlines.compute'>): string {
  if (daysLeft === 0) return CLOCK_STATE_NAMES[state];
  return `${CLOCK_STATE_NAMES[state]}，${daysLeft > 0 ? `还有${daysLeft}天` : `已过${-daysLeft}天`}`;
}
