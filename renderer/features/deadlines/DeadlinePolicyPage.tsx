import './deadlines.css';
import { HistoryOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { DEADLINE_POLICY_ID } from '#shared/domain/deadlines/policy';
import { useQueryOf } from '../../client';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { CountingForm } from './CountingForm';
import { LengthTable } from './LengthTable';
import { POLICY_LABELS, policyWords } from './words';

/** 期限设置: how long each limit is here, and how is counted and judged. */
export default function DeadlinePolicyPage() {
  const query = useQueryOf('deadlines.policy', {}, { reads: ['deadlinePolicy'] });
  const [part, setPart] = useState<'lengths' | 'counting'>('lengths');
  const [history, setHistory] = useState(false);
  return (
    <Page
      title="期限设置"
      fill={part === 'lengths'}
      busy={query.isPending}
      extra={
        <>
          <Segmented<'lengths' | 'counting'>
            aria-label="设置内容"
            value={part}
            onChange={setPart}
            options={[
              { value: 'lengths', label: '期限长度' },
              { value: 'counting', label: '计算口径' },
            ]}
          />
          <Button icon={<HistoryOutlined aria-hidden />} onClick={() => setHistory(true)}>
            变更记录
          </Button>
        </>
      }
    >
      <QueryView query={query}>
        {(policy) => (part === 'lengths' ? <LengthTable policy={policy} /> : <CountingForm policy={policy} />)}
      </QueryView>
      <HistoryDrawer
        id={DEADLINE_POLICY_ID}
        open={history}
        onClose={() => setHistory(false)}
        labels={POLICY_LABELS}
        format={policyWords}
      />
    </Page>
  );
}
