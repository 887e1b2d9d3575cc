import { DateField } from '../../../../ui/form/DateField';
import { TextAreaField, TextField } from '../../../../ui/form/fields';
import { Name, Needed, Rows, UnitField } from '../fields';
import { RouteUnit, RoutingReason } from './RouteUnit';
import type { StepForm, StepView } from './form';

function RouteFields({ recommended }: StepView) {
  return (
    <>
      <RouteUnit recommended={recommended} />
      <RoutingReason recommended={recommended} />
      <Rows name="coUnits" title="协办单位" add="添加协办单位" blank={{ unit: '', due: '' }} most={10}>
        {(at, n) => (
          <>
            <UnitField name={`${at}.unit`} label={`协办单位${n}`} required />
            <DateField name={`${at}.due`} label="意见期限" />
          </>
        )}
      </Rows>
      <TextAreaField name="requirement" label="办理要求" rows={1} maxLength={2000} span={2} />
    </>
  );
}

const routeTo = ({ detail: { planned }, recommended }: StepView) => ({
  unit: planned.unit ?? recommended[0]?.unit,
});

/** How a case finds the unit that must handle it. */
export const routingForms = {
  transfer: { Fields: RouteFields, initial: routeTo, asks: 'recommend', width: 760 },
  assign: {
    Fields: (view) => (
      <>
        <RouteFields {...view} />
        <DateField name="feedbackDue" label="反馈期限" required />
      </>
    ),
    initial: (view) => ({ ...routeTo(view), feedbackDue: view.detail.planned.due }),
    asks: 'recommend',
    width: 760,
  },
  handleDirectly: {
    Fields: () => <UnitField name="unit" label="办理单位" required span={2} />,
    initial: ({ detail: { planned, state } }) => ({ unit: planned.unit ?? state.reception }),
  },
  recall: { Fields: () => <Needed name="reason" label="收回理由" maxLength={500} /> },
  sign: { Fields: () => <Name name="signer" label="签收人" required /> },
  object: {
    Fields: () => (
      <>
        <Needed name="reason" label="异议理由" maxLength={2000} />
        <UnitField name="proposedUnit" label="建议去向" span={2} />
        <TextField
          name="proposedElsewhere"
          label="目录外去向"
          maxLength={200}
          span={2}
          placeholder="目录中没有的单位"
        />
      </>
    ),
  },
  agreeObjection: { Fields: () => <Needed name="opinion" label="核实意见" maxLength={1000} /> },
  rejectObjection: { Fields: () => <Needed name="opinion" label="核实意见" maxLength={1000} /> },
  dispute: {
    Fields: () => (
      <>
        <TextField
          name="to"
          label="裁决机关"
          required
          maxLength={100}
          span={2}
          placeholder="共同的上一级机关或者联席会议"
        />
        <TextAreaField name="text" label="争议情况" rows={3} maxLength={1000} span={2} />
      </>
    ),
  },
  decideDispute: {
    Fields: () => (
      <>
        <TextField name="decidedBy" label="裁决机关" required maxLength={100} span={2} />
        <UnitField name="unit" label="指定承办单位" required span={2} />
        <Needed name="decision" label="裁决意见" maxLength={2000} />
      </>
    ),
  },
  addCoUnit: {
    Fields: () => (
      <>
        <UnitField name="unit" label="协办单位" required />
        <DateField name="due" label="意见期限" />
        <TextAreaField name="task" label="协办内容" rows={2} maxLength={500} span={2} />
      </>
    ),
  },
} satisfies { readonly [step: string]: StepForm };
