import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Tag } from 'antd';
import { useMemo, useState } from 'react';
import {
  ARTICLE_GROUP_NAMES,
  DICTIONARY_DEPTH,
  DICTIONARY_TITLES,
  type DictionaryName,
} from '#shared/domain/departments/dictionary';
import { type OutputOf, useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { matchesOption } from '../../ui/form/fields';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Toolbar } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { AddEntryDialog, EditEntryDialog } from './EntryDialogs';
import { ENTRY_LABELS } from './words';

export type Entry = OutputOf<'dictionary.options'>['entries'][number];
type Row = Entry & { readonly level: number };

/** One coded list, each entry under the one above it; found by name, code or pinyin. */
export function EntryTable({ dictionary }: { dictionary: DictionaryName }) {
  const query = useQueryOf('dictionary.options', { dictionary, includeRetired: true }, { reads: [dictionary] });
  const [typed, setTyped] = useState('');
  const [retired, setRetired] = useState(false);
  const [adding, setAdding] = useState<Entry | 'top'>();
  const title = DICTIONARY_TITLES[dictionary];
  return (
    <>
      <Toolbar
        label={`${title}操作`}
        end={
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding('top')}>
            新增{title}
          </Button>
        }
      >
        <Input
          type="search"
          className="entry-search"
          aria-label={`查找${title}`}
          placeholder="名称、编码或拼音首字母"
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
          显示停用
        </Checkbox>
      </Toolbar>
      <QueryView query={query}>
        {({ entries }) => (
          <Entries
            dictionary={dictionary}
            entries={entries}
            wanted={(entry) =>
              (retired || entry.active) && matchesOption(typed, { label: entry.name, keywords: entry.keywords })
            }
            onAdd={setAdding}
          />
        )}
      </QueryView>
      {adding === undefined ? null : (
        <AddEntryDialog
          dictionary={dictionary}
          entries={query.data?.entries ?? []}
          parent={adding === 'top' ? undefined : adding}
          onClose={() => setAdding(undefined)}
        />
      )}
    </>
  );
}

interface EntriesProps {
  readonly dictionary: DictionaryName;
  readonly entries: readonly Entry[];
  readonly wanted: (entry: Entry) => boolean;
  readonly onAdd: (parent: Entry) => void;
}

function Entries({ dictionary, entries, wanted, onAdd }: EntriesProps) {
  const all = useMemo(() => inTreeOrder(entries), [entries]);
  const [editing, setEditing] = useState<Entry>();
  const [history, setHistory] = useState<Entry>();
  const kept = keptWithAncestors(all, wanted);
  if (kept.length === 0) return <EmptyState title="没有符合的条目" hint="可换个名称，或勾选“显示停用”。" />;
  const grouped = dictionary === 'purposes';
  return (
    <div className="entry-table">
      <table className="plain-table" aria-label={DICTIONARY_TITLES[dictionary]}>
        <thead>
          <tr>
            <th>名称</th>
            <th>编码</th>
            {grouped ? <th>条例类别</th> : null}
            <th>备注</th>
            <th className="actions">操作</th>
          </tr>
        </thead>
        <tbody>
          {kept.map((row) => (
            <tr key={row.id} className={row.active ? `level-${row.level}` : `level-${row.level} left`}>
              <td className="entry-name">
                {row.name}
                {row.active ? null : <Tag>停用</Tag>}
              </td>
              <td>{row.code}</td>
              {grouped ? <td>{row.articleGroup === undefined ? '—' : ARTICLE_GROUP_NAMES[row.articleGroup]}</td> : null}
              <td className="quiet">{row.note}</td>
              <td className="actions">
                {row.active && row.level < DICTIONARY_DEPTH[dictionary] ? (
                  <Button type="link" size="small" aria-label={`在${row.name}下新增`} onClick={() => onAdd(row)}>
                    新增下级
                  </Button>
                ) : null}
                <EntryActions entry={row} onEdit={() => setEditing(row)} onHistory={() => setHistory(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing === undefined ? null : (
        <EditEntryDialog dictionary={dictionary} entry={editing} onClose={() => setEditing(undefined)} />
      )}
      {history === undefined ? null : (
        <HistoryDrawer
          id={history.id}
          open
          onClose={() => setHistory(undefined)}
          labels={ENTRY_LABELS}
          format={words(entries)}
        />
      )}
    </div>
  );
}

const words = (entries: readonly Entry[]) => (field: string, value: unknown) => {
  if (field === 'parent') return entries.find((entry) => entry.id === value)?.name;
  if (field === 'articleGroup') return ARTICLE_GROUP_NAMES[value as keyof typeof ARTICLE_GROUP_NAMES];
  return undefined;
};

interface ActionProps {
  readonly entry: Entry;
  readonly onEdit: () => void;
  readonly onHistory: () => void;
}

function EntryActions({ entry, onEdit, onHistory }: ActionProps) {
  const confirm = useConfirm();
  const toast = useToast();
  const retire = useCommand('dictionary.retire');
  const restore = useCommand('dictionary.restore');
  const ask = async () => {
    const answer = await confirm({
      title: entry.active ? `停用“${entry.name}”？` : `恢复使用“${entry.name}”？`,
      ...(entry.active ? { body: '停用后不再出现在选择中（下级一并停用），已登记的事项不变。' } : {}),
      reason: 'required',
      ok: entry.active ? '停用' : '恢复',
      danger: entry.active,
    });
    if (answer === undefined) return;
    const done = await (entry.active ? retire : restore).run({ id: entry.id, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <>
      {entry.active ? (
        <Button type="link" size="small" aria-label={`修改${entry.name}`} onClick={onEdit}>
          修改
        </Button>
      ) : null}
      <Button
        type="link"
        size="small"
        aria-label={`${entry.active ? '停用' : '恢复'}${entry.name}`}
        onClick={() => void ask()}
      >
        {entry.active ? '停用' : '恢复'}
      </Button>
      <Button type="link" size="small" aria-label={`${entry.name}的变更记录`} onClick={onHistory}>
        记录
      </Button>
    </>
  );
}

function inTreeOrder(entries: readonly Entry[]): Row[] {
  const rows: Row[] = [];
  const visit = (parent: string | null, level: number) => {
    for (const entry of entries) {
      if (entry.parent !== parent) continue;
      rows.push({ ...entry, level });
      visit(entry.id, level + 1);
    }
  };
  visit(null, 1);
  return rows;
}

function keptWithAncestors(rows: readonly Row[], wanted: (entry: Entry) => boolean): Row[] {
  const byId = new Map<string, Row>(rows.map((row) => [row.id, row]));
  const kept = new Set<string>();
  for (const row of rows) {
    if (!wanted(row)) continue;
    for (let at: Row | undefined = row; at !== undefined; at = at.parent === null ? undefined : byId.get(at.parent))
      kept.add(at.id);
  }
  return rows.filter((row) => kept.has(row.id));
}
