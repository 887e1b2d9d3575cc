import type { Json, JsonObject } from '../../kernel/json';
import type { CaseState } from '../cases/state';
import { REPLY_CONCLUSIONS, REVIEW_CONCLUSIONS } from '../cases/state';
import { conclusionsOf, DELIVERY_WAYS } from '../cases/steps/answering';
import { paperFields } from './data';
import type { Field, Fields } from './field';
import type { DocumentType } from './kinds';
import { canBeAbsent } from './words';

/** How a datum of a paper is filled in on the screen. */
export interface PaperControl {
  readonly key: string;
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  readonly control: 'line' | 'text' | 'day' | 'count' | 'list';
  /** Of an entry of a list. */
  readonly items?: readonly PaperControl[];
}

/** Written at length, although their explanation does not say that they may have paragraphs. */
const LONG: ReadonlySet<string> = new Set(
  '诉求 请求 依据 理由 期限说明 法定途径 交办意见 批示 办理结果 接谈意见 领导意见 事实理由 答复 内容 意见 苗头动向 下一步 拟办意见 结论说明'.split(
    ' ',
  ),
);

/** Given by the desk: the unit that signs, the number. */
const GIVEN: ReadonlySet<string> = new Set(['organ', 'docNo']);

/** The form of a kind of paper, in the order of its data. */
export const paperControls = (kind: DocumentType): readonly PaperControl[] =>
  Object.entries(paperFields(kind)).flatMap(([key, field]) => (GIVEN.has(key) ? [] : [controlOf(key, field)]));

function controlOf(key: string, field: Field): PaperControl {
  const { name, help, items } = field;
  const control = kindOf(field);
  return {
    key,
    name,
    help,
    control,
    required: !canBeAbsent(field),
    ...(items === undefined ? {} : { items: Object.entries(items).map(([k, f]) => controlOf(k, f)) }),
  };
}

function kindOf({ name, help, items, schema }: Field): PaperControl['control'] {
  if (items !== undefined) return 'list';
  if (schema.safeParse(3).success) return 'count';
  if (schema.safeParse('2026-12-15').success && !schema.safeParse('文').success) return 'day';
  return help.includes('可以分段') || LONG.has(name) ? 'text' : 'line';
}

/** The words to choose from where the law leaves a choice; none where the clerk writes freely. */
export function choicesOf(kind: DocumentType, key: string, state: CaseState): readonly string[] {
  if (key === 'conclusion' && kind === 'HandlingOpinion') {
    return conclusionsOf(state.triage?.triageClass).map((conclusion) => REPLY_CONCLUSIONS[conclusion]);
  }
  if (key === 'conclusion' && (kind === 'ReviewOpinion' || kind === 'FinalReviewOpinion')) {
    return Object.values(REVIEW_CONCLUSIONS);
  }
  if (key === 'method' && kind === 'ServiceReceipt') return Object.values(DELIVERY_WAYS);
  if (key === 'decline') return ['不予受理', '不再受理'];
  return key === 'advice' ? ['改进工作', '完善政策', '追究责任'] : [];
}

/** What of half-filled data a template can be shown with; the rest is left out. */
export const fillable = (kind: DocumentType, data: JsonObject): JsonObject => soundOf(paperFields(kind), data);

function soundOf(fields: Fields, data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, { items }]): [string, Json][] => {
      const value = data[key];
      if (items !== undefined && Array.isArray(value)) {
        return [[key, value.map((entry: Json) => soundOf(items, isObject(entry) ? entry : {}))]];
      }
      return typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [];
    }),
  );
}

const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
