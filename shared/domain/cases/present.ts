import { keyOf, type RecordId } from '../../kernel/ids';
import { STEP_LABELS } from './labels';
import { FLAGS, RATED_SIDES, RATINGS, REPLY_CONCLUSIONS, REVIEW_CONCLUSIONS } from './state';
import { FOLLOW_UP_WAYS } from './steps/notes';
import { DELIVERY_WAYS } from './steps/answering';
import { LEGAL_PATHS, pathNumeral, TRIAGE, type LegalPath, type TriageClass } from './triage';

/** Says the name of a unit, region, category or purpose. */
type NameOf = (id: RecordId) => string;
type Words = { readonly [code: string]: string };

const CODED: { readonly [field: string]: Words } = {
  triageClass: Object.fromEntries(Object.entries(TRIAGE).map(([code, { title }]) => [code, title])),
  legalPath: Object.fromEntries(
    Object.entries(LEGAL_PATHS).map(([code, { title }]) => [code, `${pathNumeral(code as LegalPath)}${title}`]),
  ),
  conclusion: { ...REPLY_CONCLUSIONS, ...REVIEW_CONCLUSIONS },
  way: { ...DELIVERY_WAYS, ...FOLLOW_UP_WAYS },
  side: RATED_SIDES,
  flag: FLAGS,
  process: RATINGS,
};
const UNITS = new Set(['unit', 'accused', 'proposedUnit']);

/** What was filled in for a step, as label and words, in the order of the labels. */
export function stepFacts(step: string, value: unknown, nameOf: NameOf): { label: string; text: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const filled = value as { readonly [field: string]: unknown };
  return Object.keys(STEP_LABELS).flatMap((field) => {
    const text = field === 'on' ? '' : wordsOf(step, field, filled[field], nameOf);
    return text === '' ? [] : [{ label: labelOf(step, field), text }];
  });
}

const labelOf = (step: string, field: string): string =>
  (field === 'organ' && step.startsWith('apply') ? '复查、复核机关' : undefined) ?? STEP_LABELS[field] ?? field;

function wordsOf(step: string, field: string, value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === null || value === '' || value === false) return '';
  if (value === true) return '是';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    return value
      .map((item) => wordsOf(step, field, item, nameOf))
      .filter(Boolean)
      .join('、');
  }
  if (typeof value === 'object') return coUnit(value, nameOf);
  if (typeof value !== 'string') return '';
  if (UNITS.has(field) || (field === 'organ' && step.startsWith('apply'))) return nameOf(value as RecordId);
  if (field === 'into') return keyOf(value as RecordId);
  if (field === 'result' && step === 'rate') return RATINGS[value as keyof typeof RATINGS] ?? value;
  return CODED[field]?.[value] ?? value;
}

function coUnit(value: object, nameOf: NameOf): string {
  const unit = 'unit' in value && typeof value.unit === 'string' ? nameOf(value.unit as RecordId) : '';
  return 'due' in value && typeof value.due === 'string' ? `${unit}（${value.due} 前）` : unit;
}

/** 申诉求决类·途径⑥ in a word. */
export const triageText = (triageClass: TriageClass | undefined, legalPath: LegalPath | undefined): string =>
  triageClass === undefined
    ? ''
    : `${TRIAGE[triageClass].title}${legalPath === undefined ? '' : `·途径${pathNumeral(legalPath)}`}`;
