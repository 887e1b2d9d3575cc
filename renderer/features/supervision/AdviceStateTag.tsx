import { Tag } from 'antd';
import type { AdviceRow } from '#shared/contract/supervision';
import { ADVICE_STATES } from '#shared/domain/supervision/advice';

const COLOURS = { waiting: 'blue', overdue: 'red', answered: 'green' } as const;

export const AdviceStateTag = ({ row }: { row: Pick<AdviceRow, 'state' | 'voided'> }) =>
  row.voided ? <Tag>已撤销</Tag> : <Tag color={COLOURS[row.state]}>{ADVICE_STATES[row.state]}</Tag>;
