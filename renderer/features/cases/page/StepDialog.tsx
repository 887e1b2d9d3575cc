import { useEffect } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { StepInput } from '#shared/domain/cases/step';
import { stepOf } from '#shared/domain/cases/steps/index';
import { paperKind } from '#shared/domain/documents/kinds';
import { useQueryOf } from '../../../client';
import { DateField } from '../../../ui/form/DateField';
import { TextAreaField } from '../../../ui/form/fields';
import { FormDialog } from '../../../ui/form/FormDialog';
import { useDeskForm } from '../../../ui/form/useDeskForm';
import { useSave } from '../../../ui/form/useSave';
import { useToday } from '../../../ui/today';
import { type DirectStep, STEP_FORMS } from './steps';
import type { CaseDetail, StepForm, StepView } from './steps/form';

interface Props {
  readonly detail: CaseDetail;
  readonly step: DirectStep;
  readonly onClose: () => void;
}

/** The form of a step, once what it must know is read. */
export function StepDialog({ detail, step, onClose }: Props) {
  const { asks }: StepForm = STEP_FORMS[step];
  const { id } = detail.row;
  const recommended = useQueryOf('cases.recommend', { id }, { enabled: asks === 'recommend', fresh: true });
  const organs = useQueryOf('cases.reviewOrgans', { id }, { enabled: asks === 'reviewOrgans', fresh: true });
  if (recommended.isFetching || organs.isFetching) return null;
  const view = { detail, recommended: recommended.data?.units ?? [], organs: organs.data?.organs ?? [] };
  return <StepFormDialog step={step} view={view} onClose={onClose} />;
}

function StepFormDialog({ step, view, onClose }: { step: DirectStep; view: StepView; onClose: () => void }) {
  const { Fields, initial, width = 640 }: StepForm = STEP_FORMS[step];
  const definition = stepOf(step);
  const today = useToday();
  const form = useDeskForm<FieldValues, StepInput>({
    schema: definition?.input as unknown as z.ZodType<StepInput, FieldValues>,
    defaultValues: { on: today, ...initial?.(view) },
  });
  const { id } = view.detail.row;
  const save = useSave('cases.step', form, {
    toInput: (input) => ({ id, step, input: { ...input } }),
    onSaved: onClose,
  });
  useReturnedFocus();
  return (
    <FormDialog
      title={definition?.title ?? ''}
      form={form}
      save={save}
      onClose={onClose}
      columns={2}
      labelWidth={8}
      width={width}
      intro={<Intro step={step} />}
    >
      {Fields === undefined ? null : <Fields {...view} />}
      <DateField name="on" label="办理日期" required />
      <TextAreaField name="note" label="备注" rows={1} maxLength={2000} span={2} />
    </FormDialog>
  );
}

/** The article that the step stands on, and the papers that it calls for. */
function Intro({ step }: { step: DirectStep }) {
  const { article, papers = [] } = stepOf(step) ?? {};
  const words = [
    ...(article === undefined ? [] : [`依据：${article}`]),
    ...(papers.length === 0 ? [] : [`应出文书：${papers.map((kind) => paperKind(kind).title).join('、')}`]),
  ];
  return words.length === 0 ? null : <>{words.join('；')}。</>;
}

/** Once a dialog is gone the next steps have the focus, so that the keyboard goes on from there. */
export function useReturnedFocus(): void {
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body) document.getElementById(STEP_BAR)?.focus();
      });
    },
    [],
  );
}
export const STEP_BAR = 'case-steps';
