import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import type { PointerEvent, ReactNode } from 'react';
import type { GridOrder } from './source';
import type { GridColumn } from './useColumns';

interface Props<R> {
  readonly columns: readonly GridColumn<R>[];
  readonly order: GridOrder | undefined;
  readonly onOrder: (order: GridOrder | undefined) => void;
  readonly onResize: (key: string, width: number) => void;
  readonly check: ReactNode;
}

/** The row of headings; a click, or Enter, sorts up, then down, then not at all. */
export function GridHead<R>({ columns, order, onOrder, onResize, check }: Props<R>) {
  const offset = check === undefined ? 1 : 2;
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      {check === undefined ? null : (
        <div className="grid-th check" role="columnheader" aria-colindex={1}>
          {check}
        </div>
      )}
      {columns.map((column, index) => {
        const { sort } = column;
        const sorted = sort !== undefined && order?.column === sort ? order : undefined;
        const name = (
          <>
            <span className="name">{column.title}</span>
            {sorted === undefined ? null : (
              <span className="arrow" aria-hidden>
                {sorted.desc === true ? <CaretDownOutlined /> : <CaretUpOutlined />}
              </span>
            )}
          </>
        );
        return (
          <div
            key={column.key}
            role="columnheader"
            aria-colindex={index + offset}
            aria-sort={sorted === undefined ? 'none' : sorted.desc === true ? 'descending' : 'ascending'}
            className={`grid-th ${column.align ?? ''} ${column.grow === true ? 'grow' : ''}`}
            style={{ width: column.width }}
            title={column.title}
          >
            {sort === undefined ? (
              name
            ) : (
              <button type="button" onClick={() => onOrder(nextOrder(sort, sorted))}>
                {name}
              </button>
            )}
            <span
              className="resize"
              aria-hidden
              onPointerDown={(event) => startResize(event, column.width, (width) => onResize(column.key, width))}
            />
          </div>
        );
      })}
    </div>
  );
}

const nextOrder = (column: string, sorted: GridOrder | undefined): GridOrder | undefined =>
  sorted === undefined ? { column } : sorted.desc === true ? undefined : { column, desc: true };

function startResize(event: PointerEvent<HTMLElement>, width: number, resize: (width: number) => void): void {
  event.preventDefault();
  const handle = event.currentTarget;
  const from = event.clientX;
  handle.setPointerCapture(event.pointerId);
  const move = (now: globalThis.PointerEvent) => resize(width + now.clientX - from);
  handle.addEventListener('pointermove', move);
  handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
}

/** The box that selects all rows at hand. */
export const AllCheck = ({ state, onChange }: { state: 'all' | 'some' | 'none'; onChange: (on: boolean) => void }) => (
  <Checkbox
    aria-label="全选已读出的行"
    checked={state === 'all'}
    indeterminate={state === 'some'}
    onChange={(event) => onChange(event.target.checked)}
  />
);
