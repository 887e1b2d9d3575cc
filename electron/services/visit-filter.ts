import { toDayNumber } from '#shared/calendar/local-date';
import type { VisitFilter } from '#shared/contract/visits';
import type { Condition, Filter } from '../query/select';

const VOIDED = { valid: 'without', voided: 'only', all: 'with' } as const;

/** What a clerk asks for, as conditions on the columns of visits. */
export function filterOf(ask: VisitFilter): Filter {
  const date = ask.dateOf ?? 'petitionDate';
  const equal = (column: string, value: string | number | undefined): Condition[] =>
    value === undefined ? [] : [{ column, op: 'eq', value }];
  const within = (column: string, value: string | undefined): Condition[] =>
    value === undefined ? [] : [{ column, op: 'prefix', value }];
  const where: Condition[] = [
    ...(ask.from === undefined ? [] : [{ column: date, op: 'gte' as const, value: toDayNumber(ask.from) }]),
    ...(ask.to === undefined ? [] : [{ column: date, op: 'lte' as const, value: toDayNumber(ask.to) }]),
    ...equal('channel', ask.channel),
    ...equal('visitKind', ask.visitKind),
    ...equal('responsibleUnit', ask.unit),
    ...equal('purpose', ask.purpose),
    ...equal('handlingMode', ask.handlingMode),
    ...equal('receivedBy', ask.receivedBy),
    ...equal('isRepeat', ask.isRepeat === undefined ? undefined : Number(ask.isRepeat)),
    ...within('categoryCode', ask.category),
    ...within('problemRegion', regionPrefix(ask.region)),
  ];
  return {
    where,
    voided: VOIDED[ask.status ?? 'valid'],
    ...(ask.text === undefined || ask.text.trim() === '' ? {} : { text: ask.text }),
  };
}

/** `320400` is the whole city: the codes of its districts begin with `3204`. */
export const regionPrefix = (region: string | undefined): string | undefined =>
  region?.replace(/(?<=\/\d{2,4})(00)+$/, '');
