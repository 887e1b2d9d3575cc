import { parseLocalDate, toDayNumber } from '../../calendar/local-date';
import { keyOf } from '../../kernel/ids';
import type { Json, JsonObject } from '../../kernel/json';
import type { CollectionDef, ColumnDef } from '../../ledger/collection';
import { ADVICES, isOpenAdvice, readAdvice } from './advice';
import { readSupervision, SUPERVISIONS } from './schema';
import { TRIGGERS } from './situation';
import { isOpenSupervision, owedSince } from './state';

const text = (value: JsonObject, field: string): string | undefined => {
  const found = value[field];
  return typeof found === 'string' && found !== '' ? found : undefined;
};
const texts = (value: JsonObject, ...fields: string[]): string[] => fields.flatMap((f) => text(value, f) ?? []);
const dict = (field: string): ColumnDef => ({ type: 'dict', of: (value) => text(value, field) });
const words = (field: string): ColumnDef => ({ type: 'text', of: (value) => text(value, field) });
const day = (of: (...given: Parameters<ColumnDef['of']>) => string | undefined): ColumnDef => ({
  type: 'int',
  of: (value, record) => {
    const date = parseLocalDate(of(value, record) ?? '');
    return date === undefined ? undefined : toDayNumber(date);
  },
});
const facts = (value: JsonObject): string[] =>
  (Array.isArray(value['points']) ? value['points'] : [])
    .filter((p: Json): p is JsonObject => p !== null && typeof p === 'object' && !Array.isArray(p))
    .flatMap((p) => texts(p, 'facts'));

/** The petitioner stands before the colon. */
const petitioner = (value: JsonObject): string[] => texts(value, 'subject').map((said) => said.split('：')[0] ?? said);

/** 督办台账. */
export const supervisionsCollection: CollectionDef = {
  name: SUPERVISIONS,
  columns: {
    case: words('case'),
    caseNo: words('caseNo'),
    docNo: words('docNo'),
    letter: words('letter'),
    unit: dict('unit'),
    way: dict('way'),
    no: { type: 'int', of: ({ no }) => (typeof no === 'number' ? no : undefined) },
    issuedOn: day((value) => text(value, 'issuedOn')),
    replyDue: day((_value, record) => {
      const supervision = readSupervision(record);
      return supervision === undefined ? undefined : owedSince(supervision).due;
    }),
    open: {
      type: 'int',
      of: (_value, record) => {
        const supervision = readSupervision(record);
        return supervision !== undefined && isOpenSupervision(supervision) ? 1 : 0;
      },
    },
    situations: {
      type: 'keys',
      of: (_value, record) => (readSupervision(record)?.points ?? []).map(({ kind }) => TRIGGERS[kind].situation),
    },
  },
  text: (value) => [
    ...texts(value, 'caseNo', 'subject', 'docNo', 'requirement'),
    ...texts(value, 'case').map((id) => keyOf(id as Parameters<typeof keyOf>[0])),
    ...facts(value),
  ],
  names: petitioner,
};

/** 三项建议台账. */
export const advicesCollection: CollectionDef = {
  name: ADVICES,
  columns: {
    case: words('case'),
    caseNo: words('caseNo'),
    docNo: words('docNo'),
    unit: dict('unit'),
    kind: dict('kind'),
    issuedOn: day((value) => text(value, 'issuedOn')),
    open: {
      type: 'int',
      of: (_value, record) => {
        const advice = readAdvice(record);
        return advice !== undefined && isOpenAdvice(advice) ? 1 : 0;
      },
    },
  },
  text: (value) => texts(value, 'caseNo', 'subject', 'docNo', 'situation', 'problems'),
  names: petitioner,
};

export const supervisionCollections: readonly CollectionDef[] = [
  supervisionsCollection,
  advicesCollection,
  { name: 'supervisionPolicy', columns: {} },
];
