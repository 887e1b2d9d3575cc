import '../case-page.css';
import { Link, useLocation } from 'wouter';
import type { RecordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../../client';
import { ActionButton } from '../../../ui/ActionButton';
import { casePath } from '../brief';
import { StatusTag } from './tags';

/** The case that a visit belongs to; where it has none yet, one can be opened. */
export function CaseOfVisit({ visit, voided = false }: { visit: RecordId; voided?: boolean }) {
  const query = useQueryOf('cases.ofVisit', { visit }, { reads: ['cases'] });
  const [, go] = useLocation();
  if (query.data === undefined) return null;
  const found = query.data.case;
  if (found === null) {
    return voided ? null : (
      <span className="case-of-visit">
        尚未立案
        <ActionButton method="cases.openFor" input={{ visit }} said="已立案" onDone={({ id }) => go(casePath(id))}>
          立案
        </ActionButton>
      </span>
    );
  }
  return (
    <span className="case-of-visit">
      <Link href={casePath(found.id)}>{`信访事项 ${found.caseNo}`}</Link>
      <StatusTag status={found.status} />
    </span>
  );
}
