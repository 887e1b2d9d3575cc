import { decidePair, decideRevoke, KEYS } from '#shared/domain/exchange/keys';
import { decideMakeUnitKey, decideRenewUnitKey } from '#shared/domain/exchange/unit-keys';
import { recordId } from '#shared/kernel/ids';
import type { Decision } from '#shared/ledger/op';
import { cardOf, digitsOf, fingerprintOf } from '../../../electron/exchange/keyring';
import { unitKeysOf } from '../../../electron/exchange/office';
import { makeUnitKey } from '../../../electron/exchange/unit-key';
import { HOME, SPACES } from './records';
import type { World } from './world';

/** Reads the card of a desk in, its fingerprint compared by voice. */
export async function pairCards(world: World, by: number, whom: number): Promise<void> {
  const { desk, home } = world.member(by);
  const { pair, office } = world.member(whom).home;
  const card = cardOf(pair, office.unit, office.name);
  const spoken = fingerprintOf(card);
  const known = desk.store.get(recordId(KEYS, digitsOf(card)));
  const decided = decidePair(known, card, spoken, spoken, HOME);
  if (decided.ok && !home.keys.isRetired(card.sign)) await say(world, by, 'paired', [card.sign], decided.value);
}

/** The last key that a desk replaced, or else the one it has, is retired by another. */
export async function revoke(world: World, by: number, whom: number): Promise<void> {
  const { former, home } = world.member(whom);
  const key = former.at(-1) ?? home.pair;
  const decided = decideRevoke(world.member(by).desk.store.get(recordId(KEYS, digitsOf(key))), '遗失');
  if (!decided.ok) return;
  await say(world, by, 'retired', [key.sign], decided.value);
  await world.useKeys(by);
}

/** A key is lost while a package signed with it is on its way; whoever found it sends another. */
export async function lose(world: World, whom: number, by: number, restored: boolean): Promise<void> {
  if (restored) await world.member(by).backup();
  await world.post(whom, by, SPACES, 'blind');
  await world.member(whom).renewKey();
  await revoke(world, by, whom);
  await world.post(whom, by, SPACES, 'blind', true);
  if (restored) await world.restore(by, 0);
}

/** The key of the unit is replaced by another for all desks it is sealed to; made where there is none. */
export async function renewUnitKey(world: World, by: number): Promise<void> {
  await world.useKeys(by);
  const { office, keys } = world.member(by).home;
  const known = unitKeysOf(office);
  const live = known.flatMap(({ retired, sign }) => (retired ? [] : [sign]));
  const { pair, made } = await makeUnitKey(office);
  const decided = live.length === 0 ? decideMakeUnitKey(known, made) : decideRenewUnitKey(known, made, '遗失');
  if (!decided.ok) return;
  await keys.adoptUnit(HOME, pair);
  await say(world, by, 'retired', live, decided.value);
}

/** The first ops of such a step say it, one of each key. */
async function say(
  world: World,
  by: number,
  what: 'paired' | 'retired',
  signs: readonly string[],
  decision: Decision,
): Promise<void> {
  const { ops } = await world.commit(by, decision);
  for (const [i, sign] of signs.entries()) {
    const op = ops[i];
    if (op !== undefined) world.trusts.say(what, sign, op);
  }
}
