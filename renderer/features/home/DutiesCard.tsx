import { Link } from 'wouter';
import { type OutputOf, useQueryOf } from '../../client';
import { Card } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';

type Duty = OutputOf<'rosters.day'>['duties'][number];

/** Units and leaders who receive visitors today, by their hours. */
export function DutiesCard({ today }: { today: string }) {
  const day = useQueryOf('rosters.day', { date: today }, { reads: ['rosters', 'duties'], enabled: today !== '' });
  return (
    <Card title="今日接访">
      <QueryView query={day}>
        {({ duties }) =>
          duties.length === 0 ? (
            <EmptyState title="今日没有排班" action={<Link href="/rosters">去排班</Link>} />
          ) : (
            <ul className="home-list">
              {duties.map((duty) => (
                <DutyLine key={`${duty.id}${duty.member}`} duty={duty} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}

const DutyLine = ({ duty }: { duty: Duty }) => (
  <li>
    <span>
      <b>{duty.person === undefined ? duty.member : duty.person}</b>
      {duty.person === undefined || duty.person === duty.member ? null : <small>{duty.member}</small>}
      <small>{duty.slotName}</small>
    </span>
    <span className="end">
      {duty.hours.map(({ start, end }) => `${start}—${end}`).join(' ')}
      <small>{duty.attended ? '已到岗' : duty.location}</small>
    </span>
  </li>
);
