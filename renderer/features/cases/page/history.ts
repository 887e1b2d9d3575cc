import { CASE_LABELS } from '#shared/domain/cases/labels';
import { stepFacts } from '#shared/domain/cases/present';
import { STEPS, stepOf } from '#shared/domain/cases/steps/index';
import { clockText, type NameOf, presentValue } from '#shared/domain/visits/present';
import { keyOf, type RecordId } from '#shared/kernel/ids';

/** Names of what 变更记录 of a case shows: its fields and, for what was done, its steps. */
export const HISTORY_LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(STEPS).map(([name, { title }]) => [name, title])),
  ...Object.fromEntries(Object.entries(CASE_LABELS).map(([field, label]) => [field, label ?? field])),
  '': '撤回',
};

/** A written value in words; undefined where plain words do. */
export function historyWords(field: string, value: unknown, nameOf: NameOf): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (field === 'registeredAt' && typeof value === 'number') return clockText(value);
  if (field === 'isRepeat') return value === true ? '重复' : '初次';
  if (Array.isArray(value)) {
    return value.some((item) => typeof item === 'object') ? undefined : presentValue(field, value, nameOf);
  }
  if (typeof value === 'string' && field === 'splitFrom') return keyOf(value as RecordId);
  if (typeof value !== 'object') return presentValue(field, value, nameOf);
  return stepOf(field) === undefined ? linkWords(value) : stepWords(field, value, nameOf);
}

function stepWords(step: string, value: object, nameOf: NameOf): string {
  const on = 'on' in value && typeof value.on === 'string' ? [value.on] : [];
  return [...on, ...stepFacts(step, value, nameOf).map(({ label, text }) => `${label}：${text}`)].join('；');
}

/** An entry of a list names a record; a withdrawal says why. */
function linkWords(value: object): string | undefined {
  if ('id' in value && typeof value.id === 'string') return keyOf(value.id as RecordId);
  return 'reason' in value && typeof value.reason === 'string' ? value.reason : undefined;
}
