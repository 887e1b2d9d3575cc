import { Button } from 'antd';
import { useState } from 'react';
import type { FairnessRow, RosterView, SwapView } from '#shared/contract/rosters';
import type { Slot } from '#shared/domain/rosters/rule';
import { useCommand } from '../../../client';
import { useConfirm } from '../../../ui/confirm';
import { Card } from '../../../ui/Page';
import { useToast } from '../../../ui/toast';

/** Beside the calendar: what is wrong, who serves how often, which swaps are asked for, who came. */
export function SidePanel({ roster }: { readonly roster: RosterView }) {
  return (
    <aside className="roster-side" aria-label="排班情况">
      {roster.conflicts.length === 0 ? null : (
        <section className="card conflict-card" aria-label="冲突">
          <h2>冲突 {roster.conflicts.length} 处</h2>
          <ul className="conflicts">
            {roster.conflicts.map((c) => (
              <li key={`${c.kind}${c.message}`}>{c.message}</li>
            ))}
          </ul>
        </section>
      )}
      <Swaps roster={roster} />
      {roster.fairness.length === 0 ? null : (
        <Card title="值班次数">
          <FairnessList rows={roster.fairness} slots={roster.slots} />
        </Card>
      )}
      <AttendanceCard roster={roster} />
      <Remarks roster={roster} />
    </aside>
  );
}

/** Bars of how often each member serves, this period and since the rule began. */
export function FairnessList({
  rows,
  slots,
}: {
  readonly rows: readonly FairnessRow[];
  readonly slots: readonly Slot[];
}) {
  if (rows.length === 0) return null;
  const most = Math.max(1, ...rows.map((r) => r.total));
  const several = new Set(rows.map((r) => r.slot)).size > 1;
  const nameOf = (slot: string) => slots.find((s) => s.id === slot)?.name ?? '';
  return (
    <table className="fairness" aria-label="值班次数">
      <thead>
        <tr>
          <th>单位（人员）</th>
          <th>本期</th>
          <th>累计</th>
          <th aria-label="累计图示" />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.slot}${row.identity}`}>
            <td>
              {row.name}
              {several ? <span className="quiet"> {nameOf(row.slot)}</span> : null}
            </td>
            <td>{row.inPeriod}</td>
            <td>{row.total}</td>
            <td>
              <span className="bar" style={{ width: `${(row.total / most) * 100}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AttendanceCard({ roster }: { readonly roster: RosterView }) {
  const { registered, served, batches, persons } = roster.attendance;
  if (registered === 0) return null;
  return (
    <Card title="到岗情况">
      <p>
        已登记 {registered} 班，到岗 {served} 班，到岗率 {Math.round((served / registered) * 1000) / 10}%
      </p>
      <p>
        接待来访 {batches} 批次、{persons} 人次
      </p>
    </Card>
  );
}

function Remarks({ roster }: { readonly roster: RosterView }) {
  const lines = [...roster.remarks, ...roster.skipped.map((s) => `${s.why}。`)];
  if (lines.length === 0) return null;
  return (
    <Card title="说明">
      <ul className="remarks">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}

function Swaps({ roster }: { readonly roster: RosterView }) {
  const [all, setAll] = useState(false);
  const pending = roster.swaps.filter((s) => s.pending);
  const shown = all ? roster.swaps : pending;
  if (roster.swaps.length === 0) return null;
  return (
    <section className="card" aria-label="换班">
      <h2>换班{pending.length === 0 ? '' : `（待办 ${pending.length}）`}</h2>
      {shown.map((swap) => (
        <SwapItem key={swap.id} swap={swap} />
      ))}
      {roster.swaps.length === pending.length ? null : (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? '只看待办' : `查看全部 ${roster.swaps.length} 条`}
        </Button>
      )}
    </section>
  );
}

const STEPS = [
  { step: 'confirmedA', label: '调出方确认' },
  { step: 'confirmedB', label: '调入方确认' },
  { step: 'approved', label: '批准' },
] as const;

function SwapItem({ swap }: { readonly swap: SwapView }) {
  const confirm = useConfirm();
  const toast = useToast();
  const answer = useCommand('rosters.answerSwap');
  const ask = async (step: (typeof STEPS)[number]['step'], label: string) => {
    const said = await confirm({
      title: `${label}：${swap.words}`,
      reason: 'required',
      reasonLabel: step === 'approved' ? '批准人姓名' : '确认人姓名',
      ok: label,
    });
    if (said === undefined) return;
    const done = await answer.run({ id: swap.id, step, by: said.reason });
    if (!done.ok) toast.refused(done.error);
  };
  const refuse = async () => {
    const said = await confirm({ title: `不同意：${swap.words}`, reason: 'required', ok: '不同意', danger: true });
    if (said === undefined) return;
    const done = await answer.run({ id: swap.id, step: 'rejected', by: '本机登记员', reason: said.reason });
    if (!done.ok) toast.refused(done.error);
  };
  return (
    <div className="swap-item">
      <p>{swap.words}</p>
      <p className="quiet">原因：{swap.reason}</p>
      {swap.rejected === undefined ? null : <p className="quiet">不同意：{swap.rejected.reason}</p>}
      <div className="swap-steps">
        {STEPS.map(({ step, label }) =>
          swap[step] === undefined ? (
            swap.pending ? (
              <Button key={step} size="small" onClick={() => void ask(step, label)}>
                {label}
              </Button>
            ) : null
          ) : (
            <span key={step} className="agreed">
              {label}：{swap[step]}
            </span>
          ),
        )}
        {swap.pending ? (
          <Button size="small" type="text" danger onClick={() => void refuse()}>
            不同意
          </Button>
        ) : null}
      </div>
    </div>
  );
}
