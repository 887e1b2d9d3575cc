import type { SendPlan } from '#shared/contract/exchange';
import { useQueryOf } from '../../../client';
import { Card, Notice } from '../../../ui/Page';
import { EmptyState, QueryView } from '../../../ui/states';
import { refusalSentence } from '../../../ui/toast';
import { EXCHANGE_READS } from '../words';
import { type ExportForm, inputOf, isComplete } from './form';

/** What will travel and what may not, before anything is written. */
export function PlanView({ values }: { values: ExportForm }) {
  const complete = isComplete(values);
  // The passphrase itself is nobody's business here, only that there is one.
  const input = inputOf({ ...values, passphrase: '' });
  const found = useQueryOf('exchange.plan', input, { reads: EXCHANGE_READS, enabled: complete, keepPrevious: true });
  return (
    <Card title="将要发出的内容">
      {complete ? (
        <QueryView query={found}>{(plan) => <Plan plan={plan} />}</QueryView>
      ) : (
        <EmptyState title="选好用途、收件单位和内容后，在这里核对" />
      )}
    </Card>
  );
}

function Plan({ plan }: { plan: SendPlan }) {
  const refused = plan.items.flatMap(({ title, space, refused: why }) =>
    why === undefined ? [] : [{ title, space, why }],
  );
  const going = plan.items.filter((item) => item.refused === undefined);
  return (
    <>
      <p role="status" className="exchange-counts">
        发给 {plan.recipients.map(({ name }) => name).join('、')}：可以发出 <b>{plan.travelling}</b> 项
        {plan.refused > 0 ? (
          <>
            ，不能发出 <b>{plan.refused}</b> 项
          </>
        ) : null}
        。
      </p>
      {refused.length === 0 ? null : (
        <Notice tone={plan.leavesBehind ? 'warning' : 'danger'}>
          {plan.leavesBehind ? '下列内容不随本包发出：' : '下列内容不能发出，请移出后再导出：'}
          <ul>
            {refused.map(({ title, space, why }) => (
              <li key={space}>
                {title}——{refusalSentence({ code: '', ...why })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {going.length === 0 ? null : (
        <ul className="exchange-going" aria-label="可以发出的内容">
          {going.map(({ title, space, records }) => (
            <li key={space}>
              {title} <small className="quiet">{records} 条记录</small>
            </li>
          ))}
        </ul>
      )}
      {plan.more > 0 ? <p className="quiet">另有 {plan.more} 项未逐项列出。</p> : null}
    </>
  );
}
