import { z } from 'zod';
import { RecordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Json, JsonObject } from '../../kernel/json';
import type { Folded } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import { ORG_SPACE } from '../../ledger/space';
import { changed, changesOf, createOp, setOp } from '../departments/decide-unit';
import { Reason } from '../departments/unit';
import type { RoutingWorld } from './facts';
import { actingUnit, readRoutingPolicy, ROUTING_POLICY_ID, RoutingPolicy } from './policy';
import { inOrder, type RoutingRule, RoutingRuleInput } from './rule';

export const SaveRoutingRule = RoutingRuleInput.extend({
  /** Absent: a new rule, asked after all others. */
  id: RecordId.optional(),
});
export type SaveRoutingRule = z.output<typeof SaveRoutingRule>;

export const RemoveRoutingRule = z.object({ id: RecordId, reason: Reason });
export type RemoveRoutingRule = z.infer<typeof RemoveRoutingRule>;

export const MoveRoutingRule = z.object({
  id: RecordId,
  /** The rule that shall come next after it; null: it becomes the last. */
  before: RecordId.nullable(),
});
export type MoveRoutingRule = z.infer<typeof MoveRoutingRule>;

type Decided = Result<Decision, Refusal>;
const GAP = 10;

const unknownRule = () => refuse('routing.unknownRule', '没有找到这条规则，可能已在别处删除。');

/** A new rule under `fresh`, or what was changed of an old one. */
export function decideSaveRule(world: RoutingWorld, fresh: RecordId, { id, ...input }: SaveRoutingRule): Decided {
  const refused = badRule(world, input);
  if (refused !== undefined) return refused;
  const value = written(input);
  if (id === undefined) {
    const last = inOrder(world.rules).at(-1)?.order ?? 0;
    return ok({ action: '新增转办规则', ops: [createOp(fresh, { order: last + GAP, ...present(value) })] });
  }
  const before = world.rules.find((rule) => rule.id === id);
  return before === undefined ? unknownRule() : changed('修改转办规则', changesOf(id, written(before), value));
}

export function decideRemoveRule(rules: readonly RoutingRule[], { id, reason }: RemoveRoutingRule): Decided {
  if (!rules.some((rule) => rule.id === id)) return unknownRule();
  return ok({
    action: '删除转办规则',
    reason,
    ops: [{ kind: 'void', on: id, space: ORG_SPACE, value: { reason } }],
  });
}

/** One write where there is room between the neighbours; else all are numbered anew. */
export function decideMoveRule(rules: readonly RoutingRule[], { id, before }: MoveRoutingRule): Decided {
  const ordered = inOrder(rules);
  const moved = ordered.find((rule) => rule.id === id);
  const others = ordered.filter((rule) => rule.id !== id);
  const at = before === null ? others.length : others.findIndex((rule) => rule.id === before);
  if (moved === undefined || at < 0) return unknownRule();
  if (ordered[at] === moved) return refuse('routing.sameOrder', '这条规则已经在这个位置。');
  const low = others[at - 1]?.order ?? 0;
  const high = others[at]?.order ?? low + 2 * GAP;
  const between = Math.floor((low + high) / 2);
  const ops: OpDraft[] =
    low < between && between < high
      ? [setOp(id, 'order', between)]
      : [...others.slice(0, at), moved, ...others.slice(at)].flatMap((rule, i) =>
          changesOf(rule.id, { order: rule.order }, { order: (i + 1) * GAP }),
        );
  return changed('调整转办规则的顺序', ops);
}

export function decideSetRoutingPolicy(world: RoutingWorld, record: Folded | undefined, next: RoutingPolicy): Decided {
  for (const field of Object.keys(RoutingPolicy.shape) as (keyof RoutingPolicy)[]) {
    if (next[field].some((id) => actingUnit(world.directory, id) === undefined)) {
      return refuse('routing.unitUnknown', '所选单位中有的已经停用或者不在目录中，请重新选择。', { field });
    }
  }
  const action = '设置转办口径';
  if (record === undefined) return ok({ action, ops: [createOp(ROUTING_POLICY_ID, { ...next })] });
  return changed(action, changesOf(ROUTING_POLICY_ID, { ...readRoutingPolicy(record) }, { ...next }));
}

function badRule({ directory, categories, regions }: RoutingWorld, input: RoutingRuleInput) {
  if (actingUnit(directory, input.unit) === undefined) {
    return refuse('routing.unitUnknown', '主管单位已经停用或者不在目录中，请选择在用单位。', { field: 'unit' });
  }
  if (input.category !== undefined && !categories.has(input.category)) {
    return refuse('routing.categoryUnknown', '没有找到这个内容分类。', { field: 'category' });
  }
  if (input.region !== undefined && !regions.has(input.region)) {
    return refuse('routing.regionUnknown', '没有找到这个属地。', { field: 'region' });
  }
  if (input.category === undefined && (input.keywords ?? []).length === 0 && input.region === undefined) {
    return refuse('routing.ruleTooWide', '请至少填写内容分类、关键词、限定属地中的一项。', { field: 'category' });
  }
  return undefined;
}

const written = (rule: RoutingRuleInput | RoutingRule): { readonly [field: string]: Json } => ({
  category: rule.category ?? null,
  keywords: rule.keywords === undefined || rule.keywords.length === 0 ? null : [...new Set(rule.keywords)],
  region: rule.region ?? null,
  unit: rule.unit,
  level: rule.level,
  note: rule.note ?? null,
  active: rule.active,
});

const present = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null));
