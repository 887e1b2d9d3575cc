import type { RecordId } from '../../kernel/ids';
import type { Directory } from '../departments/directory';

export interface UnitNaming {
  /** Units that a text mentions by a name they have or had, or calls by their short name alone. */
  readonly unitsIn: (text: string) => readonly RecordId[];
  /** Units of exactly this name or short name. */
  readonly unitsCalled: (name: string) => readonly RecordId[];
}

/** How papers name the units of the directory. */
export function unitNaming({ units }: Directory): UnitNaming {
  const named = [...units.values()].map(({ id, name, short, formerNames }) => ({
    id,
    names: [name, ...formerNames.map((former) => former.name)],
    short,
  }));
  const partsOf = (text: string): string[] => text.split(/[、，,；;\s（）()]+/);
  return {
    unitsIn: (text) =>
      named
        .filter(({ names, short }) => names.some((name) => text.includes(name)) || partsOf(text).includes(short))
        .map(({ id }) => id),
    unitsCalled: (name) =>
      named.filter(({ names, short }) => names.includes(name) || short === name).map(({ id }) => id),
  };
}
