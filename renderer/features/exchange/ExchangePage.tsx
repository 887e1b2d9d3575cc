import './exchange.css';
import { Button, Segmented } from 'antd';
import { useLocation, useParams } from 'wouter';
import { useQueryOf } from '../../client';
import { Page } from '../../ui/Page';
import { useUndecided } from '../decisions/index';
import { ExportTab } from './ExportTab';
import { ImportTab } from './ImportTab';
import { LeasesTab } from './LeasesTab';
import { LedgerTab } from './LedgerTab';
import { PartnersTab } from './PartnersTab';
import { EXCHANGE_READS } from './words';

const TABS = {
  import: ImportTab,
  export: ExportTab,
  ledger: LedgerTab,
  partners: PartnersTab,
  leases: LeasesTab,
} as const;
type Tab = keyof typeof TABS;

/** 数据交换: files out and in, whom with, what is away. */
export default function ExchangePage() {
  const { tab: asked } = useParams<{ tab?: string }>();
  const [, go] = useLocation();
  const book = useQueryOf('exchange.packages', { waiting: true }, { reads: EXCHANGE_READS });
  const undecided = useUndecided();
  const tab: Tab = asked !== undefined && asked in TABS ? (asked as Tab) : 'import';
  const Body = TABS[tab];
  const label = (title: string, count = 0) => (count === 0 ? title : `${title} ${count}`);
  return (
    <Page
      title="数据交换"
      fill
      busy={book.isPending}
      extra={
        <>
          <Segmented<Tab>
            aria-label="数据交换"
            value={tab}
            onChange={(next) => go(`/exchange/${next}`)}
            options={[
              { value: 'import', label: '导入' },
              { value: 'export', label: '导出' },
              { value: 'ledger', label: label('收发台账', book.data?.waiting) },
              { value: 'partners', label: '往来单位与密钥' },
              { value: 'leases', label: '借出（下访带案）' },
            ]}
          />
          <Button onClick={() => go('/decisions')}>{label('合并待裁', undecided)}</Button>
        </>
      }
    >
      <Body />
    </Page>
  );
}
