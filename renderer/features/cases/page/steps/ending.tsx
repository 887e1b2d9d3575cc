import { DEADLINES } from '#shared/domain/deadlines/kind';
import { CheckField, TextField } from '../../../../ui/form/fields';
import { Needed } from '../fields';
import type { StepForm, StepView } from './form';

/** 申请复查、复核 is still open to the petitioner. */
const isTermToApply = ({ kind, stopped, state }: StepView['detail']['clocks'][number]): boolean =>
  DEADLINES[kind].subject === 'petitioner' && stopped === undefined && state !== 'lapsed';

/** How a case ends, is put away, and comes back. */
export const endingForms = {
  close: {
    Fields: ({ detail }) =>
      detail.clocks.some(isTermToApply) ? (
        <CheckField name="settledInWriting" label="息访" text="信访人书面表示服判息访，不待申请期限届满" span={2} />
      ) : null,
  },
  withdraw: { Fields: () => <Needed name="reason" label="撤回理由" maxLength={500} placeholder="撤回的理由和方式" /> },
  archive: { Fields: () => <TextField name="dossierNo" label="卷宗号" required maxLength={60} /> },
  reopen: {
    Fields: () => (
      <Needed
        name="newFacts"
        label="新的事实和理由"
        rows={4}
        maxLength={2000}
        placeholder="经复核仍以同一事实和理由提出的，不再受理"
      />
    ),
  },
} satisfies { readonly [step: string]: StepForm };
