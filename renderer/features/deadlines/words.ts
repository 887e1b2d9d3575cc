import {
  DEADLINE_KINDS,
  DEADLINES,
  DeadlineKind,
  Length,
  LENGTH_UNITS,
  type LengthUnit,
  lengthText,
} from '#shared/domain/deadlines/kind';
import type { Option } from '../../ui/form/fields';

const UNIT_TITLES: { readonly [U in LengthUnit]: string } = {
  natural_day: '日（自然日）',
  working_day: '工作日',
  calendar_month: '个月',
};
export const unitOptions: Option[] = LENGTH_UNITS.map((unit) => ({ value: unit, label: UNIT_TITLES[unit] }));

export const kindOptions: Option[] = DEADLINE_KINDS.map((kind) => ({
  value: kind,
  label: DEADLINES[kind].title,
  keywords: kind.toLowerCase(),
}));

export const JUDGE_BY = { rolled: '顺延末日', nominal: '名义末日' } as const;

const kindTitles: { readonly [kind: string]: string } = Object.fromEntries(
  DEADLINE_KINDS.map((kind) => [kind, DEADLINES[kind].title]),
);

/** Names of what 变更记录 shows of the policy. */
export const POLICY_LABELS: Readonly<Record<string, string>> = {
  ...kindTitles,
  rollOver: '遇休假日顺延',
  judgeBy: '判断超期',
  remindWorkdays: '提前提醒',
  lateSilenceAccepts: '逾期未提异议视为认领',
  hearingPauses: '扣除听证时间的期限',
  objectionPauses: '扣除异议核实时间的期限',
};
export const SLA_LABELS: Readonly<Record<string, string>> = {
  stage1: '第一阶段',
  stage2: '第二阶段',
  note: '说明',
  active: '启用',
};

/** Words for what is kept as a code or as a length. */
export function policyWords(field: string, value: unknown): string | undefined {
  const length = Length.safeParse(value);
  if (length.success) return lengthText(length.data);
  if (value === null && DeadlineKind.safeParse(field).success) return '原期限';
  if (field === 'judgeBy') return value === 'rolled' ? JUDGE_BY.rolled : JUDGE_BY.nominal;
  if (Array.isArray(value) && value.length > 0) return value.map((kind) => kindTitles[String(kind)] ?? kind).join('、');
  return undefined;
}
