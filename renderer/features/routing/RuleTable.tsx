import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ROUTING_LEVEL_NAMES } from '#shared/domain/routing/rule';
import type { RecordId } from '#shared/kernel/ids';
import { type Rule, ruleTitle } from './words';

export interface RuleActions {
  readonly onEdit: (rule: Rule) => void;
  readonly onRemove: (rule: Rule) => void;
  readonly onHistory: (rule: Rule) => void;
  readonly onMove: (rule: Rule, by: 1 | -1) => void;
}

interface Props extends RuleActions {
  readonly rules: readonly Rule[];
}

/** The rules in the order in which they are asked; ↑ ↓ go from line to line, Alt+↑ ↓ take the line along, Enter edits, Delete removes. */
export function RuleTable({ rules, ...actions }: Props) {
  const [at, setAt] = useState<RecordId>();
  const lines = useRef(new Map<RecordId, HTMLTableRowElement>());
  const moved = useRef<{ readonly id: RecordId; readonly from: number }>(undefined);
  // A line that changed its place may have lost the focus on the way.
  useEffect(() => {
    const rule = moved.current;
    if (rule === undefined || rules.findIndex(({ id }) => id === rule.id) === rule.from) return;
    lines.current.get(rule.id)?.focus();
    moved.current = undefined;
  });
  const current = rules.some(({ id }) => id === at) ? at : rules[0]?.id;
  const onMove = (rule: Rule, by: 1 | -1) => {
    moved.current = { id: rule.id, from: rules.indexOf(rule) };
    actions.onMove(rule, by);
  };
  const onKey = (event: KeyboardEvent, rule: Rule, i: number) => {
    if (event.target !== event.currentTarget) return;
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (by !== undefined && event.altKey) onMove(rule, by);
    else if (by !== undefined) focusLine(rules[i + by]?.id);
    else if (event.key === 'Enter') actions.onEdit(rule);
    else if (event.key === 'Delete') actions.onRemove(rule);
    else return;
    event.preventDefault();
  };
  const focusLine = (id: RecordId | undefined) => id !== undefined && lines.current.get(id)?.focus();
  return (
    <div className="rule-sheet">
      <table className="rule-table" aria-label="转办规则">
        <thead>
          <tr>
            <th className="number">顺序</th>
            <th>内容分类</th>
            <th>关键词</th>
            <th>主管单位</th>
            <th>分级</th>
            <th>备注</th>
            <th className="actions">操作</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule, i) => (
            <tr
              key={rule.id}
              ref={(line) => {
                if (line === null) lines.current.delete(rule.id);
                else lines.current.set(rule.id, line);
              }}
              className={rule.active ? '' : 'unused'}
              tabIndex={rule.id === current ? 0 : -1}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Enter Delete"
              onFocus={() => setAt(rule.id)}
              onKeyDown={(event) => onKey(event, rule, i)}
              onDoubleClick={() => actions.onEdit(rule)}
            >
              <Cells rule={rule} />
              <td className="actions">
                <LineActions
                  rule={rule}
                  actions={{ ...actions, onMove }}
                  first={i === 0}
                  last={i === rules.length - 1}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Cells = ({ rule }: { readonly rule: Rule }) => (
  <>
    <td className="number">{rule.no}</td>
    <td>
      {rule.categoryName ?? <span className="quiet">不限</span>}
      {rule.regionName === undefined ? null : <Tag>仅{rule.regionName}</Tag>}
    </td>
    <td>{rule.keywords.join('、')}</td>
    <td>
      {rule.unitName}
      {rule.unitRetired ? <Tag color="red">已停用，不推荐</Tag> : null}
      {rule.successorName === undefined ? null : <Tag>现为{rule.successorName}</Tag>}
    </td>
    <td className="level">{ROUTING_LEVEL_NAMES[rule.level]}</td>
    <td className="quiet">
      {rule.active ? null : <Tag>停用</Tag>}
      {rule.note}
    </td>
  </>
);

interface LineProps {
  readonly rule: Rule;
  readonly actions: RuleActions;
  readonly first: boolean;
  readonly last: boolean;
}

function LineActions({ rule, actions, first, last }: LineProps) {
  const name = `规则 ${rule.no}（${ruleTitle(rule)}）`;
  const arrow = (by: 1 | -1, words: string, disabled: boolean) => (
    <Button
      type="text"
      size="small"
      tabIndex={-1}
      icon={by === -1 ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />}
      aria-label={`${words}${name}`}
      title={`${words}（Alt+${by === -1 ? '↑' : '↓'}）`}
      disabled={disabled}
      onClick={() => actions.onMove(rule, by)}
    />
  );
  return (
    <>
      {arrow(-1, '上移', first)}
      {arrow(1, '下移', last)}
      <Button type="link" size="small" aria-label={`修改${name}`} onClick={() => actions.onEdit(rule)}>
        修改
      </Button>
      <Button type="link" size="small" aria-label={`删除${name}`} onClick={() => actions.onRemove(rule)}>
        删除
      </Button>
      <Button type="link" size="small" aria-label={`${name}的变更记录`} onClick={() => actions.onHistory(rule)}>
        记录
      </Button>
    </>
  );
}
