import type { RoutingRuleRow, routingContract } from '#shared/contract/routing';
import {
  decideMoveRule,
  decideRemoveRule,
  decideSaveRule,
  decideSetRoutingPolicy,
} from '#shared/domain/routing/decide';
import type { Recommendation, RoutingFacts, RoutingWorld } from '#shared/domain/routing/facts';
import {
  actingUnit,
  handlesAccusations,
  isPoliticalLegal,
  isWithinAny,
  readRoutingPolicy,
  ROUTING_POLICY_ID,
} from '#shared/domain/routing/policy';
import { recommend } from '#shared/domain/routing/recommend';
import { type ReviewOrgan, reviewAdvice } from '#shared/domain/routing/review';
import { inOrder, readRoutingRule, ROUTING_RULES, type RoutingRule } from '#shared/domain/routing/rule';
import { decideSeedRouting, ROUTING_SEED_ACTOR, SEEDED_RULE } from '#shared/domain/routing/seed';
import { keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { Store } from '../store/store';
import type { ServiceDeps } from './deps';
import { directoryOf } from './directory';
import { allRecords, cachedFrom, saver } from './records';

/** What the cases ask about units: where a matter should go, and where it must not. */
export interface RoutingAccess {
  rules(): readonly RoutingRule[];
  recommend(facts: RoutingFacts): readonly Recommendation[];
  handlesAccusations(unit: RecordId): boolean;
  isPoliticalLegal(unit: RecordId): boolean;
  isWithinAny(unit: RecordId, units: readonly RecordId[]): boolean;
  reviewOrgansFor(unit: RecordId): readonly RecordId[];
  reviewAdvice(unit: RecordId): readonly ReviewOrgan[];
}

const READS = [ROUTING_RULES, 'routingPolicy', 'units', 'categories', 'regions'];
const worlds = new WeakMap<Store, () => RoutingWorld>();

/** One cache per store, shared by all services. */
function worldOf(store: Store): () => RoutingWorld {
  const known = worlds.get(store);
  if (known !== undefined) return known;
  const { directory, dictionary } = directoryOf(store);
  const made = cachedFrom(store, READS, () => ({
    rules: inOrder([...allRecords(store, ROUTING_RULES)].flatMap((record) => readRoutingRule(record) ?? [])),
    directory: directory(),
    regions: dictionary('regions'),
    categories: dictionary('categories'),
    policy: readRoutingPolicy(store.get(ROUTING_POLICY_ID)),
  }));
  worlds.set(store, made);
  return made;
}

export function routingAccess(store: Store): RoutingAccess {
  const world = worldOf(store);
  const advice = (unit: RecordId) => reviewAdvice(world().directory, unit, world().policy);
  return {
    rules: () => world().rules,
    recommend: (facts) => recommend({ ...facts, triageClass: facts.triageClass ?? classOf(store, facts) }, world()),
    handlesAccusations: (unit) => handlesAccusations(world().directory, unit, world().policy),
    isPoliticalLegal: (unit) => isPoliticalLegal(world().directory, unit, world().policy),
    isWithinAny: (unit, units) => isWithinAny(world().directory, unit, units),
    reviewOrgansFor: (unit) => advice(unit).map((organ) => organ.unit),
    reviewAdvice: advice,
  };
}

/** The class of the purpose, also of one the centre has added itself. */
const classOf = (store: Store, { purpose }: RoutingFacts) =>
  purpose === undefined ? undefined : directoryOf(store).dictionary('purposes').get(purpose)?.articleGroup;

/** 转办规则: the table by which units are recommended. */
export function routingService(deps: ServiceDeps): Handlers<typeof routingContract> {
  const { store, random } = deps;
  const world = worldOf(store);
  const access = routingAccess(store);
  const save = saver(store);
  return {
    'routing.rules': () => ok({ rules: world().rules.map((rule, i) => row(world(), rule, i + 1)) }),
    'routing.saveRule': (input, call) => {
      const fresh = recordId(ROUTING_RULES, random.hex(6));
      return save(input.id ?? fresh, decideSaveRule(world(), fresh, input), call);
    },
    'routing.removeRule': (input, call) => save(input.id, decideRemoveRule(world().rules, input), call),
    'routing.moveRule': (input, call) => save(input.id, decideMoveRule(world().rules, input), call),
    'routing.recommend': (facts) =>
      ok({ units: access.recommend(facts).map((found) => ({ ...found, name: nameOf(world(), found.unit) })) }),
    'routing.policy': () => ok(world().policy),
    'routing.setPolicy': (next, call) =>
      save(ROUTING_POLICY_ID, decideSetRoutingPolicy(world(), store.get(ROUTING_POLICY_ID), next), call),
  };
}

const nameOf = ({ directory }: RoutingWorld, unit: RecordId): string => directory.units.get(unit)?.name ?? keyOf(unit);

function row(world: RoutingWorld, rule: RoutingRule, no: number): RoutingRuleRow {
  const acting = actingUnit(world.directory, rule.unit);
  const categoryName = rule.category === undefined ? undefined : world.categories.get(rule.category)?.name;
  const regionName = rule.region === undefined ? undefined : world.regions.get(rule.region)?.name;
  return {
    ...rule,
    no,
    unitName: nameOf(world, rule.unit),
    unitRetired: acting === undefined,
    ...(acting === undefined || acting.id === rule.unit ? {} : { successorName: acting.name }),
    ...(categoryName === undefined ? {} : { categoryName }),
    ...(regionName === undefined ? {} : { regionName }),
  };
}

/** Puts the shipped rules into a ledger that never had them. */
export async function seedRouting(store: Store): Promise<void> {
  if (store.state().mode !== 'ready') return;
  const decision = decideSeedRouting(store.get(SEEDED_RULE)?.created !== undefined);
  if (decision !== undefined) await store.commit(decision, ROUTING_SEED_ACTOR);
}
