import { Checkbox, Input, Tag, Tree } from 'antd';
import { type Key, useMemo, useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import type { OutputOf } from '../../client';
import { matchesOption } from '../../ui/form/fields';
import { EmptyState } from '../../ui/states';

export type UnitOption = OutputOf<'departments.options'>['units'][number];
interface Node {
  readonly key: string;
  readonly title: React.ReactNode;
  readonly children: Node[];
}

interface Props {
  readonly units: readonly UnitOption[];
  readonly selected: RecordId | undefined;
  readonly onSelect: (id: RecordId) => void;
}

/** The units as a tree, found by name, code or pinyin; what matches stays with everything above it. */
export function UnitTree({ units, selected, onSelect }: Props) {
  const [typed, setTyped] = useState('');
  const [retired, setRetired] = useState(false);
  const [unattended, setUnattended] = useState(false);
  const [opened, setOpened] = useState<readonly Key[]>();
  const shown = useMemo(
    () => withAncestors(units, (u) => matches(u, typed, retired, unattended)),
    [units, typed, retired, unattended],
  );
  const tree = useMemo(() => nodesOf(shown), [shown]);
  const narrowed = typed.trim() !== '' || unattended;
  const expanded = narrowed ? shown.map((unit) => unit.id) : (opened ?? wayTo(shown, selected));
  const inUse = units.filter((unit) => unit.active).length;
  return (
    <nav className="unit-tree" aria-label="机构目录">
      <Input
        type="search"
        aria-label="查找单位"
        placeholder="名称、简称、编码或拼音首字母"
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => {
          const best = bestOf(
            shown.filter((unit) => matches(unit, typed, retired, unattended)),
            typed,
          );
          if (best !== undefined) onSelect(best.id);
        }}
      />
      <div className="unit-tree-filters">
        <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
          显示停用
        </Checkbox>
        <Checkbox checked={unattended} onChange={(event) => setUnattended(event.target.checked)}>
          未填第一责任人
        </Checkbox>
      </div>
      <div className="unit-tree-body">
        {tree.length === 0 ? (
          <EmptyState title="没有符合的单位" hint="可换个名称，或勾选“显示停用”。" />
        ) : (
          <Tree<Node>
            aria-label="单位"
            blockNode
            virtual={false}
            treeData={tree}
            expandedKeys={[...expanded]}
            onExpand={(keys) => setOpened(keys)}
            selectedKeys={selected === undefined ? [] : [selected]}
            onSelect={(_, { node }) => onSelect(node.key as RecordId)}
          />
        )}
      </div>
      <footer>
        在用 {inUse} 个单位，停用 {units.length - inUse} 个
      </footer>
    </nav>
  );
}

const matches = (unit: UnitOption, typed: string, retired: boolean, unattended: boolean): boolean =>
  (retired || unit.active) &&
  (!unattended || unit.unattended) &&
  matchesOption(typed, { label: unit.name, keywords: unit.keywords });

/** The unit whose short name, initials or code is just what was typed; else the first. */
const bestOf = (units: readonly UnitOption[], typed: string): UnitOption | undefined =>
  units.find((unit) => unit.keywords.split(' ').includes(typed.trim().toLowerCase())) ?? units[0];

function withAncestors(units: readonly UnitOption[], wanted: (unit: UnitOption) => boolean): UnitOption[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const kept = new Set<UnitOption>();
  for (const unit of units) {
    if (!wanted(unit)) continue;
    for (
      let at: UnitOption | undefined = unit;
      at !== undefined && !kept.has(at);
      at = at.parent === null ? undefined : byId.get(at.parent)
    ) {
      kept.add(at);
    }
  }
  return units.filter((unit) => kept.has(unit));
}

function nodesOf(units: readonly UnitOption[]): Node[] {
  const nodes = new Map(units.map((unit) => [unit.id, { key: unit.id, title: titleOf(unit), children: [] as Node[] }]));
  const top: Node[] = [];
  for (const unit of units) {
    const node = nodes.get(unit.id);
    if (node === undefined) continue;
    ((unit.parent === null ? undefined : nodes.get(unit.parent))?.children ?? top).push(node);
  }
  return top;
}

const titleOf = (unit: UnitOption) => (
  <span className={unit.active ? 'unit-node' : 'unit-node retired'} title={unit.name}>
    {unit.name}
    {unit.active ? null : <Tag>停用</Tag>}
  </span>
);

/** Until the clerk opens or closes something: the top, and what leads to the unit in view. */
const wayTo = (units: readonly UnitOption[], selected: RecordId | undefined): Key[] =>
  withAncestors(units, (unit) => unit.parent === null || unit.id === selected).map((unit) => unit.id);
