import type { LocalDate } from '#shared/calendar/local-date';
import { chineseDate, weekdayName } from '#shared/calendar/months';
import type { DueItem } from '#shared/contract/case-view';
import { DUE_RANGES, type DueRange } from '#shared/domain/cases/due';
import { CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import { htmlPage } from './page';

const CSS = `
html { font-size: 11pt; }
h2 { margin: 4mm 0 1.5mm; }
th, td { padding: 1mm 1.4mm; }
.no { width: 38mm; } .who { width: 26mm; } .limit { width: 26mm; } .day { width: 26mm; } .left { width: 18mm; } .unit { width: 48mm; } .state { width: 20mm; }
.empty { text-indent: 0; color: #444; }
`;

export interface DueListPaper {
  readonly day: LocalDate;
  readonly unit: string;
  readonly parts: readonly { readonly range: DueRange; readonly items: readonly DueItem[] }[];
}

/** 晨报: what is overdue, due today and due this week, on paper. */
export const dueListPage = ({ day, unit, parts }: DueListPaper): string =>
  htmlPage({
    title: `信访事项到期清单 ${day}`,
    css: CSS,
    body: (
      <>
        <h1>信访事项到期清单</h1>
        <div className="meta">
          <span>{unit}</span>
          <span>
            {chineseDate(day)}　{weekdayName(day)}
          </span>
        </div>
        {parts.map(({ range, items }) => (
          <section key={range}>
            <h2>
              {DUE_RANGES[range]}（{items.length} 项）
            </h2>
            {items.length === 0 ? <p className="empty">无。</p> : <DueTable items={items} />}
          </section>
        ))}
        <p className="empty">
          检举控告类事项按规定保密，不列入本表。期限按自然日计算，末日遇休假日的按本中心口径顺延。
        </p>
      </>
    ),
  });

const DueTable = ({ items }: { items: readonly DueItem[] }) => (
  <table>
    <thead>
      <tr>
        <th className="no">事项编号</th>
        <th className="who">信访人</th>
        <th>标题</th>
        <th className="state">状态</th>
        <th className="limit">期限</th>
        <th className="day">末日</th>
        <th className="left">剩余</th>
        <th className="unit">责任单位</th>
      </tr>
    </thead>
    <tbody>
      {items.map(({ case: row, clock }) => (
        <tr key={`${row.id} ${clock.kind} ${clock.unit ?? ''}`}>
          <td>{row.caseNo}</td>
          <td>{row.name}</td>
          <td>{row.title}</td>
          <td className="center">{CASE_STATUS_NAMES[row.status]}</td>
          <td>{clock.title}</td>
          <td className="center">{clock.lastDay}</td>
          <td className="center">{leftWords(clock.daysLeft)}</td>
          <td>{clock.unitName}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const leftWords = (days: number | undefined): string =>
  days === undefined ? '' : days < 0 ? `超 ${-days} 日` : days === 0 ? '今日' : `${days} 日`;
