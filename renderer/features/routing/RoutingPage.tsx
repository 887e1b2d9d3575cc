import './routing.css';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { ROUTING_LEVEL_NAMES, type RoutingLevel } from '#shared/domain/routing/rule';
import { useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { useUnits } from '../../ui/directory';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Page, Toolbar } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { PolicyDialog } from './PolicyDialog';
import { RuleDialog } from './RuleDialog';
import { RuleTable } from './RuleTable';
import { TryOut } from './TryOut';
import { type Rule, RULE_LABELS, ruleTitle } from './words';

const READS = ['routingRules', 'units', 'categories', 'regions'];

/** 转办规则: by which unit a matter is handled, as a table that the centre keeps. */
export default function RoutingPage() {
  const query = useQueryOf('routing.rules', {}, { reads: READS });
  const [open, setOpen] = useState<Rule | 'new' | 'policy'>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title="转办规则"
      sub="属地管理、分级负责，谁主管、谁负责"
      fill
      extra={
        <>
          <Button onClick={() => setOpen('policy')}>转办口径</Button>
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
            新增规则
          </Button>
        </>
      }
    >
      <TryOut />
      <QueryView query={query}>{({ rules }) => <Rules rules={rules} onEdit={setOpen} />}</QueryView>
      {open === 'policy' ? <PolicyDialog onClose={close} /> : null}
      {open === undefined || open === 'policy' ? null : (
        <RuleDialog rule={open === 'new' ? undefined : open} onClose={close} />
      )}
    </Page>
  );
}

function Rules({ rules, onEdit }: { readonly rules: readonly Rule[]; readonly onEdit: (rule: Rule) => void }) {
  const [typed, setTyped] = useState('');
  const [history, setHistory] = useState<Rule>();
  const { move, remove } = useRuleCommands(rules);
  const format = useFormat(rules);
  if (rules.length === 0) {
    return <EmptyState title="还没有转办规则" hint="没有规则时只按属地推荐。请用“新增规则”逐条填写。" />;
  }
  const shown = rules.filter((rule) => says(rule, typed.trim()));
  return (
    <>
      <Toolbar label="规则操作" end={<span className="quiet">自上而下，先符合的排在前面；Alt+↑、Alt+↓ 调整顺序</span>}>
        <Input
          type="search"
          className="rule-search"
          aria-label="查找规则"
          placeholder="分类、关键词或单位"
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span className="quiet" role="status">
          {shown.length === rules.length ? `共 ${rules.length} 条` : `${shown.length} / ${rules.length} 条`}
        </span>
      </Toolbar>
      {shown.length === 0 ? (
        <EmptyState title="没有符合的规则" hint="可换个分类、关键词或单位查找。" />
      ) : (
        <RuleTable
          rules={shown}
          onEdit={onEdit}
          onRemove={(rule) => void remove(rule)}
          onHistory={setHistory}
          onMove={(rule, by) => void move(shown, rule, by)}
        />
      )}
      {history === undefined ? null : (
        <HistoryDrawer
          id={history.id}
          open
          onClose={() => setHistory(undefined)}
          labels={RULE_LABELS}
          format={format}
        />
      )}
    </>
  );
}

const says = (rule: Rule, typed: string): boolean =>
  [rule.categoryName, rule.regionName, rule.unitName, rule.successorName, rule.note, ...rule.keywords].some((words) =>
    words?.includes(typed),
  );

function useRuleCommands(rules: readonly Rule[]) {
  const confirm = useConfirm();
  const toast = useToast();
  const removeRule = useCommand('routing.removeRule');
  const moveRule = useCommand('routing.moveRule');
  return {
    remove: async (rule: Rule) => {
      const answer = await confirm({
        title: `删除规则 ${rule.no}“${ruleTitle(rule)}”？`,
        body: '删除后不再参与推荐；暂时不用的，可改为停用。已转办的事项不变。',
        reason: 'required',
        ok: '删除',
        danger: true,
      });
      if (answer === undefined) return;
      const done = await removeRule.run({ id: rule.id, reason: answer.reason });
      if (done.ok) toast.saved(done.value.savedAt);
      else toast.refused(done.error);
    },
    /** One place up or down among the rules in sight. */
    move: async (shown: readonly Rule[], rule: Rule, by: 1 | -1) => {
      const neighbour = shown[shown.indexOf(rule) + by];
      if (neighbour === undefined || moveRule.pending) return;
      const before = by === -1 ? neighbour : rules[rules.indexOf(neighbour) + 1];
      const done = await moveRule.run({ id: rule.id, before: before?.id ?? null });
      if (!done.ok) toast.refused(done.error);
    },
  };
}

/** Chinese words for the codes in 变更记录. */
function useFormat(rules: readonly Rule[]) {
  const { nameOf } = useUnits();
  return (field: string, value: unknown): string | undefined => {
    if (field === 'unit' && typeof value === 'string') return nameOf(value);
    if (field === 'level') return ROUTING_LEVEL_NAMES[value as RoutingLevel];
    if (field === 'category') return rules.find(({ category }) => category === value)?.categoryName;
    if (field === 'region') return rules.find(({ region }) => region === value)?.regionName;
    return undefined;
  };
}
