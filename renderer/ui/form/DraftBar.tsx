import { Button } from 'antd';
import { formatInstant } from '../format';
import { Notice } from '../Page';
import type { Draft } from './useDraft';

/** Offers back what was being typed when the page was left or the program stopped. */
export function DraftBar({ draft }: { draft: Draft }) {
  if (draft.offer === undefined) return null;
  return (
    <Notice
      actions={
        <>
          <Button type="primary" size="small" onClick={draft.restore}>
            恢复草稿
          </Button>
          <Button size="small" onClick={() => void draft.discard()}>
            丢弃
          </Button>
        </>
      }
    >
      有一份未保存的草稿，暂存于 {formatInstant(draft.offer.savedAt)}。
    </Notice>
  );
}
