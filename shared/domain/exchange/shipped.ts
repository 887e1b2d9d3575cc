import { canonicalJson } from '../../kernel/json';
import { type Decision, OP_VERSION, type Op } from '../../ledger/op';
import type { Actor } from '../../ledger/stamp';
import { decideSeed, SEED_ACTOR } from '../departments/seed';
import { decideSeedRouting, ROUTING_SEED_ACTOR } from '../routing/seed';

/**
 * What the program ships is written by every desk for itself, under the same numbers of a device that is none. Only these exact writes may
 * stand under such a name; who and what are compared, the time is each desk's own.
 */
export const isSeedDevice = (device: string): boolean => device.startsWith('seed');

let texts: ReadonlyMap<string, string> | undefined;
function shippedTexts(): ReadonlyMap<string, string> {
  texts ??= new Map([
    ...textsOf(decideSeed(false), SEED_ACTOR),
    ...textsOf(decideSeedRouting(false), ROUTING_SEED_ACTOR),
  ]);
  return texts;
}

const textsOf = (decision: Decision | undefined, actor: Actor): [string, string][] =>
  (decision?.ops ?? []).map((op, i) => [`${actor.device}:${i + 1}`, textOf({ ...op, by: actor.by, unit: actor.unit })]);

/** Does this build ship exactly this write? */
export const isShipped = (op: Op): boolean =>
  op.parents.length === 0 && op.v === OP_VERSION && shippedTexts().get(op.id) === textOf(op);

/** Two writes under one number of the program: the same in all but the time. */
export const isSameSeed = (a: Op, b: Op): boolean => a.v === b.v && textOf(a) === textOf(b);

/** What a write says, without its numbers and its time. */
type Written = Pick<Op, 'by' | 'unit' | 'kind' | 'on' | 'space' | 'field' | 'value'>;

const textOf = ({ by, unit, kind, on, space, field, value }: Written): string =>
  canonicalJson([by, unit, kind, on, space, field ?? null, value ?? null]);
