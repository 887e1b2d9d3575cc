import { Link } from 'wouter';
import { type OutputOf, useQueryOf } from '../../client';
import { formatClock } from '../../ui/format';
import { Card } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';

type Visit = OutputOf<'visits.list'>['rows'][number];
const LATEST = 12;

/** Numbers of the day and the visits last registered. */
export function TodayVisits({ counts }: { counts: OutputOf<'visits.counts'> | undefined }) {
  const latest = useQueryOf('visits.list', { limit: LATEST, status: 'valid' }, { reads: ['visits', 'cases'] });
  return (
    <Card
      title="今日来访"
      extra={
        <dl className="home-counts">
          <Count label="批次" value={counts?.batches} />
          <Count label="人次" value={counts?.persons} />
          <Count label="集体访（批）" value={counts?.groups} />
          <Count label="重复访（批）" value={counts?.repeats} />
        </dl>
      }
    >
      <h3>最近登记</h3>
      <QueryView query={latest}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="还没有来访登记" hint="按 F2 登记第一件来访。" />
          ) : (
            <table className="home-table">
              <thead>
                <tr>
                  <th scope="col">来访序号</th>
                  <th scope="col">时间</th>
                  <th scope="col">姓名</th>
                  <th scope="col">人数</th>
                  <th scope="col">反映事项</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((visit) => (
                  <VisitLine key={visit.id} visit={visit} today={counts?.date} />
                ))}
              </tbody>
            </table>
          )
        }
      </QueryView>
    </Card>
  );
}

/** The screen stands where visitors can see it: a confidential matter shows neither name nor title. */
function VisitLine({ visit, today }: { visit: Visit; today: string | undefined }) {
  const hidden = visit.confidential;
  return (
    <tr>
      <td>
        <Link href={`/visits/${visit.visitNo}`}>{visit.visitNo}</Link>
      </td>
      <td>{visit.petitionDate === today ? formatClock(visit.registeredAt).slice(0, 5) : visit.petitionDate}</td>
      <td>{hidden ? '（保密）' : (visit.name ?? '（不清）')}</td>
      <td className="end">{visit.headcount}</td>
      <td className="title">{hidden ? '（保密）' : visit.title}</td>
    </tr>
  );
}

const Count = ({ label, value }: { label: string; value: number | undefined }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value ?? '—'}</dd>
  </div>
);
