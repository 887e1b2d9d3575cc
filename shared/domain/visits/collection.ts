import { localDateAt, parseLocalDate, toDayNumber } from '../../calendar/local-date';
import type { Json, JsonObject } from '../../kernel/json';
import type { CollectionDef, ColumnDef } from '../../ledger/collection';
import { isConfidential } from './choices';
import { seriesOf } from './numbers';

const text = (value: JsonObject, field: string): string | undefined => {
  const found = value[field];
  return typeof found === 'string' && found !== '' ? found : undefined;
};
const texts = (value: JsonObject, ...fields: string[]): string[] => fields.flatMap((f) => text(value, f) ?? []);

const dict = (field: string): ColumnDef => ({ type: 'dict', of: (value) => text(value, field) });
const flag = (field: string): ColumnDef => ({ type: 'int', of: (value) => (value[field] === true ? 1 : 0) });
const day = (field: string): ColumnDef => ({
  type: 'int',
  of: (value) => {
    const date = parseLocalDate(text(value, field) ?? '');
    return date === undefined ? undefined : toDayNumber(date);
  },
});
const count = (field: string): ColumnDef => ({
  type: 'int',
  of: (value) => (typeof value[field] === 'number' ? value[field] : undefined),
});

const representatives = (value: JsonObject): JsonObject[] =>
  (Array.isArray(value.representatives) ? value.representatives : []).filter(
    (r: Json): r is JsonObject => r !== null && typeof r === 'object' && !Array.isArray(r),
  );
const people = (value: JsonObject, field: string): string[] => [
  ...texts(value, field),
  ...representatives(value).flatMap((r) => texts(r, field)),
];

/** How lists of visits are filtered, sorted and searched. */
export const visitsCollection: CollectionDef = {
  name: 'visits',
  columns: {
    visitNo: { type: 'text', of: (value) => text(value, 'visitNo') },
    /** 年—机号, under which serials are counted. */
    series: {
      type: 'dict',
      of: (value) => {
        const no = text(value, 'visitNo');
        return no === undefined ? undefined : seriesOf(no);
      },
    },
    petitionDate: day('petitionDate'),
    registeredOn: {
      type: 'int',
      of: (value) =>
        typeof value.registeredAt === 'number' ? toDayNumber(localDateAt(value.registeredAt)) : undefined,
    },
    name: { type: 'text', of: (value) => text(value, 'name') },
    idNos: { type: 'keys', of: (value) => people(value, 'idNo') },
    phones: { type: 'keys', of: (value) => people(value, 'phone') },
    channel: dict('channel'),
    visitKind: dict('visitKind'),
    headcount: count('headcount'),
    purpose: dict('purpose'),
    categoryCode: dict('categoryCode'),
    problemRegion: dict('problemRegion'),
    /** 检举控告: kept out of sheets that leave the desk. */
    confidential: { type: 'int', of: (value) => (isConfidential(text(value, 'purpose')) ? 1 : 0) },
    isRepeat: flag('isRepeat'),
    handlingMode: dict('handlingMode'),
    responsibleUnit: dict('responsibleUnit'),
    receivedBy: dict('receivedBy'),
  },
  text: (value) => [
    ...texts(value, 'visitNo', 'caseNo', 'address', 'workplace', 'title', 'summary', 'demand', 'facts', 'problemPlace'),
    ...people(value, 'name'),
    ...people(value, 'idNo'),
    ...people(value, 'phone'),
  ],
  names: (value) => people(value, 'name'),
};

export const visitCollections: readonly CollectionDef[] = [visitsCollection, { name: 'visitPolicy', columns: {} }];
