import { localDateAt, yearOf } from '#shared/calendar/local-date';
import type { NumberingRow, paperSettingsContract } from '#shared/contract/paper-settings';
import {
  decideReserve,
  decideReturn,
  decideSaveNumbering,
  decideSetDesk,
} from '#shared/domain/documents/decide-numbering';
import { DOCUMENT_TYPES, type DocumentType, paperKind } from '#shared/domain/documents/kinds';
import { isNumbered, numberingId, type Series, seriesKey } from '#shared/domain/documents/number';
import { readRange } from '#shared/domain/documents/number-range';
import { RANGES } from '#shared/domain/documents/names';
import { papersCollection } from '#shared/domain/documents/collection';
import { collectionOf, recordId, type RecordId } from '#shared/kernel/ids';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../../ipc/router';
import { countInTurns } from '../../query/select';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { saver } from '../records';
import { inTurn } from './turns';
import {
  allRanges,
  deskOf,
  floorOf,
  numberAfter,
  numberingOf,
  type NumbersIn,
  numbersIn,
  rangesOf,
  shortNameOf,
} from './numbers';

type NumberMethod = Extract<keyof typeof paperSettingsContract, `paperNumbers.${string}`>;

/** 文书编号: codes and forms, who numbers, and ranges for desks without the network. */
export function numberingService(deps: ServiceDeps): Pick<Handlers<typeof paperSettingsContract>, NumberMethod> {
  const { store, settings, random } = deps;
  const save = saver(store);
  const unitOf = (organ: RecordId) => directoryOf(store).directory().units.get(organ);
  const unknown = () => refuse('number.unknownOrgan', '没有找到这个单位，请重新选择。', { field: 'organ' });

  return {
    'paperNumbers.list': async ({ organ, year }) => {
      const unit = unitOf(organ);
      if (unit === undefined) return unknown();
      const { organCode, format, desk } = numberingOf(deps, organ);
      const ownDesk = settings.identity()?.deskPrefix;
      const ranges = allRanges(deps).filter((range) => range.organ === organ && range.year === year);
      const known = new Map<DocumentType, NumbersIn>();
      for (const kind of DOCUMENT_TYPES.filter(isNumbered)) {
        known.set(kind, await numbersIn(deps, { organ, kind, year }));
      }
      return ok({
        organ,
        organName: unit.name,
        usualCode: unit.short,
        ...(organCode === undefined ? {} : { organCode }),
        ...(format === undefined ? {} : { format }),
        ...(desk === undefined ? {} : { desk }),
        ...(ownDesk === undefined ? {} : { ownDesk }),
        rows: await Promise.all([...known].map(([kind, numbers]) => rowOf(deps, { organ, kind, year }, numbers))),
        ranges: ranges
          .toSorted((a, b) => (a.kind === b.kind ? a.from - b.from : a.kind < b.kind ? -1 : 1))
          .map((range) => ({
            ...range,
            title: paperKind(range.kind).title,
            used: [...(known.get(range.kind)?.given.keys() ?? [])].filter((n) => range.from <= n && n <= range.to)
              .length,
          })),
      });
    },
    'paperNumbers.save': (input, call) => {
      const id = numberingId(input.organ);
      return unitOf(input.organ) === undefined
        ? unknown()
        : save(id, decideSaveNumbering(store.get(id), shortNameOf(deps, input.organ), input), call);
    },
    'paperNumbers.setDesk': (input, call) =>
      inTurn(store, () => {
        const id = numberingId(input.organ);
        return unitOf(input.organ) === undefined ? unknown() : save(id, decideSetDesk(store.get(id), input), call);
      }),
    'paperNumbers.reserve': (input, call) =>
      inTurn(store, async () => {
        const desk = deskOf(deps);
        if (!desk.ok) return desk;
        if (unitOf(input.organ) === undefined) return unknown();
        if (!isNumbered(input.kind)) return refuse('number.notNumbered', '这个文种不编文号。', { field: 'kind' });
        if (Math.abs(input.year - yearOf(localDateAt(call.now))) > 1) {
          return refuse('number.year', '只能为今年和前后一年预留号段。', { field: 'year' });
        }
        const key = random.hex(6);
        const at = {
          key,
          desk: desk.value,
          numbering: store.get(numberingId(input.organ)),
          ranges: rangesOf(deps, input),
          used: [...(await numbersIn(deps, input)).given.keys()],
          floor: floorOf(deps, input, desk.value),
        };
        return save(recordId(RANGES, key), decideReserve(input, at), call);
      }),
    'paperNumbers.giveBack': ({ id }, call) =>
      inTurn(store, async () => {
        const desk = deskOf(deps);
        if (!desk.ok) return desk;
        const record = collectionOf(id) === RANGES ? store.get(id) : undefined;
        const range = record === undefined ? undefined : readRange(record);
        if (record === undefined || range === undefined) return refuse('number.noSuchRange', '没有找到这个号段。');
        const known = {
          desk: desk.value,
          used: [...(await numbersIn(deps, range)).given.keys()],
          floor: floorOf(deps, range, desk.value),
        };
        return save(id, decideReturn(record, range, known), call);
      }),
  };
}

async function rowOf(deps: ServiceDeps, series: Series, numbers: NumbersIn): Promise<NumberingRow> {
  const { organ, kind } = series;
  const { given, taken } = numbers;
  const { kinds } = numberingOf(deps, organ);
  const next = await numberAfter(deps, series, numbers);
  const { code, format } = kinds[kind] ?? {};
  const last = Math.max(0, ...given.keys());
  return {
    kind,
    title: paperKind(kind).title,
    usualCode: paperKind(kind).code,
    used: given.size,
    voided: await countInTurns(deps.store, papersCollection, {
      where: [{ column: 'series', op: 'eq', value: seriesKey(series) }],
      voided: 'only',
    }),
    twice: [...given].flatMap(([serial, times]) => (times > 1 || taken.has(serial) ? [serial] : [])),
    ...(code === undefined ? {} : { code }),
    ...(format === undefined ? {} : { format }),
    ...(last === 0 ? {} : { last }),
    ...(next.ok ? { next: next.value.docNo } : { problem: next.error.message }),
  };
}
