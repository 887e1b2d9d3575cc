import { type DeviceId, recordId } from '../../kernel/ids';
import type { Decision } from '../../ledger/op';
import type { Actor } from '../../ledger/stamp';
import { createOp } from '../departments/decide-unit';
import { SEED_ACTOR } from '../departments/seed';
import { DEFAULT_RULES } from './defaults';
import { ROUTING_RULES } from './rule';

/**
 * A device of its own: the rules came after the directory, and on a ledger that has the directory already their ops must have the same
 * ids as on a new one. When the defaults change, so must the number.
 */
export const ROUTING_SEED_ACTOR: Actor = { ...SEED_ACTOR, device: 'seedRouting1' as DeviceId };

/** One of the seeded rules: where it is known, nothing is left to seed, even if all have been removed since. */
export const SEEDED_RULE = recordId(ROUTING_RULES, DEFAULT_RULES[0]?.key ?? '');

const GAP = 10;

/** The shipped rules as one action; nothing to do where they have been seeded. */
export function decideSeedRouting(seeded: boolean): Decision | undefined {
  if (seeded) return undefined;
  return {
    action: '初始化转办规则',
    ops: DEFAULT_RULES.map(({ key, category, keywords, unit, level, note }, i) =>
      createOp(recordId(ROUTING_RULES, key), {
        order: (i + 1) * GAP,
        ...(category === undefined ? {} : { category: recordId('categories', category) }),
        ...(keywords === undefined ? {} : { keywords }),
        unit: recordId('units', unit),
        level,
        ...(note === undefined ? {} : { note }),
        active: true,
      }),
    ),
  };
}
