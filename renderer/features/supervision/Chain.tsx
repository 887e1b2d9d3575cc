import { Button } from 'antd';
import type { SupervisionView } from '#shared/contract/supervision';
import { REVIEW_RESULTS } from '#shared/domain/supervision/schema';
import { WAY_NAMES } from '#shared/domain/supervision/situation';
import type { RecordId } from '#shared/kernel/ids';
import { longDate } from '../../ui/format';
import { ColourTag, StateTag } from './words';

interface Props {
  readonly chain: readonly SupervisionView[];
  readonly current?: RecordId;
  readonly onOpen?: (id: RecordId) => void;
}

/** Letters about a case with the replies and reviews that followed, oldest first. */
export const Chain = ({ chain, current, onOpen }: Props) => (
  <ol className="sup-chain" aria-label="督办和回复">
    {chain.map((view) => (
      <li key={view.row.id} aria-current={view.row.id === current ? 'true' : undefined}>
        <header>
          <b>
            第 {view.row.no} 次督办（{WAY_NAMES[view.row.way]}）
          </b>
          <StateTag state={view.row.state} voided={view.row.voided} />
          <ColourTag colour={view.row.colour} />
          {onOpen === undefined || view.row.id === current ? null : (
            <Button type="link" size="small" onClick={() => onOpen(view.row.id)}>
              查看
            </Button>
          )}
        </header>
        <p>
          {longDate(view.row.issuedOn)}发至{view.row.unitName}
          {view.row.docNo === undefined ? '，未出函' : `，${view.row.docNo}`}；要求{longDate(view.fields.replyDue)}
          前回复。
        </p>
        <p className="quiet">{view.row.facts}</p>
        <ul>
          {view.moves.map((move, i) => (
            <li key={`${view.row.id} ${String(i)}`} className={move.type}>
              <b>
                {longDate(move.on)} {move.type === 'reply' ? '单位回复' : `督查审理：${resultOf(move)}`}
              </b>
              <p className="pre">{move.text}</p>
              <small>
                {move.type === 'reply' ? '审签' : '审理人'}：{move.person}；登记：{move.by}
                {move.replyDue === undefined ? '' : `；再次回复期限：${longDate(move.replyDue)}`}
              </small>
            </li>
          ))}
        </ul>
      </li>
    ))}
  </ol>
);

const resultOf = ({ result }: SupervisionView['moves'][number]): string =>
  result === undefined ? '' : REVIEW_RESULTS[result];
