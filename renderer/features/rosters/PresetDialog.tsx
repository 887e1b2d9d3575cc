import { Button, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useQueryOf } from '../../client';
import { parseTypedDate } from '../../ui/form/typed-date';
import { QueryView } from '../../ui/states';
import { useToday } from '../../ui/today';

/** 从预置方案开始: which one, and from when. */
export function PresetDialog({
  onClose,
  onChosen,
}: {
  readonly onClose: () => void;
  readonly onChosen: (key: string, start: string) => void;
}) {
  const query = useQueryOf('rosters.presets', {}, { reads: [] });
  const today = useToday();
  const [key, setKey] = useState('police-week');
  const [typed, setTyped] = useState(firstOfNextMonth(today));
  const id = useId();
  const start = parseTypedDate(typed, today);
  const historic = query.data?.presets.find((p) => p.key === key)?.historic !== undefined;
  return (
    <Modal
      open
      centered
      width={760}
      title="新建排班"
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="no" onClick={onClose}>
          取消
        </Button>,
        <Button
          key="yes"
          type="primary"
          disabled={start === undefined}
          onClick={() => start !== undefined && onChosen(key, start)}
        >
          下一步
        </Button>,
      ]}
    >
      <p className="dialog-intro">选择相近的预置方案，下一步可修改单位、人员、时间和节假日处理。</p>
      <QueryView query={query}>
        {({ presets }) => (
          <Radio.Group
            className="preset-list"
            aria-label="预置方案"
            value={key}
            onChange={(event) => setKey(String(event.target.value))}
          >
            {presets.map((preset) => (
              <Radio key={preset.key} value={preset.key}>
                <span className="preset-name">{preset.name}</span>
                <span className="preset-summary">{preset.summary}</span>
              </Radio>
            ))}
          </Radio.Group>
        )}
      </QueryView>
      <div className="field-plain preset-start">
        <label htmlFor={id}>从哪天开始排</label>
        <Input
          id={id}
          value={typed}
          disabled={historic}
          status={start === undefined ? 'error' : ''}
          onChange={(event) => setTyped(event.target.value)}
          style={{ width: 160 }}
        />
        <span className="field-help">
          {historic ? '此方案取自已公布的安排，先按原日期显示，请改成本单位的日期。' : '轮转从这一天算起。'}
        </span>
      </div>
    </Modal>
  );
}

/** The first day of the month after `today`. */
export function firstOfNextMonth(today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}
