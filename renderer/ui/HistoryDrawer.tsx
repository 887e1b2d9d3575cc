import { Drawer } from 'antd';
import type { RecordId } from '#shared/kernel/ids';
import { type OutputOf, useQueryOf } from '../client';
import { formatInstant } from './format';
import { EmptyState, QueryView } from './states';

type Entry = OutputOf<'history.list'>['entries'][number];

export interface HistoryDrawerProps {
  readonly id: RecordId;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Chinese names of the record's fields; a field without one is shown by its own name. */
  readonly labels: Readonly<Record<string, string>>;
  /** Chinese words for a value of a field, where it is a code. */
  readonly format?: (field: string, value: unknown) => string | undefined;
}

/** 变更记录: who changed what of a record, when, from what to what. */
export function HistoryDrawer({ id, open, onClose, labels, format }: HistoryDrawerProps) {
  return (
    <Drawer title="变更记录" open={open} onClose={onClose} size={560} destroyOnHidden>
      {open ? <Entries id={id} labels={labels} format={format} /> : null}
    </Drawer>
  );
}

type EntriesProps = Pick<HistoryDrawerProps, 'id' | 'labels'> & { format: HistoryDrawerProps['format'] };

function Entries({ id, labels, format }: EntriesProps) {
  const query = useQueryOf('history.list', { id });
  const words = (field: string, value: unknown): string => format?.(field, value) ?? plainWords(value);
  return (
    <QueryView query={query}>
      {({ entries }) =>
        entries.length === 0 ? (
          <EmptyState title="还没有变更" />
        ) : (
          entries.map((entry) => <EntryView key={entry.txn} entry={entry} labels={labels} words={words} />)
        )
      }
    </QueryView>
  );
}

interface EntryProps {
  readonly entry: Entry;
  readonly labels: Readonly<Record<string, string>>;
  readonly words: (field: string, value: unknown) => string;
}

const EntryView = ({ entry, labels, words }: EntryProps) => (
  <article className="history-entry">
    <header>
      <b>{entry.action}</b>
      <span>{formatInstant(entry.at)}</span>
      <span>{entry.by}</span>
    </header>
    {entry.reason === undefined ? null : <p>理由：{entry.reason}</p>}
    <ul>
      {entry.changes.map(({ field = '', from, to }) => (
        <li key={field}>
          <span>{labels[field] ?? field}</span>
          <span>
            {from === undefined ? null : (
              <>
                <del>{words(field, from)}</del> →{' '}
              </>
            )}
            <ins>{words(field, to)}</ins>
          </span>
        </li>
      ))}
    </ul>
  </article>
);

/** A value as words, when nobody knows better. */
export function plainWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return '（空）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length === 0 ? '（空）' : value.map(plainWords).join('、');
  if (typeof value === 'object') return Object.values(value).map(plainWords).join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
