import { addDays, type LocalDate, toDayNumber, weekdayOf } from '#shared/calendar/local-date';
import type { Clock } from '#shared/contract/case-view';
import type { CaseFilter } from '#shared/contract/cases';
import type { DueRange } from '#shared/domain/cases/due';
import { type Directory, isWithin } from '#shared/domain/departments/directory';
import type { RecordId } from '#shared/kernel/ids';
import type { Condition, Filter } from '../../query/select';
import { namePinyin } from '../../query/pinyin';
import { regionPrefix } from '../visit-filter';
import { isOwed } from './counting';
import type { LiveCase } from './live';

const VOIDED = { valid: 'without', voided: 'only', all: 'with' } as const;

/** What a clerk asks for, as conditions on the columns of cases; `live` are the cases with limits, when the ask names some. */
export function caseFilterOf(
  ask: CaseFilter,
  directory: Directory,
  live: ReadonlyMap<RecordId, LiveCase>,
  today: LocalDate,
): Filter {
  const equal = (column: string, value: string | number | undefined): Condition[] =>
    value === undefined ? [] : [{ column, op: 'eq', value }];
  const within = (column: string, value: string | undefined): Condition[] =>
    value === undefined ? [] : [{ column, op: 'prefix', value }];
  const where: Condition[] = [
    ...(ask.from === undefined ? [] : [{ column: 'openedOn', op: 'gte' as const, value: toDayNumber(ask.from) }]),
    ...(ask.to === undefined ? [] : [{ column: 'openedOn', op: 'lte' as const, value: toDayNumber(ask.to) }]),
    ...(ask.status === undefined || ask.status.length === 0
      ? []
      : [{ column: 'status', op: 'in' as const, value: ask.status }]),
    ...equal('live', ask.open === undefined ? undefined : Number(ask.open)),
    ...equal('channel', ask.channel),
    ...equal('visitKind', ask.visitKind),
    ...equal('triageClass', ask.triageClass),
    ...equal('legalPath', ask.legalPath),
    ...equal('purpose', ask.purpose),
    ...equal('firstContact', ask.firstContact),
    ...equal('isRepeat', ask.isRepeat === undefined ? undefined : Number(ask.isRepeat)),
    ...equal('disputed', ask.disputed === undefined ? undefined : Number(ask.disputed)),
    ...within('categoryCode', ask.category),
    ...within('problemRegion', regionPrefix(ask.region)),
    ...(ask.unit === undefined ? [] : [{ column: 'host', op: 'in' as const, value: unitsWithin(directory, ask.unit) }]),
    ...(ask.flag === undefined ? [] : [{ column: 'flags', op: 'has' as const, value: ask.flag }]),
    ...(ask.due === undefined ? [] : [dueCondition(ask.due, live, today)]),
  ];
  return {
    where,
    voided: VOIDED[ask.voided ?? 'valid'],
    ...(ask.text === undefined || ask.text.trim() === '' ? {} : { text: ask.text, meaning: unitMeaning(directory) }),
  };
}

const unitsWithin = (directory: Directory, unit: RecordId): RecordId[] =>
  [...directory.units.keys()].filter((id) => isWithin(directory, id, unit));

/** A word, or pinyin initials, that is part of a unit's name finds the cases with that unit. */
const unitMeaning =
  (directory: Directory) =>
  (term: string): Condition | undefined => {
    const units = [...directory.units.values()].filter(
      ({ name, short }) =>
        name.includes(term) || short.includes(term) || [name, short].some((said) => namePinyin(said).initials === term),
    );
    return units.length === 0 ? undefined : { column: 'host', op: 'in', value: units.map(({ id }) => id) };
  };

function dueCondition(range: DueRange, live: ReadonlyMap<RecordId, LiveCase>, today: LocalDate): Condition {
  const value = [...live.values()]
    .filter(({ clocks }) => clocks.some((clock) => isDue(clock, range, today)))
    .flatMap(({ record }) => (typeof record.value['caseNo'] === 'string' ? record.value['caseNo'] : []));
  return { column: 'caseNo', op: 'in', value };
}

/** 本周 ends on Sunday; what is overdue is not due this week any more. */
export function isDue(
  clock: Pick<Clock, 'kind' | 'stopped' | 'lastDay' | 'state'>,
  range: DueRange,
  today: LocalDate,
): boolean {
  const { stopped, lastDay, state } = clock;
  if (stopped !== undefined || lastDay === undefined || state === 'paused' || !isOwed(clock)) return false;
  switch (range) {
    case 'today':
      return lastDay === today;
    case 'week':
      return lastDay >= today && lastDay <= addDays(today, 7 - weekdayOf(today));
    case 'overdue':
      return state === 'overdue';
    case 'soon':
      return state === 'soon' || state === 'today';
  }
}
