import type { ReactNode } from 'react';
import type { Side } from '#shared/contract/merge';
import { formatInstant } from '../../ui/format';

interface Props {
  readonly side: Side;
  readonly mark: string;
  readonly title?: string;
  readonly children?: ReactNode;
}

/** One of the contents, with who wrote it, where and when. */
export const SideView = ({ side, mark, title, children }: Props) => (
  <div className="decision-side">
    <small>{mark}</small>
    {title === undefined ? null : <strong>{title}</strong>}
    <div className="decision-text">{side.text}</div>
    <small>
      {side.by}（{side.desk}），{side.unitName}，{formatInstant(side.at)}
    </small>
    {children}
  </div>
);
