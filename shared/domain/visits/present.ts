import { localDateAt } from '../../calendar/local-date';
import type { RecordId } from '../../kernel/ids';
import { GENDERS, ID_TYPES, type Words } from '../petitioners/choices';
import {
  CHANNELS,
  HANDLING_MODES,
  PROCEDURES,
  RISK_FLAGS,
  SATISFACTION,
  SOURCES,
  VISIT_KINDS,
  VULNERABILITIES,
} from './choices';
import type { GIVEN_LABELS } from './labels';
import type { Visit, VisitField } from './schema';

/** Says the name of a unit, region, category or purpose. */
export type NameOf = (id: RecordId) => string;
export type PresentableField = VisitField | keyof typeof GIVEN_LABELS;

const CODED: { readonly [field in PresentableField]?: Words } = {
  gender: GENDERS,
  idType: ID_TYPES,
  channel: CHANNELS,
  source: SOURCES,
  visitKind: VISIT_KINDS,
  handlingMode: HANDLING_MODES,
  satisfaction: SATISFACTION,
  riskFlags: RISK_FLAGS,
  vulnerabilities: VULNERABILITIES,
};
const NAMED: ReadonlySet<PresentableField> = new Set([
  'addressRegion',
  'purpose',
  'categoryCode',
  'problemRegion',
  'receivingUnit',
  'companionUnits',
  'responsibleUnit',
  'registeredUnit',
]);

/** A field in Chinese words, as lists, sheets and papers show it; '' when nothing is said. */
export function presentField(visit: Visit, field: PresentableField, nameOf: NameOf): string {
  if (field === 'isRepeat') return visit.isRepeat === true ? '重复' : '初次';
  if (field === 'registeredAt') return clockText(visit.registeredAt);
  if (field === 'representatives') return (visit.representatives ?? []).map(personText).join(';');
  if (field === 'priorProcedures') {
    return (visit.priorProcedures ?? [])
      .map((p) => [PROCEDURES[p.kind], p.organ, p.docNo].filter(Boolean).join(' '))
      .join(';');
  }
  return presentValue(field, visit[field], nameOf);
}

/** A single written value of a field, as 变更记录 holds it. */
export function presentValue(field: string, value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return value.map((v) => presentValue(field, v, nameOf)).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  const words = CODED[field as PresentableField];
  if (words !== undefined) return words[value] ?? value;
  return NAMED.has(field as PresentableField) ? nameOf(value as RecordId) : value;
}

const personText = (p: { name?: string | undefined; idNo?: string | undefined; phone?: string | undefined }): string =>
  [p.name, p.idNo, p.phone].filter(Boolean).join(' ');

/** Time in China at an instant: `2026-11-23 10:42:07`. */
export function clockText(millis: number): string {
  const inDay = Math.floor(millis / 1000 + 8 * 3600) % 86_400;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${localDateAt(millis)} ${two(inDay / 3600)}:${two((inDay / 60) % 60)}:${two(inDay % 60)}`;
}
