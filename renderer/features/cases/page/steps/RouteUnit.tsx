import { Radio } from 'antd';
import { type CSSProperties, useId } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useUnits } from '../../../../ui/directory';
import { TextAreaField } from '../../../../ui/form/fields';
import { UnitField } from '../fields';
import type { Recommended } from './form';

interface Props {
  readonly recommended: Recommended;
}

/** The unit it goes to: those that the rules put forward with their reasons, or any other of the directory. */
export function RouteUnit({ recommended }: Props) {
  return (
    <>
      {recommended.length === 0 ? (
        <p className="case-span quiet">转办规则没有推荐单位，请自行选定。</p>
      ) : (
        <Suggestions recommended={recommended} />
      )}
      <UnitField name="unit" label="责任单位" required span={2} />
    </>
  );
}

function Suggestions({ recommended }: Props) {
  const id = useId();
  const { setValue } = useFormContext();
  const unit: unknown = useWatch({ name: 'unit' });
  return (
    <div className="field" style={{ '--span': 2 } as CSSProperties}>
      <span className="label" id={id}>
        推荐单位
      </span>
      <Radio.Group
        role="radiogroup"
        aria-labelledby={id}
        className="case-recommended"
        name={id}
        value={unit}
        onChange={(event) => setValue('unit', event.target.value, { shouldDirty: true, shouldValidate: true })}
      >
        {recommended.map(({ unit: value, unitName, reasons, lawArticle }) => (
          <Radio key={value} value={value}>
            <b>{unitName}</b>
            <span className="quiet">
              {reasons.join('；')}
              {lawArticle === undefined ? '' : `（${lawArticle}）`}
            </span>
          </Radio>
        ))}
      </Radio.Group>
    </div>
  );
}

/** 改派理由: asked for when the unit is none of those that the rules put first. */
export function RoutingReason({ recommended }: Props) {
  const { nameOf } = useUnits();
  const unit: unknown = useWatch({ name: 'unit' });
  const first = recommended.filter((one) => one.first).map((one) => one.unit);
  if (first.length === 0 || typeof unit !== 'string' || unit === '' || first.some((id) => id === unit)) return null;
  return (
    <TextAreaField
      name="routingReason"
      label="改派理由"
      rows={2}
      maxLength={500}
      span={2}
      required
      help={`转办规则首先推荐${first.map(nameOf).join('、')}`}
    />
  );
}
