import './home.css';
import { CalendarOutlined, FormOutlined, PrinterOutlined, SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useLocation } from 'wouter';
import { useQueryOf } from '../../client';
import { ActionButton } from '../../ui/ActionButton';
import { ExportButton, PDF } from '../../ui/ExportButton';
import { Hint, Page } from '../../ui/Page';
import { useToday } from '../../ui/today';
import { DraftsCard } from './DraftsCard';
import { DueCard } from './DueCard';
import { DutiesCard } from './DutiesCard';
import { Reminders } from './Reminders';
import { SupervisionCard } from './SupervisionCard';
import { TodayVisits } from './TodayVisits';

/** What a clerk sees on coming in: what is due, who is on duty, what has been done today, and the way to a new visit. */
export default function HomePage() {
  const today = useToday();
  const counts = useQueryOf('visits.counts', {}, { reads: ['visits'] });
  return (
    <Page title="工作台" fill busy={counts.isPending} extra={<Actions today={today} />}>
      <div className="home">
        <div className="home-reminders">
          <Reminders today={today} />
        </div>
        <DueCard today={today} />
        <div className="home-columns">
          <TodayVisits counts={counts.data} />
          <DutiesCard today={today} />
          <div className="home-side">
            <SupervisionCard />
            <DraftsCard />
          </div>
        </div>
      </div>
    </Page>
  );
}

function Actions({ today }: { today: string }) {
  const [, go] = useLocation();
  return (
    <>
      <ActionButton method="cases.duePrint" input={{}} hotkey="Ctrl+P" icon={<PrinterOutlined />}>
        打印晨报
      </ActionButton>
      <ExportButton
        method="cases.duePdf"
        title="晨报存为 PDF"
        name={`到期事项清单-${today}.pdf`}
        kind={PDF}
        input={(file) => ({ file })}
      >
        晨报存为 PDF
      </ExportButton>
      <nav className="home-actions" aria-label="常用">
        <Button icon={<CalendarOutlined />} onClick={() => go('/rosters')}>
          接访排班
        </Button>
        <Button icon={<SearchOutlined />} onClick={() => go('/visits')}>
          查来访
        </Button>
        <Button type="primary" icon={<FormOutlined />} onClick={() => go('/visits/new')}>
          登记来访
          <Hint keys="F2" />
        </Button>
      </nav>
    </>
  );
}
