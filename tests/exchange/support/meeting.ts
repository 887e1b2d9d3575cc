import { undecidedCount } from '#shared/domain/decisions/items';
import { type MemoryDesk, stateOf } from './desk';
import { RECORDS, SPACES } from './records';
import { holds, nameOf } from './truth';
import { hold, type World } from './world';

/** Desks whose key nobody retired. */
function inGoodStanding(world: World): number[] {
  return [...world.members.keys()].filter((i) => !world.trusts.isRetired(world.member(i).home.pair.sign));
}

/** Every acknowledged edit is somewhere, unless it went down with the only disk that had it. */
export function checkNothingLost(world: World): void {
  for (const [key, op] of world.truth.all) {
    const held = world.members.some(({ desk }) => holds(desk, op));
    hold(held || world.truth.lost.has(key), `${key} is nowhere`);
  }
}

/** Whoever saw the same ops of a space shows the same records. */
export function checkAgreement(world: World): void {
  for (const space of SPACES) {
    const on = RECORDS.filter((record) => record.space === space).map(({ id }) => id);
    const seenAlike = new Map<string, MemoryDesk>();
    for (const { desk } of world.members) {
      const seen = JSON.stringify(Object.entries(desk.store.vector(space)).sort());
      const other = seenAlike.get(seen);
      if (other === undefined) seenAlike.set(seen, desk);
      else if (stateOf(other.store, on) !== stateOf(desk.store, on)) {
        throw new Error(`two desks saw the same of ${space} and show different records`);
      }
    }
  }
}

/** Whoever is asked first decides everything that waits; nobody else is asked again. */
export async function settle(world: World, desks: readonly number[]): Promise<void> {
  const [first, ...others] = desks;
  if (first === undefined) return;
  const waiting = (i: number) => {
    const records = RECORDS.map(({ id }) => world.member(i).desk.store.get(id));
    return records.map((record) => (record === undefined ? 0 : undecidedCount(record)));
  };
  for (let turn = 0; waiting(first).some((count) => count > 0); turn++) {
    hold(turn < 100, 'deciding does not end');
    for (const [record, count] of waiting(first).entries()) if (count > 0) await world.decide(first, record, turn);
  }
  for (const i of others) {
    await world.hand(first, i, SPACES);
    hold(!waiting(i).some((count) => count > 0), 'decided once, asked again');
  }
}

/** Everybody in good standing meets the first of them, twice; answers whom to look at. */
export async function meet(world: World): Promise<readonly number[]> {
  const good = inGoodStanding(world);
  const [first] = good;
  if (first === undefined) return [];
  const had = [...world.truth.all.values()].filter((op) => good.some((i) => holds(world.member(i).desk, op)));
  for (const i of good) if (i !== first) await world.hand(i, first, SPACES);
  for (const i of good) if (i !== first) await world.hand(first, i, SPACES);
  for (const i of good) {
    const everything = new Map(SPACES.map((space) => [space, {}] as const));
    const written = world
      .member(i)
      .desk.store.since(everything)
      .flatMap((txn) => txn.ops);
    const keys = new Set(written.map(nameOf));
    for (const op of had) hold(keys.has(nameOf(op)), `${nameOf(op)} is lost`);
  }
  return good;
}
