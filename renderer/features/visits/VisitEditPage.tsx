import './visits.css';
import { Button } from 'antd';
import { useMemo } from 'react';
import { FormProvider } from 'react-hook-form';
import { useLocation, useParams } from 'wouter';
import { type VisitField, VisitFields } from '#shared/domain/visits/schema';
import { recordId } from '#shared/kernel/ids';
import { call, type InputOf, type OutputOf, useQueryOf } from '../../client';
import { DraftBar } from '../../ui/form/DraftBar';
import { Form, FormActions, SaveButton } from '../../ui/form/Form';
import { useCorrection } from '../../ui/form/useCorrection';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useDraft } from '../../ui/form/useDraft';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToday } from '../../ui/today';
import { useVisitWords } from './dictionary';
import { blankVisit, type VisitDraft, type VisitEntry, visitFormSchema } from './form/model';
import { VisitFormBody } from './form/VisitFormBody';

type Detail = OutputOf<'visits.get'>;

/** 更正: the same form; what was changed is written field by field, with a reason. */
export default function VisitEditPage() {
  const { no = '' } = useParams();
  const query = useQueryOf('visits.get', { id: recordId('visits', no) }, { reads: ['visits', 'visitPolicy'] });
  return <QueryView query={query}>{(detail) => <EditForm key={detail.id} detail={detail} />}</QueryView>;
}

function EditForm({ detail: { id, visit, priors } }: { detail: Detail }) {
  const words = useVisitWords();
  const today = useToday();
  const [, go] = useLocation();
  const saved = useMemo<VisitDraft>(
    () => ({ ...VisitFields.parse(visit), isRepeat: visit.isRepeat === true, priorVisitIds: priors.map((p) => p.id) }),
    [visit, priors],
  );
  const schema = useMemo(() => visitFormSchema(today), [today]);
  const form = useDeskForm<VisitDraft, VisitEntry>({ schema, defaultValues: saved });
  const { dirtyFields, isSubmitting } = form.formState;
  const draft = useDraft(`visits.edit:${visit.visitNo}`, form);
  const back = () => go(`/visits/${visit.visitNo}`);
  const send = useCorrection(form, {
    title: '更正来访登记',
    draft,
    send: (entry, reason) => call('visits.correct', { id, changes: changedFields(entry, dirtyFields), reason }),
    onSaved: back,
  });
  return (
    <Page title={`更正来访登记 ${visit.visitNo}`} sub={visit.title} fill>
      <div className="visit-desk single">
        <div className="visit-form">
          <FormProvider {...form}>
            <Form
              form={form}
              label="更正来访登记"
              onSubmit={() => void form.handleSubmit(send)()}
              columns={3}
              labelWidth={5}
            >
              <DraftBar draft={draft} />
              <VisitFormBody words={words} fresh={blankVisit(today, '', undefined)} />
              <FormActions note="改动逐项记入变更记录">
                <SaveButton pending={isSubmitting}>保存更正</SaveButton>
                <Button onClick={() => void draft.discard().then(back)}>放弃更正</Button>
              </FormActions>
            </Form>
          </FormProvider>
        </div>
      </div>
    </Page>
  );
}

/** The fields a person touched; an emptied one goes as null. */
function changedFields(
  entry: VisitEntry,
  dirty: { readonly [field: string]: unknown },
): InputOf<'visits.correct'>['changes'] {
  const fields = (Object.keys(dirty) as VisitField[]).filter((field) => field in VisitFields.shape);
  return Object.fromEntries(fields.map((field) => [field, entry[field] ?? null]));
}
