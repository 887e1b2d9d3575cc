import { toDayNumber } from '#shared/calendar/local-date';
import type { SupervisionFilter, SupervisionRow } from '#shared/contract/supervision';
import { isWithin } from '#shared/domain/departments/directory';
import { supervisionsCollection } from '#shared/domain/supervision/collection';
import { readSupervision } from '#shared/domain/supervision/schema';
import { keyOf, type RecordId } from '#shared/kernel/ids';
import { type Condition, type Filter, type Order, select } from '../../query/select';
import { directoryOf } from '../directory';
import type { SupervisionDesk } from './desk';
import { matchesText } from './text';
import { sortedBy, supervisionRow } from './view';

export interface ListAsk extends SupervisionFilter {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  readonly order?: readonly { readonly column: string; readonly desc?: boolean | undefined }[] | undefined;
}

interface ListPage {
  readonly rows: SupervisionRow[];
  readonly total: number | undefined;
  readonly more: boolean;
}

const PAGE = 50;

/** 督办台账: what is still open is in memory and judged as of today; the rest is found by its columns. */
export function listSupervisions(desk: SupervisionDesk, ask: ListAsk): ListPage {
  const { offset = 0, limit = PAGE, order } = ask;
  if (!asksForOpen(ask)) {
    const page = select(desk.deps.store, supervisionsCollection, {
      ...filterOf(desk, ask),
      order: (order ?? NEWEST).map(orderOf),
      offset,
      limit,
    });
    const rows = page.rows.flatMap((record) => readSupervision(record) ?? []).map((s) => supervisionRow(desk, s));
    return { rows, total: page.total, more: page.more };
  }
  const test = openTest(desk, ask);
  const found = [...desk.open().values()].map(({ value }) => supervisionRow(desk, value)).filter(test);
  const { column, desc = false } = order?.[0] ?? { column: 'issuedOn', desc: true };
  const sorted = sortedBy(found, (row) => valueOf(row, column), desc);
  return { rows: sorted.slice(offset, offset + limit), total: sorted.length, more: sorted.length > offset + limit };
}

const NEWEST: readonly Order[] = [{ column: 'issuedOn', desc: true }];
const orderOf = ({ column, desc }: { readonly column: string; readonly desc?: boolean | undefined }): Order => ({
  column,
  desc: desc === true,
});

const asksForOpen = ({ state, open, colour }: SupervisionFilter): boolean =>
  open === true || colour !== undefined || (state !== undefined && state !== 'closed');

function unitsWithin(desk: SupervisionDesk, unit: RecordId): RecordId[] {
  const directory = directoryOf(desk.deps.store).directory();
  return [unit, ...[...directory.units.keys()].filter((id) => isWithin(directory, id, unit))];
}

function filterOf(desk: SupervisionDesk, ask: SupervisionFilter): Filter {
  const where: Condition[] = [
    ...(ask.state === 'closed' ? [{ column: 'open', op: 'eq' as const, value: 0 }] : []),
    ...(ask.unit === undefined ? [] : [{ column: 'unit', op: 'in' as const, value: unitsWithin(desk, ask.unit) }]),
    ...(ask.situation === undefined ? [] : [{ column: 'situations', op: 'has' as const, value: ask.situation }]),
    ...(ask.from === undefined ? [] : [{ column: 'issuedOn', op: 'gte' as const, value: toDayNumber(ask.from) }]),
    ...(ask.to === undefined ? [] : [{ column: 'issuedOn', op: 'lte' as const, value: toDayNumber(ask.to) }]),
  ];
  return { where, ...(ask.text === undefined || ask.text.trim() === '' ? {} : { text: ask.text }) };
}

function openTest(desk: SupervisionDesk, ask: SupervisionFilter): (row: SupervisionRow) => boolean {
  const units = ask.unit === undefined ? undefined : new Set(unitsWithin(desk, ask.unit));
  return (row) =>
    (ask.state === undefined || row.state === ask.state) &&
    (ask.colour === undefined || row.colour === ask.colour) &&
    (ask.situation === undefined || row.situations.includes(ask.situation)) &&
    (units === undefined || units.has(row.unit)) &&
    (ask.from === undefined || row.issuedOn >= ask.from) &&
    (ask.to === undefined || row.issuedOn <= ask.to) &&
    matchesText(ask.text, [row.caseNo, keyOf(row.case), row.docNo ?? '', row.unitName, row.subject, row.facts]);
}

const valueOf = (row: SupervisionRow, column: string): string | number | undefined =>
  ({
    issuedOn: row.issuedOn,
    replyDue: row.replyDue,
    caseNo: row.caseNo,
    unit: row.unitName,
    no: row.no,
    docNo: row.docNo,
  })[column];
