import { starts60 } from '#shared/domain/cases/triage';
import { useWatch } from 'react-hook-form';
import { REPLY_CONCLUSIONS } from '#shared/domain/cases/state';
import { conclusionsOf, DELIVERY_WAYS } from '#shared/domain/cases/steps/answering';
import { CheckField, NumberField, RadioField, TextAreaField, TextField, optionsOf } from '../../../../ui/form/fields';
import { Name, Needed, OneOfUnits } from '../fields';
import type { StepForm, StepView } from './form';

function AcknowledgeFields({ detail }: StepView) {
  const waived: unknown = useWatch({ name: 'waived' });
  return (
    <>
      <CheckField
        name="simple"
        label="简易办理"
        text="适用简易办理（初次信访的普通信访程序事项，或者建议、咨询）"
        span={2}
      />
      <CheckField
        name="waived"
        label="书面告知"
        text="免予书面告知（姓名、住址不清）"
        span={2}
        {...(detail.fields.identityUnclear === true ? { help: '登记时已记明姓名住址不清' } : {})}
      />
      {waived === true ? <Needed name="waivedReason" label="免予告知的原因" rows={2} maxLength={300} /> : null}
    </>
  );
}

const firstOpen = ({ detail: { state } }: StepView) => ({
  unit: state.openCo.length === 1 ? state.openCo[0] : undefined,
});
const Reason = ({ label, maxLength }: { readonly label: string; readonly maxLength: number }) => (
  <Needed name="reason" label={label} maxLength={maxLength} />
);

/** 告知、办理、答复、送达 by the unit that is responsible. */
export const handlingForms = {
  acknowledge: { Fields: AcknowledgeFields },
  handle: {},
  importLegal: {
    Fields: () => (
      <>
        <TextField name="organ" label="导入单位" required maxLength={100} span={2} />
        <TextField name="procedure" label="导入程序" required maxLength={200} span={2} placeholder="如：行政复议" />
        <TextField name="docNo" label="文号" maxLength={60} />
      </>
    ),
  },
  assignOffice: {
    Fields: () => (
      <>
        <TextField name="office" label="承办处室" required maxLength={60} />
        <Name name="person" label="承办人" />
        <Name name="gatekeeper" label="扎口人" />
      </>
    ),
  },
  statusNote: { Fields: () => <Needed name="text" label="情况说明" rows={4} maxLength={2000} /> },
  leaveSimple: { Fields: () => <Reason label="转程序理由" maxLength={500} /> },
  extend: {
    Fields: () => (
      <>
        <NumberField name="days" label="延长天数" required min={1} unit="日" help="不超过 30 日" />
        <Name name="approver" label="批准人" required placeholder="本单位负责人" />
        <Reason label="延期理由" maxLength={1000} />
      </>
    ),
    initial: () => ({ days: 30 }),
  },
  startHearing: {
    Fields: () => (
      <>
        <TextField name="place" label="地点" maxLength={100} />
        <Name name="chair" label="主持人" />
      </>
    ),
  },
  endHearing: { Fields: () => <Needed name="result" label="听证情况" rows={4} maxLength={2000} /> },
  coOpinion: {
    Fields: ({ detail }) => (
      <>
        <OneOfUnits name="unit" label="协办单位" required span={2} units={detail.state.openCo} />
        <Needed name="text" label="协办意见" rows={4} maxLength={2000} />
      </>
    ),
    initial: firstOpen,
  },
  waiveCo: {
    Fields: ({ detail }) => (
      <>
        <OneOfUnits name="unit" label="协办单位" required span={2} units={detail.state.openCo} />
        <Reason label="免予协办理由" maxLength={500} />
      </>
    ),
    initial: firstOpen,
  },
  settle: {
    Fields: () => (
      <>
        <TextField name="mediator" label="调解人" maxLength={100} span={2} />
        <Needed name="text" label="协议内容" rows={5} maxLength={2000} />
      </>
    ),
  },
  reply: {
    Fields: ({ detail }) => (
      <>
        <RadioField
          name="conclusion"
          label="结论"
          required
          span={2}
          options={conclusionsOf(detail.state.triageClass).map((value) => ({ value, label: REPLY_CONCLUSIONS[value] }))}
        />
        <Needed name="summary" label="处理意见" rows={5} maxLength={2000} />
        <TextAreaField
          name="basis"
          label="依据"
          required={starts60({ triageClass: detail.state.triageClass ?? 'inquiry', legalPath: detail.state.legalPath })}
          rows={2}
          maxLength={1000}
          span={2}
          placeholder="法律、法规、规章或者其他政策依据"
        />
      </>
    ),
    width: 760,
  },
  deliver: {
    Fields: () => (
      <>
        <RadioField name="way" label="送达方式" required span={2} options={optionsOf(DELIVERY_WAYS)} />
        <Name name="signer" label="签收人" required />
        <TextField name="relation" label="与受送达人关系" maxLength={30} />
        <Name name="witness" label="见证人" />
        <CheckField name="refused" label="拒收" text="拒绝签收" />
      </>
    ),
    initial: ({ detail: { fields } }) => ({ way: 'direct', signer: fields.petitioners[0]?.name }),
    width: 760,
  },
  reportBack: {
    Fields: () => (
      <>
        <Needed name="text" label="办理结果" rows={4} maxLength={2000} />
        <Name name="signer" label="审签领导" required placeholder="单位领导" />
      </>
    ),
  },
} satisfies { readonly [step: string]: StepForm };
