import { z } from 'zod';
import { MoveRoutingRule, RemoveRoutingRule, SaveRoutingRule } from '../domain/routing/decide';
import { Recommendation, RoutingFacts } from '../domain/routing/facts';
import { RoutingPolicy } from '../domain/routing/policy';
import { RoutingRule } from '../domain/routing/rule';
import { command, Nothing, query } from './define';
import { Saved } from './departments';

/** A line of the table, with names in place of codes. */
export const RoutingRuleRow = RoutingRule.extend({
  /** Its place in the table, from 1; reasons name it so. */
  no: z.number().int(),
  unitName: z.string(),
  /** The unit is out of use and has no successor: the rule recommends nobody. */
  unitRetired: z.boolean(),
  /** The unit that acts for the one named, after a merger. */
  successorName: z.string().optional(),
  categoryName: z.string().optional(),
  regionName: z.string().optional(),
});
export type RoutingRuleRow = z.infer<typeof RoutingRuleRow>;

export const RecommendedUnit = Recommendation.extend({ name: z.string() });
export type RecommendedUnit = z.infer<typeof RecommendedUnit>;

export const routingContract = {
  'routing.rules': query({
    title: '转办规则一览，按顺序',
    input: Nothing,
    output: z.object({ rules: z.array(RoutingRuleRow) }),
  }),
  'routing.saveRule': command({ title: '新增或修改转办规则', input: SaveRoutingRule, output: Saved }),
  'routing.removeRule': command({ title: '删除转办规则', input: RemoveRoutingRule, output: Saved }),
  'routing.moveRule': command({ title: '调整转办规则的顺序', input: MoveRoutingRule, output: Saved }),
  'routing.recommend': query({
    title: '按属地、内容分类和内容推荐责任单位，并说明理由',
    input: RoutingFacts,
    output: z.object({ units: z.array(RecommendedUnit) }),
  }),
  'routing.policy': query({ title: '转办口径：各类机关指哪些单位', input: Nothing, output: RoutingPolicy }),
  'routing.setPolicy': command({ title: '设置转办口径', input: RoutingPolicy, output: Saved }),
};
