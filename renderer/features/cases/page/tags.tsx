import { Tag } from 'antd';
import type { CaseRow } from '#shared/contract/case-view';
import type { CaseStatus } from '#shared/domain/cases/status';
import { overlaysOf, STATUS_TONES, statusName, TONE_COLOURS } from '../words';

export const StatusTag = ({ status }: { status: CaseStatus }) => (
  <Tag color={TONE_COLOURS[STATUS_TONES[status]]}>{statusName(status)}</Tag>
);

/** Status and 叠加标记 of a case. */
export const CaseTags = ({ row }: { row: CaseRow }) => (
  <span className="case-tags" role="group" aria-label="状态">
    <StatusTag status={row.status} />
    {row.voided ? <Tag>已作废</Tag> : null}
    {overlaysOf(row).map(({ key, text, colour }) => (
      <Tag key={key} color={colour} variant="outlined">
        {text}
      </Tag>
    ))}
  </span>
);
