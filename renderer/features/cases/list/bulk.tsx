import type { ReactNode } from 'react';
import { FLAGS } from '#shared/domain/cases/state';
import { type StepName, STEPS } from '#shared/domain/cases/steps/index';
import { CheckField, SelectField, TextAreaField, TextField, optionsOf } from '../../../ui/form/fields';

const FLAG_OPTIONS = optionsOf(FLAGS);

/** Steps that mean the same for many cases at once, each with its blanks. */
const FIELDS = {
  sign: <TextField name="signer" label="签收人" required />,
  handle: null,
  assignOffice: (
    <>
      <TextField name="office" label="承办处室" required />
      <TextField name="person" label="承办人" />
      <TextField name="gatekeeper" label="扎口人" />
    </>
  ),
  close: <CheckField name="settledInWriting" label="书面息访" text="信访人已书面表示服判息访，不等申请期限届满" />,
  archive: <TextField name="dossierNo" label="卷宗号" required help="所选事项归入同一卷；各自立卷的，请逐件归档。" />,
  flag: (
    <>
      <SelectField name="flag" label="标记" options={FLAG_OPTIONS} required />
      <TextAreaField name="detail" label="情况" rows={2} required />
    </>
  ),
  unflag: (
    <>
      <SelectField name="flag" label="标记" options={FLAG_OPTIONS} required />
      <TextAreaField name="reason" label="理由" rows={2} required />
    </>
  ),
  note: <TextAreaField name="text" label="记事内容" rows={3} required />,
} as const satisfies { readonly [step in StepName]?: ReactNode };

type BulkStep = keyof typeof FIELDS;
export const BULK_NAMES = Object.keys(FIELDS) as BulkStep[];
export const bulkTitle = (step: StepName): string => STEPS[step].title;
export const bulkFields = (step: StepName): ReactNode =>
  Object.hasOwn(FIELDS, step) ? FIELDS[step as BulkStep] : null;
