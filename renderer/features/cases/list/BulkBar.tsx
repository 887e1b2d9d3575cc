import { Button } from 'antd';
import { useRef } from 'react';
import type { StepName } from '#shared/domain/cases/steps/index';
import { useHotkey } from '../../../ui/hotkeys';
import { Hint, Toolbar } from '../../../ui/Page';
import { BULK_NAMES, bulkTitle } from './bulk';

/** As many as one call takes. */
const MOST = 200;

interface Props {
  readonly count: number;
  readonly onPick: (step: StepName) => void;
  readonly onClear: () => void;
}

/** What can be done with all chosen cases at once; Ctrl+B leads here from the list. */
export function BulkBar({ count, onPick, onClear }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  useHotkey('Ctrl+B', () => bar.current?.querySelector('button')?.focus(), count > 0);
  if (count === 0) return <span className="case-bulk-hint">空格选择，按住 Shift 连选，可成批办理</span>;
  return (
    <div ref={bar} className="case-bulk">
      <Toolbar label="成批办理">
        <Hint keys="Ctrl+B" />
        {BULK_NAMES.map((step) => (
          <Button key={step} size="small" disabled={count > MOST} onClick={() => onPick(step)}>
            {bulkTitle(step)}
          </Button>
        ))}
        <Button size="small" type="link" onClick={onClear}>
          取消选择
        </Button>
        {count > MOST ? <span>一次最多办理 {MOST} 件</span> : null}
      </Toolbar>
    </div>
  );
}
