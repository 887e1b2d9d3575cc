import { type LocalDate, localDateAt, parseLocalDate, yearOf } from '#shared/calendar/local-date';
import { textAt } from '#shared/domain/documents/check-words';
import { papersCollection } from '#shared/domain/documents/collection';
import { type DocumentType, paperKind } from '#shared/domain/documents/kinds';
import {
  docNoOf,
  isNumbered,
  issuedKey,
  type Numbering,
  numberingId,
  numberMark,
  readNumbering,
  type Series,
  seriesKey,
  styleOf,
} from '#shared/domain/documents/number';
import { nextSerial } from '#shared/domain/documents/number-next';
import { type NumberRange, readRange } from '#shared/domain/documents/number-range';
import { RANGES } from '#shared/domain/documents/names';
import { deskOfRun } from '#shared/domain/documents/paper';
import type { RecordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { groupByInTurns } from '../../query/group';
import { selectInTurns } from '../../query/select';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { allRecords } from '../records';

type Deps = Pick<ServiceDeps, 'store' | 'settings'>;

export const numberingOf = ({ store }: Deps, organ: RecordId): Numbering =>
  readNumbering(store.get(numberingId(organ)));

export const shortNameOf = ({ store }: Deps, organ: RecordId): string =>
  directoryOf(store).directory().units.get(organ)?.short ?? '';

/** Numbers of a run known here; those of withdrawn papers count. */
export interface NumbersIn {
  /** Given by desks that may number, with how many papers carry each in a first version. */
  readonly given: ReadonlyMap<number, number>;
  /** On papers of other desks, which came with their cases: by mistake or by malice, and as high as they like. */
  readonly taken: ReadonlySet<number>;
}

export async function numbersIn(deps: Deps, series: Series): Promise<NumbersIn> {
  const groups = await groupByInTurns(deps.store, papersCollection, ['serial', 'run'], {
    where: [
      { column: 'series', op: 'eq', value: seriesKey(series) },
      { column: 'version', op: 'eq', value: 1 },
    ],
    voided: 'with',
  });
  const desks = numberingDesks(deps, series);
  const given = new Map<number, number>();
  const taken = new Set<number>();
  for (const { values, count } of groups) {
    const [serial, run] = values;
    if (typeof serial !== 'number') continue;
    if (desks.has(deskOfRun(String(run)))) given.set(serial, (given.get(serial) ?? 0) + count);
    else taken.add(serial);
  }
  return { given, taken };
}

/** This desk, the 编号机 of the organ and those before it, and whoever has or had a range. */
function numberingDesks(deps: Deps, series: Series): ReadonlySet<string> {
  const record = deps.store.get(numberingId(series.organ));
  const numbering = readNumbering(record).desk;
  const desks = [
    deps.settings.identity()?.deskPrefix,
    numbering,
    ...(record?.heads?.[DESK] === undefined ? [] : formerDesks(deps, record.id)),
    ...rangesOf(deps, series).map(({ desk }) => desk),
  ];
  return new Set(desks.filter((desk) => desk !== undefined));
}

const DESK = 'desk';

function formerDesks({ store }: Deps, id: RecordId): readonly string[] {
  const ops = store.history(id).flatMap((txn) => txn.ops.filter(({ on }) => on === id));
  const said = ops.map(({ kind, field, value }) => {
    if (kind === 'set') return field === DESK ? value : undefined;
    return kind === 'create' ? (value as JsonObject | undefined)?.[DESK] : undefined;
  });
  return said.filter((desk) => typeof desk === 'string');
}

export const allRanges = ({ store }: Deps): readonly NumberRange[] =>
  [...allRecords(store, RANGES)].flatMap((record) => readRange(record) ?? []);

export const rangesOf = (deps: Deps, { organ, kind, year }: Series): readonly NumberRange[] =>
  allRanges(deps).filter((range) => range.organ === organ && range.kind === kind && range.year === year);

export const floorOf = ({ settings }: Deps, series: Series, desk: string): number =>
  settings.issued(issuedKey(seriesKey(series), desk));

/** A number about to be given. */
export interface NextNumber {
  readonly docNo: string;
  readonly serial: number;
  readonly series: string;
  readonly numbered: string;
}

/** The number that a paper would get now; undefined for kinds that have none. */
export async function nextNumber(deps: Deps, series: Series): Promise<Result<NextNumber | undefined, Refusal>> {
  return isNumbered(series.kind) ? numberAfter(deps, series, await numbersIn(deps, series)) : ok(undefined);
}

/** The number that follows those known. */
export async function numberAfter(
  deps: Deps,
  series: Series,
  { given, taken }: NumbersIn,
): Promise<Result<NextNumber, Refusal>> {
  const { organ, kind, year } = series;
  const desk = deskOf(deps);
  if (!desk.ok) return desk;
  const numbering = numberingOf(deps, organ);
  const next = nextSerial({
    desk: desk.value,
    numberingDesk: numbering.desk,
    used: [...given.keys()],
    taken,
    floor: floorOf(deps, series, desk.value),
    ranges: rangesOf(deps, series),
    what: paperKind(kind).title,
  });
  if (!next.ok) return next;
  const docNo = docNoOf(styleOf(numbering, kind, shortNameOf(deps, organ)), year, next.value);
  const key = seriesKey(series);
  return (await isTaken(deps, docNo))
    ? refuse(
        'number.taken',
        `文号 ${docNo} 已经用在另一份文书上（可能与另一单位或者文种的代字相同）。请在“系统设置—文书编号”中改用不同的代字。`,
      )
    : ok({ docNo, serial: next.value, series: key, numbered: numberMark(key, desk.value, next.value) });
}

/** The day that stands on a paper; today where it names none. */
export const paperDay = (data: JsonObject, now: number): LocalDate =>
  parseLocalDate(textAt(data, 'issuedOn')) ?? localDateAt(now);

/** The number that a paper would get as it is filled in: its year is that of the day on it. */
export const numberFor = (
  deps: Deps,
  { organ, kind, data }: { readonly organ: RecordId; readonly kind: DocumentType; readonly data: JsonObject },
  now: number,
) => nextNumber(deps, { organ, kind, year: yearOf(paperDay(data, now)) });

async function isTaken({ store }: Deps, docNo: string): Promise<boolean> {
  const where = [{ column: 'docNo', op: 'has' as const, value: docNo }];
  const { rows } = await selectInTurns(store, papersCollection, { where, voided: 'with', limit: 1 });
  return rows.length > 0;
}

export function deskOf({ settings }: Pick<Deps, 'settings'>): Result<string, Refusal> {
  const identity = settings.identity();
  return identity === null
    ? refuse('app.notIdentified', '请先在“系统设置—本机信息”中填写机号、单位和登记员。')
    : ok(identity.deskPrefix);
}
