import type { RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import type { Directory } from './directory';
import type { Person } from './person';
import { PERSON_COLUMNS, type SheetColumn, UNIT_COLUMNS } from './sheet';
import type { Unit } from './unit';

/** A unit as a line of the sheet: the values its columns show and read. */
export const unitLine = (unit: Unit): JsonObject => ({
  ...pick(unit, UNIT_COLUMNS),
  parent: unit.parent ?? undefined,
  weeklyRotation: unit.weeklyRotation ?? false,
  leaderDay: unit.leaderDay ?? false,
});

export const personLine = (directory: Directory, person: Person): JsonObject => ({
  ...pick(person, PERSON_COLUMNS),
  secondedFrom: person.secondment?.from,
  secondedUntil: person.secondment?.until,
  firstResponsible: directory.units.get(person.unit)?.firstResponsible === person.id,
});

/** Units so that each stands below its parent, then those whose parent is nowhere. */
export function unitsInTreeOrder(directory: Directory): readonly Unit[] {
  const listed = new Map<RecordId, Unit>();
  const visit = (parent: RecordId | null): void => {
    for (const unit of directory.units.values()) {
      if (unit.parent !== parent || listed.has(unit.id)) continue;
      listed.set(unit.id, unit);
      visit(unit.id);
    }
  };
  visit(null);
  for (const unit of directory.units.values()) listed.set(unit.id, unit);
  return [...listed.values()];
}

/** Numbers stay numbers, so that Excel sorts them. */
export const lineCells = (line: JsonObject, columns: readonly SheetColumn[]): readonly (string | number)[] =>
  columns.map(({ field, show }) => {
    const value = line[field];
    return typeof value === 'number' ? value : show(value);
  });

function pick(record: object, columns: readonly SheetColumn[]): JsonObject {
  const fields = new Set(columns.map((column) => column.field));
  return Object.fromEntries(Object.entries(record).filter(([field]) => fields.has(field)));
}
