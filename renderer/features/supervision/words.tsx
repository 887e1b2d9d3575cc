import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { SITUATION_NAMES, type Situation } from '#shared/domain/supervision/situation';
import { COLOURS, type Colour, SUPERVISION_STATES, type SupervisionState } from '#shared/domain/supervision/state';
import { VIOLATIONS, violationArticle, type ViolationCode } from '#shared/domain/supervision/violations';
import type { RecordId } from '#shared/kernel/ids';
import type { Option } from '../../ui/form/fields';
import { casePath } from '../cases/index';

export const VIOLATION_OPTIONS: Option[] = Object.entries(VIOLATIONS).map(([value, text]) => ({
  value,
  label: `${violationArticle(value as ViolationCode).replace('《信访工作条例》', '')}：${text}`,
  keywords: value,
}));

/** The screen stands where visitors can see it: what belongs to an accusation is not shown in lists. */
export const subjectOf = ({ subject, confidential }: { readonly subject: string; readonly confidential: boolean }) =>
  confidential ? '（保密）' : subject;

export type ShortOf = (unit: string) => string;
/** As tables call a unit; its name in full on pointing at it. */
export const UnitCell = ({ row, short }: { row: { unit: RecordId; unitName: string }; short: ShortOf }) => (
  <span title={row.unitName}>{short(row.unit)}</span>
);

export const timesText = (no: number): string => `第 ${no} 次`;
export const lateText = (days: number | undefined): string => (days === undefined || days === 0 ? '' : `${days} 天`);

export const situationsText = (situations: readonly Situation[]): string =>
  [...new Set(situations)].map((situation) => SITUATION_NAMES[situation]).join('、');

const TAG_COLOURS: { readonly [C in Colour]: string } = { red: 'red', yellow: 'gold', blue: 'blue' };

/** 三色档案; said in words too, so that it does not hang on the colour alone. */
export const ColourTag = ({ colour }: { colour: Colour | undefined }): ReactNode =>
  colour === undefined ? (
    ''
  ) : (
    <Tag color={TAG_COLOURS[colour]}>
      {COLOURS[colour].title} {COLOURS[colour].meaning}
    </Tag>
  );

const STATE_COLOURS: { readonly [S in SupervisionState]: string } = {
  waiting: 'blue',
  overdue: 'red',
  answered: 'gold',
  closed: 'green',
};
export const StateTag = ({ state, voided }: { state: SupervisionState; voided: boolean }) =>
  voided ? <Tag>已撤销</Tag> : <Tag color={STATE_COLOURS[state]}>{SUPERVISION_STATES[state]}</Tag>;

export const CaseLink = ({ id, caseNo }: { id: RecordId; caseNo: string }) => <Link href={casePath(id)}>{caseNo}</Link>;
