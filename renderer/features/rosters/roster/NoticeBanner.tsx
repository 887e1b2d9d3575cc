import { Button, Tag } from 'antd';
import type { NoticeState, RosterView } from '#shared/contract/rosters';
import { longDate } from '../../../ui/format';
import { NOTICE_WORD } from '../words';

const COLOUR: Readonly<Record<NoticeState, string>> = {
  unpublished: 'default',
  current: 'success',
  changed: 'warning',
  superseded: 'default',
};

export const NoticeTag = ({ state }: { readonly state: NoticeState }) => (
  <Tag color={COLOUR[state]}>{NOTICE_WORD[state]}</Tag>
);

/** Whether what hangs on the wall is what stands here, and what to do about it. */
export function NoticeBanner({
  roster,
  today,
  onPublish,
}: {
  readonly roster: RosterView;
  readonly today: string;
  readonly onPublish: () => void;
}) {
  const { noticeState: state, notice, publishBy } = roster;
  if (state === 'superseded') return <div className="notice">本版已被新版本替代，仅供查阅。</div>;
  const put = notice === null ? '' : `${longDate(notice.on)}公示于${notice.place}`;
  const late =
    publishBy === undefined
      ? ''
      : publishBy < today
        ? `按提前公示的要求，应于${longDate(publishBy)}前公示，已经过期。`
        : `按提前公示的要求，最迟应于${longDate(publishBy)}公示。`;
  const words: Readonly<Record<Exclude<NoticeState, 'superseded'>, string>> = {
    unpublished: `尚未公示。${late}`,
    current: `已公示：${put}。`,
    changed:
      notice === null ? '已公示，需重新公示：上一版公示过，本版还没有公示。' : `已公示，需重新公示：${put}之后有改动。`,
  };
  return (
    <div className={state === 'changed' ? 'notice warning' : 'notice'} role="status">
      <span>{words[state]}</span>
      <span className="end">
        {state === 'current' ? null : (
          <Button size="small" type={state === 'changed' ? 'primary' : 'default'} onClick={onPublish}>
            {state === 'changed' ? '重新公示' : '登记公示'}
          </Button>
        )}
      </span>
    </div>
  );
}
