import './grid.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { EmptyState, ErrorState, LoadingState } from '../states';
import { ColumnChooser } from './ColumnChooser';
import { AllCheck, GridHead } from './GridHead';
import type { GridOrder, GridSource } from './source';
import { type GridColumn, useColumns } from './useColumns';
import { type Rows, useRows } from './useRows';
import { type GridSelection, useSelection } from './useSelection';

export type { GridColumn } from './useColumns';
export { localSource, methodSource } from './source';

const ROW_HEIGHT = 37;

interface Props<R> {
  /** Under this name the machine remembers columns and widths. */
  readonly id: string;
  /** Accessible name: what the list is of. */
  readonly label: string;
  readonly columns: readonly GridColumn<R>[];
  readonly source: GridSource<R>;
  readonly rowKey: (row: R) => string;
  /** Enter and double click. */
  readonly onOpen?: (row: R) => void;
  readonly selection?: GridSelection;
  readonly initialOrder?: GridOrder;
  /** What is looked at: under another name the list begins anew, in the initial order, and keeps the focus. */
  readonly view?: string;
  /** Told when another order is chosen, for an export in the same order. */
  readonly onOrder?: (order: GridOrder | undefined) => void;
  readonly empty?: ReactNode;
  /** The row the cursor is on. */
  readonly onActive?: (row: R | undefined) => void;
  /** At the foot, after the count. */
  readonly foot?: ReactNode;
  /** Rows 1 to 9 are opened by their digit; give them a column that shows it. */
  readonly digits?: boolean;
}

/** A list of any length: pages come as they scroll into sight; wholly usable from the keyboard. */
export function DataGrid<R>(props: Props<R>) {
  const { id, label, columns, source, rowKey, onOpen, selection, onActive, digits = false } = props;
  const domId = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [order, setOrder] = useState(props.initialOrder);
  const [view, setView] = useState(props.view);
  if (view !== props.view) {
    setView(props.view);
    setOrder(props.initialOrder);
  }
  const [active, setActive] = useState(0);
  const [window, setWindow] = useState({ first: 0, last: 0 });
  const layout = useColumns(id, columns);
  const rows = useRows(source, order, window.first, window.last);
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => setWindow({ first, last }), [first, last]);

  const sourceKey = JSON.stringify(source.key);
  useEffect(() => {
    setActive(0);
    scroll.current?.scrollTo({ top: 0 });
  }, [sourceKey, order]);

  const current = Math.min(active, Math.max(rows.count - 1, 0));
  const activeRow = rows.at(current);
  useEffect(() => onActive?.(activeRow), [activeRow, onActive]);

  const goTo = (index: number): number => {
    const next = Math.max(0, Math.min(index, rows.count - 1));
    setActive(next);
    virtual.scrollToIndex(next);
    return next;
  };
  const pageSize = () => Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
  const chosen = useSelection(selection, rows, rowKey);
  const open = (row: R | undefined) => row !== undefined && onOpen?.(row);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + pageSize(),
      PageUp: current - pageSize(),
      Home: 0,
      End: rows.count - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      chosen.pass(current, goTo(target), event.shiftKey);
    } else if (event.key === 'Enter') open(activeRow);
    else if (event.key === ' ' && selection !== undefined) chosen.toggle(activeRow);
    else if (digits && isPlainDigit(event)) open(rows.at(Number(event.key) - 1));
    else return;
    event.preventDefault();
  };
  const changeOrder = (next: GridOrder | undefined) => {
    setOrder(next);
    props.onOrder?.(next);
  };

  const body =
    rows.refusal !== undefined ? (
      <ErrorState refusal={rows.refusal} onRetry={rows.retry} />
    ) : rows.count === 0 && rows.loading ? (
      <LoadingState />
    ) : rows.count === 0 ? (
      (props.empty ?? <EmptyState title="没有符合条件的记录" />)
    ) : null;
  const offset = selection === undefined ? 1 : 2;
  return (
    <div className="grid">
      <div
        ref={scroll}
        className={layout.shown.some(({ grow }) => grow) ? 'grid-scroll growing' : 'grid-scroll'}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-busy={rows.loading}
        aria-rowcount={rows.total === undefined ? -1 : rows.total + 1}
        aria-colcount={layout.shown.length + offset - 1}
        aria-activedescendant={activeRow === undefined ? undefined : `${domId}-${current}`}
        onKeyDown={onKeyDown}
      >
        <GridHead
          columns={layout.shown}
          order={order}
          onOrder={changeOrder}
          onResize={layout.resize}
          check={
            selection && <AllRows rows={rows} keys={selection.keys} rowKey={rowKey} onChange={selection.onChange} />
          }
        />
        {body}
        <div className="grid-body" role="rowgroup" style={{ height: body === null ? virtual.getTotalSize() : 0 }}>
          {body !== null
            ? null
            : items.map((item) => {
                const row = rows.at(item.index);
                return (
                  <div
                    key={item.key}
                    id={`${domId}-${item.index}`}
                    role="row"
                    tabIndex={-1}
                    aria-rowindex={item.index + 2}
                    aria-selected={selection === undefined ? item.index === current : chosen.has(row)}
                    className={item.index === current ? 'grid-row active' : 'grid-row'}
                    style={{ transform: `translateY(${item.start}px)`, height: ROW_HEIGHT }}
                    onMouseDown={(event) => event.shiftKey && event.preventDefault()}
                    onClick={(event) => {
                      chosen.pass(current, item.index, event.shiftKey);
                      setActive(item.index);
                      scroll.current?.focus({ preventScroll: true });
                    }}
                    onDoubleClick={() => open(row)}
                    onKeyDown={undefined}
                  >
                    {selection === undefined ? null : (
                      <div className="grid-cell check" role="gridcell" aria-colindex={1}>
                        <Checkbox
                          tabIndex={-1}
                          aria-label="选择此行"
                          checked={chosen.has(row)}
                          onChange={() => chosen.toggle(row)}
                        />
                      </div>
                    )}
                    {layout.shown.map((column, index) => (
                      <div
                        key={column.key}
                        role="gridcell"
                        aria-colindex={index + offset}
                        className={`grid-cell ${column.align ?? ''} ${column.grow === true ? 'grow' : ''}`}
                        style={{ width: column.width }}
                      >
                        {row === undefined ? <span className="pending" /> : column.cell(row, item.index)}
                      </div>
                    ))}
                  </div>
                );
              })}
        </div>
      </div>
      <div className="grid-foot">
        <span role="status">{countWords(rows)}</span>
        {selection === undefined || selection.keys.size === 0 ? null : <span>已选 {selection.keys.size} 行</span>}
        {props.foot}
        <span className="end">
          <ColumnChooser layout={layout} />
        </span>
      </div>
    </div>
  );
}

const isPlainDigit = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  /^[1-9]$/.test(key) && !ctrlKey && !altKey && !metaKey;

const countWords = <R,>({ total, count, loading }: Rows<R>): string => {
  if (count === 0 && loading) return '正在读取…';
  return total === undefined ? `已读出 ${count} 行以上，向下滚动继续` : `共 ${total} 行`;
};

interface AllRowsProps<R> {
  readonly rows: Rows<R>;
  readonly keys: ReadonlySet<string>;
  readonly rowKey: (row: R) => string;
  readonly onChange: (keys: ReadonlySet<string>) => void;
}

function AllRows<R>({ rows, keys, rowKey, onChange }: AllRowsProps<R>) {
  const { here } = rows;
  const chosen = here.filter((row) => keys.has(rowKey(row))).length;
  const state = chosen === 0 ? 'none' : chosen === here.length ? 'all' : 'some';
  return <AllCheck state={state} onChange={(on) => onChange(new Set(on ? here.map(rowKey) : []))} />;
}
