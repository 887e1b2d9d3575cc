import { useUnits } from '../../ui/directory';
import { Button } from 'antd';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { DueItem } from '#shared/contract/case-view';
import { DUE_RANGES, type DueRange } from '#shared/domain/cases/due';
import { type OutputOf, refusalOf, useQueryOf } from '../../client';
import { DataGrid, type GridColumn, methodSource } from '../../ui/grid/DataGrid';
import { useHotkey } from '../../ui/hotkeys';
import { Card, Hint } from '../../ui/Page';
import { EmptyState, ErrorState } from '../../ui/states';
import { aimCaseList, CASE_READS, casePath, DueCell } from '../cases/index';
import { DueBy, type Whose } from './DueBy';
import { DueTiles } from './DueTiles';

export type DueCounts = OutputOf<'cases.dueCounts'>;
/** What is looked at first: the first of these with anything in it. */
const FIRST: readonly DueRange[] = ['overdue', 'today', 'week', 'soon'];

const WHILE_COUNTING_MS = 1_000;
const AFTERWARDS_MS = 60_000;

/** 到期事项: how many, whose, and the list of them, one key away from each case. */
export function DueCard({ today }: { today: string }) {
  const [counting, setCounting] = useState(false);
  const query = useQueryOf(
    'cases.dueCounts',
    {},
    { reads: CASE_READS, everyMs: counting ? WHILE_COUNTING_MS : AFTERWARDS_MS },
  );
  const counts = query.data?.ready === true ? query.data : undefined;
  if (counting !== (query.data?.ready === false)) setCounting(!counting);
  const [range, setRange] = useState<DueRange>();
  const [whose, setWhose] = useState<Whose>({});
  const shown = range ?? FIRST.find((one) => (counts?.[one] ?? 0) > 0) ?? 'today';
  const list = useRef<HTMLDivElement>(null);
  useHotkey('Ctrl+D', () => list.current?.querySelector<HTMLElement>('[role=grid]')?.focus());
  return (
    <Card className="home-due" title="到期事项" extra={<DueTiles counts={counts} range={shown} onPick={setRange} />}>
      {query.error ? (
        <ErrorState refusal={refusalOf(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <div className="home-due-body" ref={list}>
          <DueList range={shown} whose={whose} today={today} counts={counts} frame={list} />
          <DueBy counts={counts} whose={whose} onPick={setWhose} />
        </div>
      )}
    </Card>
  );
}

const columns = (shortOf: (unit: string) => string): GridColumn<DueItem>[] => [
  { key: 'digit', title: '键', width: 46, align: 'center', cell: (_item, index) => (index < 9 ? index + 1 : '') },
  { key: 'left', title: '剩余', width: 132, cell: ({ clock }) => <DueCell clock={clock} /> },
  { key: 'limit', title: '期限', width: 112, cell: ({ clock }) => clock.title },
  { key: 'lastDay', title: '末日', width: 106, cell: ({ clock }) => clock.lastDay },
  {
    key: 'unit',
    title: '责任单位',
    width: 132,
    cell: ({ clock }) =>
      clock.unit === undefined ? '信访人' : <span title={clock.unitName}>{shortOf(clock.unit)}</span>,
  },
  {
    key: 'title',
    title: '事项',
    width: 200,
    grow: true,
    cell: ({ case: row }) => (row.confidential ? '（保密）' : row.title),
  },
  { key: 'caseNo', title: '事项编号', width: 170, optional: true, cell: ({ case: row }) => row.caseNo },
];

interface ListProps {
  readonly range: DueRange;
  readonly whose: Whose;
  readonly today: string;
  readonly counts: DueCounts | undefined;
  readonly frame: RefObject<HTMLDivElement | null>;
}

function DueList({ range, whose, today, counts, frame }: ListProps) {
  const { shortOf } = useUnits();
  const [, go] = useLocation();
  const source = useMemo(() => {
    const pages = methodSource('cases.due', { range, ...whose }, { reads: CASE_READS });
    return { ...pages, key: [...pages.key, today] };
  }, [range, whose, today]);
  useFocusOnOpening(frame, counts !== undefined && counts[range] > 0);
  if (counts === undefined) return <EmptyState title="正在核算期限…" />;
  return (
    <DataGrid
      id="home.due"
      label="到期事项"
      columns={columns(shortOf)}
      source={source}
      rowKey={(item) => `${item.case.id} ${item.clock.kind} ${item.clock.unit ?? ''}`}
      onOpen={(item) => go(casePath(item.case.id))}
      digits
      empty={<EmptyState title={`没有${DUE_RANGES[range]}的事项`} />}
      foot={
        <>
          <span>
            <Hint keys="Ctrl+D" /> 到本表，按数字键打开
          </span>
          <Button
            type="link"
            size="small"
            onClick={() => {
              aimCaseList({ due: range, ...(whose.unit === undefined ? {} : { unit: whose.unit }) });
              go('/cases');
            }}
          >
            在一览中查看
          </Button>
        </>
      }
    />
  );
}

/** When the page opens with something due, digits and arrows work at once; a person already elsewhere is left there. */
function useFocusOnOpening(frame: RefObject<HTMLDivElement | null>, ready: boolean): void {
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement?.tagName !== 'H1') return;
    frame.current?.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
  }, [frame, ready]);
}
