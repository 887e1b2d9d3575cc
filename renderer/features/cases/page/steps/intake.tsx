import { TextField } from '../../../../ui/form/fields';
import { Needed, UnitField } from '../fields';
import type { StepForm } from './form';
import { triage } from './triage';

/** What the counter itself does with a matter. */
export const intakeForms = {
  triage,
  replyOnSpot: { Fields: () => <Needed name="summary" label="答复内容" rows={4} maxLength={2000} /> },
  escalate: {
    Fields: () => (
      <>
        <TextField name="to" label="报请机关" required maxLength={60} span={2} placeholder="报请的机关或者领导" />
        <Needed name="text" label="报请事由" rows={4} maxLength={2000} />
      </>
    ),
  },
  guide: {
    Fields: () => (
      <>
        <TextField
          name="organ"
          label="机关、单位"
          required
          maxLength={100}
          span={2}
          placeholder="应当前往的机关、单位"
        />
        <Needed name="procedure" label="法定途径" rows={3} maxLength={500} placeholder="应当通过的法定途径" />
      </>
    ),
  },
  decline: {
    Fields: () => (
      <>
        <Needed name="reason" label="理由" maxLength={1000} />
        <TextField
          name="basis"
          label="依据"
          required
          maxLength={200}
          span={2}
          placeholder="条款，如《信访工作条例》第十九条"
        />
      </>
    ),
  },
  declineFinal: {
    Fields: () => (
      <>
        <TextField
          name="priorOpinion"
          label="复核意见"
          required
          maxLength={100}
          span={2}
          placeholder="作出复核意见的机关和文号"
        />
        <Needed name="reason" label="理由" maxLength={1000} placeholder="经复核仍以同一事实和理由提出" />
      </>
    ),
  },
  toPoliticalLegal: { Fields: () => <UnitField name="unit" label="政法机关" required span={2} /> },
  toDiscipline: {
    Fields: () => (
      <UnitField name="unit" label="有权机关" required span={2} help="按管理权限；不得转给被检举控告的单位" />
    ),
  },
  file: { Fields: () => <Needed name="reason" label="理由" maxLength={500} /> },
  note: {
    Fields: () => (
      <>
        <Needed name="text" label="记事" rows={4} maxLength={2000} />
        <TextField name="source" label="来源" maxLength={100} span={2} placeholder="如：信访人来电" />
      </>
    ),
  },
} satisfies { readonly [step: string]: StepForm };
