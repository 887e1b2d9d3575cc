import { ROUTING_LEVEL_NAMES } from '#shared/domain/routing/rule';
import type { OutputOf } from '../../client';

export type Rule = OutputOf<'routing.rules'>['rules'][number];

export const LEVEL_OPTIONS = Object.entries(ROUTING_LEVEL_NAMES).map(([value, label]) => ({ value, label }));

/** Names of the fields of a rule, as 变更记录 shows them. */
export const RULE_LABELS: Readonly<Record<string, string>> = {
  order: '顺序',
  category: '内容分类',
  keywords: '关键词',
  region: '限定属地',
  unit: '主管单位',
  level: '分级',
  note: '备注',
  active: '在用',
};

/** What a rule is about, in a few words, for headings and accessible names. */
export const ruleTitle = (rule: Rule): string =>
  [rule.categoryName, rule.keywords.length === 0 ? undefined : rule.keywords.join('、'), rule.regionName]
    .filter((word) => word !== undefined)
    .join('，');
