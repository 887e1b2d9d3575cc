import { FLAGS, RATED_SIDES, RATINGS } from '#shared/domain/cases/state';
import { FOLLOW_UP_WAYS } from '#shared/domain/cases/steps/notes';
import { RadioField, optionsOf } from '../../../../ui/form/fields';
import { Name, Needed } from '../fields';
import type { StepForm } from './form';

/** What is noted beside the way of a case. */
export const noteForms = {
  recuse: {
    Fields: () => (
      <>
        <Name name="person" label="回避人员" required />
        <Name name="replacedBy" label="接替人员" />
        <Needed name="reason" label="回避理由" maxLength={500} placeholder="与信访事项或者信访人的直接利害关系" />
      </>
    ),
  },
  rate: {
    Fields: () => (
      <>
        <RadioField name="side" label="评价对象" required span={2} options={optionsOf(RATED_SIDES)} />
        <RadioField name="process" label="过程" required span={2} options={optionsOf(RATINGS)} />
        <RadioField name="result" label="结果" required span={2} options={optionsOf(RATINGS)} />
        <Name name="by" label="评价人" />
      </>
    ),
    initial: ({ detail: { state, fields } }) => ({
      side: state.ratings['petitionOffice.result'] === undefined ? 'petitionOffice' : 'responsibleUnit',
      by: fields.petitioners[0]?.name,
    }),
  },
  followUp: {
    Fields: () => (
      <>
        <RadioField name="way" label="回访方式" required span={2} options={optionsOf(FOLLOW_UP_WAYS)} />
        <Name name="by" label="回访人" required />
        <Needed name="text" label="回访情况" rows={4} maxLength={2000} />
      </>
    ),
    initial: () => ({ way: 'phone' }),
  },
  flag: {
    Fields: ({ detail }) => (
      <>
        <RadioField
          name="flag"
          label="标记"
          required
          span={2}
          options={optionsOf(FLAGS).filter(({ value }) => !detail.row.flags.some((flag) => flag === value))}
        />
        <Needed name="detail" label="情况" maxLength={500} placeholder="热点名称、包案领导、批示内容、稳控责任人等" />
      </>
    ),
  },
  unflag: {
    Fields: ({ detail }) => (
      <>
        <RadioField
          name="flag"
          label="标记"
          required
          span={2}
          options={detail.row.flags.map((value) => ({ value, label: FLAGS[value] }))}
        />
        <Needed name="reason" label="理由" maxLength={500} />
      </>
    ),
    initial: ({ detail }) => ({ flag: detail.row.flags.length === 1 ? detail.row.flags[0] : undefined }),
  },
} satisfies { readonly [step: string]: StepForm };
