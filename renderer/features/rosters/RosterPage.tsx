import './rosters.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import type { DutyView, RosterView } from '#shared/contract/rosters';
import { type RecordId, recordId } from '#shared/kernel/ids';
import { fetchFrom, queryKeyOf } from '../../client';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { useHotkey } from '../../ui/hotkeys';
import { Page, Toolbar } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToday } from '../../ui/today';
import { DutyDrawer } from './roster/DutyDrawer';
import { DutyTable } from './roster/DutyTable';
import { ExportMenu } from './roster/ExportMenu';
import { MonthCalendar } from './roster/MonthCalendar';
import { NoticeBanner } from './roster/NoticeBanner';
import { PublishDialog } from './roster/PublishDialog';
import { SidePanel } from './roster/SidePanel';
import { SwapDialog } from './roster/SwapDialog';
import { keyOfId, periodWord, ROSTER_READS } from './words';

/** One period's roster: look at it, change it, publish it, hand it out. */
export default function RosterPage() {
  const { key } = useParams<{ key: string }>();
  const query = useRoster(recordId('rosters', key));
  return <QueryView query={query}>{(roster) => <Roster roster={roster} />}</QueryView>;
}

function useRoster(id: RecordId) {
  return useQuery({
    queryKey: queryKeyOf('rosters.get', { id }),
    queryFn: async (): Promise<RosterView> => ({
      ...(await fetchFrom('rosters.get', { id })),
      duties: await dutiesOf(id),
    }),
    meta: { reads: ROSTER_READS },
  });
}

async function dutiesOf(id: RecordId): Promise<readonly DutyView[]> {
  const duties: DutyView[] = [];
  for (let more = true; more; ) {
    const page = await fetchFrom('rosters.duties', { id, offset: duties.length });
    duties.push(...page.rows);
    more = page.more;
  }
  return duties;
}

type View = 'month' | 'table';
type Dialog =
  | { readonly kind: 'publish' | 'history' }
  | { readonly kind: 'duty'; readonly duty: RecordId }
  | { readonly kind: 'swap' | 'substitute'; readonly a: RecordId; readonly b?: RecordId };

function Roster({ roster }: { readonly roster: RosterView }) {
  const [, go] = useLocation();
  const today = useToday();
  const [view, setView] = useState<View>('month');
  const [picked, setPicked] = useState<readonly RecordId[]>([]);
  const [dialog, setDialog] = useState<Dialog>();
  const readOnly = roster.noticeState === 'superseded';
  const close = () => {
    setDialog(undefined);
    setPicked([]);
  };
  const swap = (a: DutyView, b: DutyView) => setDialog({ kind: 'swap', a: a.id, b: b.id });
  const pick = (duty: DutyView) => {
    const [first] = picked;
    if (first === undefined) setPicked([duty.id]);
    else if (first === duty.id) setPicked([]);
    else setDialog({ kind: 'swap', a: first, b: duty.id });
  };
  useHotkey('Escape', () => setPicked([]), picked.length > 0);
  const [a, b] = picked;
  return (
    <Page
      fill
      title={roster.title}
      sub={<span className="nowrap">{`${periodWord(roster.from, roster.to)} 第${roster.version}版`}</span>}
      extra={
        <>
          <ExportMenu roster={roster} />
          <Button onClick={() => setDialog({ kind: 'history' })}>变更记录</Button>
          <Button onClick={() => go(`/rosters/rules/${keyOfId(roster.rule)}`)}>排班规则</Button>
          <Button onClick={() => go('/rosters')}>返回</Button>
        </>
      }
    >
      <NoticeBanner roster={roster} today={today} onPublish={() => setDialog({ kind: 'publish' })} />
      <Toolbar end={<span className="quiet">{hintOf(view, picked.length)}</span>}>
        <Segmented<View>
          aria-label="视图"
          value={view}
          onChange={(next) => {
            setView(next);
            setPicked([]);
          }}
          options={[
            { value: 'month', label: '月历' },
            { value: 'table', label: '表格' },
          ]}
        />
        {view === 'table' ? (
          <Button
            disabled={picked.length !== 2 || readOnly}
            onClick={() => a !== undefined && b !== undefined && setDialog({ kind: 'swap', a, b })}
          >
            对调所选两班
          </Button>
        ) : null}
      </Toolbar>
      <div className="roster-body">
        {view === 'month' ? (
          <MonthCalendar
            roster={roster}
            today={today}
            picked={picked[0]}
            onPick={pick}
            onOpen={(duty) => setDialog({ kind: 'duty', duty: duty.id })}
            onSwap={swap}
            readOnly={readOnly}
          />
        ) : (
          <DutyTable
            roster={roster}
            picked={new Set(picked)}
            onPicked={(keys) => setPicked(roster.duties.filter((d) => keys.has(d.id)).map((d) => d.id))}
            onOpen={(duty) => setDialog({ kind: 'duty', duty: duty.id })}
          />
        )}
        <SidePanel roster={roster} />
      </div>
      {dialog === undefined ? null : (
        <RosterDialog
          dialog={dialog}
          roster={roster}
          today={today}
          readOnly={readOnly}
          onClose={close}
          onNext={setDialog}
        />
      )}
    </Page>
  );
}

interface DialogProps {
  readonly dialog: Dialog;
  readonly roster: RosterView;
  readonly today: string;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onNext: (dialog: Dialog) => void;
}

function RosterDialog({ dialog, roster, today, readOnly, onClose, onNext }: DialogProps) {
  const dutyOf = (id: RecordId | undefined) => roster.duties.find((d) => d.id === id);
  switch (dialog.kind) {
    case 'publish':
      return <PublishDialog roster={roster} onClose={onClose} />;
    case 'history':
      return <HistoryDrawer id={roster.id} open onClose={onClose} labels={ROSTER_LABELS} />;
    case 'duty': {
      const duty = dutyOf(dialog.duty);
      return duty === undefined ? null : (
        <DutyDrawer
          roster={roster}
          duty={duty}
          today={today}
          readOnly={readOnly}
          onClose={onClose}
          onSwap={() => onNext({ kind: 'swap', a: duty.id })}
          onSubstitute={() => onNext({ kind: 'substitute', a: duty.id })}
        />
      );
    }
    case 'swap':
    case 'substitute': {
      const a = dutyOf(dialog.a);
      return a === undefined ? null : (
        <SwapDialog roster={roster} a={a} b={dutyOf(dialog.b)} kind={dialog.kind} onClose={onClose} />
      );
    }
  }
}

function hintOf(view: View, picked: number): string {
  if (view === 'table') return '回车打开班次；空格选中两班后可对调。';
  return picked === 0
    ? '拖到另一班可对调；键盘用方向键移动，空格选中要对调的两班，回车打开。'
    : '已选中一班，请到另一班按空格；按 Esc 取消。';
}

const ROSTER_LABELS = {
  title: '名称',
  publisher: '公布单位',
  location: '地点',
  from: '开始日期',
  to: '结束日期',
  version: '版本',
  notice: '公示',
  supersededBy: '替代版本',
  notes: '须知',
  noticeDays: '提前公示天数',
  rule: '排班规则',
  slots: '班次',
  skipped: '停排的日子',
  remarks: '说明',
  replacesPublished: '替代已公示版本',
};
