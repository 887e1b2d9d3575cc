import { REVIEW_CONCLUSIONS } from '#shared/domain/cases/state';
import { RadioField, SelectField, TextAreaField, TextField, optionsOf } from '../../../../ui/form/fields';
import { Name, Needed, UnitField } from '../fields';
import type { StepForm, StepView } from './form';

const application = (organ: string) => (view: StepView) => <Application {...view} organ={organ} />;
const Application = ({ organs, organ }: StepView & { readonly organ: string }) => (
  <>
    {organs.length === 0 ? (
      <UnitField name="organ" label={organ} span={2} />
    ) : (
      <SelectField
        name="organ"
        label={organ}
        span={2}
        options={organs.map(({ unit, unitName, reason }) => ({ value: unit, label: `${unitName}（${reason}）` }))}
      />
    )}
    <TextField
      name="organElsewhere"
      label="目录外机关"
      maxLength={100}
      span={2}
      placeholder="机构目录中没有的上一级机关，如省级机关"
    />
    <Needed name="request" label="请求和理由" rows={4} maxLength={2000} />
    <TextAreaField
      name="lateReason"
      label="逾期理由"
      rows={2}
      maxLength={500}
      span={2}
      placeholder="超过申请期限、有正当理由的填写"
    />
  </>
);

const Conclusion = () => (
  <>
    <RadioField name="conclusion" label="结论" required span={2} options={optionsOf(REVIEW_CONCLUSIONS)} />
    <Needed name="text" label="意见和依据" rows={5} maxLength={2000} />
  </>
);

const apply = (organ: string): StepForm => ({
  Fields: application(organ),
  initial: ({ organs }) => ({ organ: organs[0]?.unit }),
  asks: 'reviewOrgans',
  width: 760,
});
const conclude: StepForm = { Fields: Conclusion, width: 760 };
const deliver: StepForm = {
  Fields: () => <Name name="signer" label="签收人" required />,
  initial: ({ detail: { fields } }) => ({ signer: fields.petitioners[0]?.name }),
};

/** 复查、复核. */
export const reviewForms = {
  applyReview: apply('复查机关'),
  concludeReview: conclude,
  deliverReview: deliver,
  rehandle: { Fields: () => <Needed name="reason" label="重新办理的要求" maxLength={1000} /> },
  applyFinalReview: apply('复核机关'),
  concludeFinalReview: conclude,
  deliverFinalReview: deliver,
} satisfies { readonly [step: string]: StepForm };
