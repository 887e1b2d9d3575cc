import { z } from 'zod';
import { blankable } from '../../kernel/blankable';
import { RecordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { compact, valid } from '../departments/unit';

export const ROUTING_RULES = 'routingRules';

/**
 * 分级负责: whose level a matter belongs to. `city`: the unit's own; `district`: the district in which the problem lies; `auto`: the
 * district's counterpart of the unit where the directory has one, else the unit's own.
 */
export const ROUTING_LEVEL_NAMES = { auto: '对口优先', district: '属地优先', city: '市级优先' } as const;
export type RoutingLevel = keyof typeof ROUTING_LEVEL_NAMES;
export const RoutingLevel = z.enum(Object.keys(ROUTING_LEVEL_NAMES) as [RoutingLevel, ...RoutingLevel[]]);

const Keyword = z.string().trim().min(1, '关键词不能为空').max(20, '每个关键词不超过 20 个字');

/** What a person writes into a line of the table; 谁主管、谁负责. */
export const RoutingRuleInput = z.object({
  /** 内容分类; those below it are meant as well. Absent: any. */
  category: blankable(RecordId),
  /** One of them stands in the title or the summary. Absent or none: not asked for. */
  keywords: blankable(z.array(Keyword).max(30, '关键词不超过 30 个')),
  /** The problem lies in this region or below it. Absent: anywhere. */
  region: blankable(RecordId),
  unit: RecordId,
  level: RoutingLevel,
  note: blankable(z.string().trim().max(200, '备注不超过 200 个字')),
  active: z.boolean(),
});
export type RoutingRuleInput = z.output<typeof RoutingRuleInput>;

/** A rule as computed from the ledger. */
export const RoutingRule = z.object({
  id: RecordId,
  /** The rules are asked in this order; ties by id. */
  order: z.number().int(),
  category: RecordId.optional(),
  keywords: z.array(z.string()),
  region: RecordId.optional(),
  unit: RecordId,
  level: RoutingLevel,
  note: z.string().optional(),
  active: z.boolean(),
});
export type RoutingRule = z.infer<typeof RoutingRule>;

const LAST = 1_000_000;

/** Reads a folded record; a rule without a unit says nothing. */
export function readRoutingRule(record: Folded): RoutingRule | undefined {
  const v = record.value;
  const unit = valid(RecordId, v.unit);
  if (unit === undefined) return undefined;
  return {
    id: record.id,
    order: valid(z.number().int(), v.order) ?? LAST,
    keywords: valid(z.array(z.string()), v.keywords) ?? [],
    unit,
    level: valid(RoutingLevel, v.level) ?? 'auto',
    active: v.active !== false,
    ...compact({
      category: valid(RecordId, v.category),
      region: valid(RecordId, v.region),
      note: valid(z.string(), v.note),
    }),
  };
}

/** As they are asked: the first that fits comes first. */
export const inOrder = (rules: Iterable<RoutingRule>): RoutingRule[] =>
  [...rules].toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
