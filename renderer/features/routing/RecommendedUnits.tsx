import './routing.css';
import { Radio, Tag } from 'antd';
import { useId } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { type InputOf, useQueryOf } from '../../client';
import { EmptyState, QueryView } from '../../ui/states';

type Facts = InputOf<'routing.recommend'>;

/** The units a matter should go to, the likeliest first; asked again when rules or directory change. */
const useRecommended = (facts: Facts) =>
  useQueryOf('routing.recommend', facts, {
    reads: ['routingRules', 'routingPolicy', 'units', 'categories', 'regions', 'purposes'],
    keepPrevious: true,
  });

interface Props {
  readonly facts: Facts;
  readonly value: RecordId | undefined;
  /** `first`: the one recommended before all others; choosing another may need a reason. */
  readonly onChoose: (unit: RecordId, first: RecordId) => void;
  readonly label?: string;
}

/** One of the recommended units is chosen; each says why it is among them, and by which article. */
export function RecommendedUnits({ facts, value, onChoose, label = '推荐的责任单位' }: Props) {
  const query = useRecommended(facts);
  const id = useId();
  return (
    <QueryView query={query}>
      {({ units }) => {
        const [first] = units;
        if (first === undefined) {
          return <EmptyState title="没有可推荐的单位" hint="请补充属地、内容分类或内容，或者直接从机构目录中选择。" />;
        }
        return (
          <Radio.Group
            role="radiogroup"
            aria-label={label}
            className="recommended"
            name={id}
            value={value ?? null}
            onChange={(event) => onChoose(event.target.value as RecordId, first.unit)}
          >
            {units.map(({ unit, name, reasons, lawArticle }, i) => (
              <div key={unit} className="recommended-unit">
                <Radio value={unit} aria-describedby={`${id}-${unit}`}>
                  {name}
                </Radio>
                {i === 0 ? <Tag color="blue">首选</Tag> : null}
                <ul id={`${id}-${unit}`}>
                  {reasons.map((reason, n) => (
                    <li key={reason}>
                      {reason}
                      {n === reasons.length - 1 ? <span className="article">{lawArticle}</span> : null}
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </Radio.Group>
        );
      }}
    </QueryView>
  );
}
