import type { RecordId } from '../../kernel/ids';
import type { Person } from './person';
import type { Unit } from './unit';

/** The directory as computed from the ledger, small enough to be held whole. */
export interface Directory {
  readonly units: ReadonlyMap<RecordId, Unit>;
  readonly persons: ReadonlyMap<RecordId, Person>;
}

export function createDirectory(units: Iterable<Unit>, persons: Iterable<Person>): Directory {
  return {
    units: new Map([...units].toSorted(byOrder).map((unit) => [unit.id, unit])),
    persons: new Map([...persons].toSorted(byOrder).map((person) => [person.id, person])),
  };
}

const LAST = 100_000;
const byOrder = (a: { order?: number; id: RecordId }, b: { order?: number; id: RecordId }): number =>
  (a.order ?? LAST) - (b.order ?? LAST) || (a.id < b.id ? -1 : 1);

/** The unit that stands for `id` today: mergers are followed to the end. */
export function currentUnit(directory: Directory, id: RecordId): Unit | undefined {
  const seen = new Set<RecordId>();
  let unit = directory.units.get(id);
  while (unit?.mergedInto !== undefined && !seen.has(unit.id)) {
    seen.add(unit.id);
    const next = directory.units.get(unit.mergedInto);
    if (next === undefined) return unit;
    unit = next;
  }
  return unit;
}

/** From the root down to the unit itself. Two desks that moved units into each other can leave a ring: it is cut. */
export function pathOf(directory: Directory, id: RecordId): readonly Unit[] {
  const path: Unit[] = [];
  for (
    let unit = directory.units.get(id);
    unit !== undefined && !path.includes(unit);
    unit = parentOf(directory, unit)
  ) {
    path.unshift(unit);
  }
  return path;
}

const parentOf = (directory: Directory, unit: Unit): Unit | undefined =>
  unit.parent === null ? undefined : directory.units.get(unit.parent);

export const isWithin = (directory: Directory, id: RecordId, ancestor: RecordId): boolean =>
  pathOf(directory, id).some((unit) => unit.id === ancestor);

export const childrenOf = (directory: Directory, id: RecordId): readonly Unit[] =>
  [...directory.units.values()].filter((unit) => unit.parent === id);

export const personsOf = (directory: Directory, unit: RecordId): readonly Person[] =>
  [...directory.persons.values()].filter((person) => person.unit === unit);
