import './supervision.css';
import { Segmented } from 'antd';
import { useLocation, useParams } from 'wouter';
import { useQueryOf } from '../../client';
import { Page } from '../../ui/Page';
import { AdviceTab } from './AdviceTab';
import { CandidatesTab } from './CandidatesTab';
import { LedgerTab } from './LedgerTab';
import { SUPERVISION_READS } from './reads';

const TABS = { candidates: CandidatesTab, ledger: LedgerTab, advice: AdviceTab } as const;
type Tab = keyof typeof TABS;

/** 督查督办: what should be urged, what has been urged and waits for its answer, and what was advised. */
export default function SupervisionPage() {
  const { tab: asked } = useParams<{ tab?: string }>();
  const [, go] = useLocation();
  const counts = useQueryOf('supervision.counts', {}, { reads: SUPERVISION_READS });
  const tab: Tab = asked !== undefined && asked in TABS ? (asked as Tab) : 'candidates';
  const Body = TABS[tab];
  const { candidates = 0, waiting = 0, overdue = 0, answered = 0 } = counts.data ?? {};
  const advices = (counts.data?.advicesWaiting ?? 0) + (counts.data?.advicesOverdue ?? 0);
  const label = (title: string, count: number) => (count === 0 ? title : `${title} ${count}`);
  return (
    <Page
      title="督查督办"
      fill
      busy={counts.isPending}
      extra={
        <Segmented<Tab>
          aria-label="督查督办"
          value={tab}
          onChange={(next) => go(`/supervision/${next}`)}
          options={[
            { value: 'candidates', label: label('待督办', candidates) },
            { value: 'ledger', label: label('督办台账', waiting + overdue + answered) },
            { value: 'advice', label: label('三项建议', advices) },
          ]}
        />
      }
    >
      <Body />
    </Page>
  );
}
