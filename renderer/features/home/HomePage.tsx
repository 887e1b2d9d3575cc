import './home.css';
import { CalendarOutlined, FormOutlined, SearchOutlined } from '@ant-design/icons';
import { Link } from 'wouter';
import { useQueryOf } from '../../client';
import { Hint, Page } from '../../ui/Page';
import { useToday } from '../../ui/today';
import { DraftsCard } from './DraftsCard';
import { DutiesCard } from './DutiesCard';
import { Reminders } from './Reminders';
import { TodayVisits } from './TodayVisits';

const ACTIONS = [
  { path: '/visits/new', title: '登记来访', sub: '新来访人到窗口', keys: 'F2', icon: FormOutlined },
  { path: '/visits', title: '查来访', sub: '按姓名、证件、编号、内容', icon: SearchOutlined },
  { path: '/rosters', title: '接访排班', sub: '值班表、换班、公示', icon: CalendarOutlined },
] as const;

/** What a clerk sees on coming in: what to do, who is on duty, what has been done today. */
export default function HomePage() {
  const today = useToday();
  const counts = useQueryOf('visits.counts', {}, { reads: ['visits'] });
  return (
    <Page title="工作台" busy={counts.isPending}>
      <div className="home">
        <Reminders today={today} />
        <nav className="home-actions" aria-label="常用">
          {ACTIONS.map(({ path, title, sub, icon: Icon, ...more }) => (
            <Link key={path} href={path} className={path === '/visits/new' ? 'primary' : ''}>
              <Icon aria-hidden />
              <span>
                <b>{title}</b>
                <small>{sub}</small>
              </span>
              {'keys' in more ? <Hint keys={more.keys} /> : null}
            </Link>
          ))}
        </nav>
        <div className="home-columns">
          <TodayVisits counts={counts.data} />
          <div className="home-side">
            <DutiesCard today={today} />
            <DraftsCard />
          </div>
        </div>
      </div>
    </Page>
  );
}
