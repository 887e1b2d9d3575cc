import { parseLocalDate, toDayNumber } from '../../calendar/local-date';
import type { Json, JsonObject } from '../../kernel/json';
import type { CollectionDef, ColumnDef } from '../../ledger/collection';
import type { Folded } from '../../ledger/fold';
import { isAccusation } from './confidential';
import { CONTACTS, liveLinks } from './decide';
import { caseStateOf, runningClocks } from './machine';
import type { CaseState } from './state';
import { isOpen } from './status';

const text = (value: JsonObject, field: string): string | undefined => {
  const found = value[field];
  return typeof found === 'string' && found !== '' ? found : undefined;
};
const texts = (value: JsonObject, ...fields: string[]): string[] => fields.flatMap((f) => text(value, f) ?? []);
const dict = (field: string): ColumnDef => ({ type: 'dict', of: (value) => text(value, field) });
const flag = (field: string): ColumnDef => ({ type: 'int', of: (value) => (value[field] === true ? 1 : 0) });
const dayNumber = (date: string | undefined): number | undefined => {
  const parsed = parseLocalDate(date ?? '');
  return parsed === undefined ? undefined : toDayNumber(parsed);
};
const byState = (of: (state: CaseState) => string | undefined): ColumnDef => ({
  type: 'dict',
  of: (_value, record) => of(caseStateOf(record)),
});

const people = (value: JsonObject, field: string): string[] =>
  (Array.isArray(value['petitioners']) ? value['petitioners'] : [])
    .filter((p: Json): p is JsonObject => p !== null && typeof p === 'object' && !Array.isArray(p))
    .flatMap((p) => texts(p, field));

/** Somebody still owes something: the case is open, or a report on it is. */
export const isLive = (record: Folded): boolean => {
  const state = caseStateOf(record);
  return isOpen(state.status) || runningClocks(state).length > 0;
};

/** How lists of cases are filtered, sorted and searched. */
export const casesCollection: CollectionDef = {
  name: 'cases',
  columns: {
    caseNo: { type: 'text', of: (value) => text(value, 'caseNo') },
    openedOn: { type: 'int', of: (value) => dayNumber(text(value, 'openedOn')) },
    name: { type: 'text', of: (value) => people(value, 'name')[0] },
    idNos: { type: 'keys', of: (value) => people(value, 'idNo') },
    phones: { type: 'keys', of: (value) => people(value, 'phone') },
    contacts: { type: 'keys', of: (_value, record) => liveLinks(record, CONTACTS) },
    channel: dict('channel'),
    visitKind: dict('visitKind'),
    purpose: dict('purpose'),
    categoryCode: dict('categoryCode'),
    problemRegion: dict('problemRegion'),
    receivingUnit: dict('receivingUnit'),
    firstContact: dict('firstContact'),
    isRepeat: flag('isRepeat'),
    splitFrom: dict('splitFrom'),
    status: byState((state) => state.status),
    since: { type: 'int', of: (_value, record) => dayNumber(caseStateOf(record).since) },
    host: byState((state) => state.host),
    triageClass: byState((state) => state.triage?.triageClass),
    legalPath: byState((state) => state.triage?.legalPath),
    endReason: byState((state) => state.end?.reason),
    live: { type: 'int', of: (_value, record) => (isLive(record) ? 1 : 0) },
    confidential: { type: 'int', of: (_value, record) => (isAccusation(record) ? 1 : 0) },
    disputed: { type: 'int', of: (_value, record) => (caseStateOf(record).missteps.length > 0 ? 1 : 0) },
    flags: { type: 'keys', of: (_value, record) => caseStateOf(record).flags },
  },
  text: (value) => [
    ...texts(value, 'caseNo', 'title', 'summary', 'demand', 'facts', 'problemPlace', 'firstContact'),
    ...people(value, 'name'),
    ...people(value, 'idNo'),
    ...people(value, 'phone'),
    ...people(value, 'address'),
  ],
  names: (value) => people(value, 'name'),
};

export const caseCollections: readonly CollectionDef[] = [casesCollection];
