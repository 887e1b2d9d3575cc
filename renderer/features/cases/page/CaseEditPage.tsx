import '../case-page.css';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import type { z } from 'zod';
import { CASE_LABELS } from '#shared/domain/cases/labels';
import { CaseContent } from '#shared/domain/cases/schema';
import { GENDERS } from '#shared/domain/petitioners/choices';
import { recordId } from '#shared/kernel/ids';
import { call, type InputOf, useQueryOf } from '../../../client';
import { DraftBar } from '../../../ui/form/DraftBar';
import {
  CheckField,
  NumberField,
  SelectField,
  TagsField,
  TextAreaField,
  TextField,
  optionsOf,
} from '../../../ui/form/fields';
import { Form, FormActions, FormSection, SaveButton } from '../../../ui/form/Form';
import { useCorrection } from '../../../ui/form/useCorrection';
import { useDeskForm } from '../../../ui/form/useDeskForm';
import { useDraft } from '../../../ui/form/useDraft';
import { Page } from '../../../ui/Page';
import { LoadingState, QueryView } from '../../../ui/states';
import { useVisitWords } from '../../visits/index';
import { casePath } from '../brief';
import { Rows } from './fields';
import type { CaseDetail } from './steps/form';

const labelOf = (field: keyof CaseContent): string => CASE_LABELS[field] ?? field;

type Draft = z.input<typeof CaseContent>;

/** 更正: the content of a case; what was changed is written field by field, with a reason. */
export default function CaseEditPage() {
  const { key = '' } = useParams();
  const query = useQueryOf('cases.get', { id: recordId('cases', key) });
  const [detail, setDetail] = useState<CaseDetail>();
  // What is being corrected stays as it was when the form opened.
  if (detail === undefined && query.data !== undefined && !query.isFetching) setDetail(query.data);
  return detail === undefined ? (
    <QueryView query={query}>{() => <LoadingState />}</QueryView>
  ) : (
    <EditForm detail={detail} />
  );
}

function EditForm({ detail: { row, fields } }: { detail: CaseDetail }) {
  const [, go] = useLocation();
  const saved = useMemo<Draft>(() => CaseContent.parse(fields), [fields]);
  const form = useDeskForm<Draft, CaseContent>({ schema: CaseContent, defaultValues: saved });
  const { dirtyFields, isSubmitting } = form.formState;
  const draft = useDraft(`cases.edit:${row.id.slice('cases/'.length)}`, form);
  const back = () => go(casePath(row.id));
  const send = useCorrection(form, {
    title: '更正信访事项',
    draft,
    send: (entry, reason) => call('cases.edit', { id: row.id, changes: changedFields(entry, dirtyFields), reason }),
    onSaved: back,
  });
  return (
    <Page title={`更正信访事项 ${row.caseNo}`}>
      <Form form={form} label="更正信访事项" onSubmit={() => void form.handleSubmit(send)()} columns={3} labelWidth={7}>
        <DraftBar draft={draft} />
        <ContentFields />
        <FormActions note="改动逐项记入变更记录">
          <SaveButton pending={isSubmitting}>保存更正</SaveButton>
          <Button onClick={() => void draft.discard().then(back)}>放弃更正</Button>
        </FormActions>
      </Form>
    </Page>
  );
}

function ContentFields() {
  const { purposes, categories, regions } = useVisitWords();
  return (
    <>
      <FormSection title="诉求" columns={3}>
        <TextField name="title" label={labelOf('title')} required maxLength={100} span={3} />
        <TextAreaField name="summary" label={labelOf('summary')} rows={3} maxLength={5000} span={3} />
        <TextAreaField name="demand" label={labelOf('demand')} rows={2} maxLength={2000} span={3} />
        <TextAreaField name="facts" label={labelOf('facts')} rows={2} maxLength={5000} span={3} />
        <SelectField name="purpose" label={labelOf('purpose')} options={purposes.options} />
        <SelectField name="categoryCode" label={labelOf('categoryCode')} options={categories.options} span={2} />
        <SelectField name="problemRegion" label={labelOf('problemRegion')} options={regions.options} />
        <TextField name="problemPlace" label={labelOf('problemPlace')} maxLength={200} span={2} />
        <NumberField name="headcount" label={labelOf('headcount')} min={1} unit="人" />
        <NumberField name="affectedCount" label={labelOf('affectedCount')} min={1} unit="人" />
        <TagsField name="topicTags" label={labelOf('topicTags')} />
      </FormSection>
      <FormSection title={labelOf('matters')} sub="一件多事的逐项列明，答复时逐项答复" columns={1}>
        <Rows name="matters" title="事项" add="添加事项" blank={{ title: '' }} most={20}>
          {(at, n) => <TextField name={`${at}.title`} label={`事项${n}`} required maxLength={300} />}
        </Rows>
      </FormSection>
      <FormSection title={labelOf('petitioners')} columns={3}>
        <CheckField name="identityUnclear" label="身份" text={labelOf('identityUnclear')} span={3} />
        <Rows
          name="petitioners"
          title="信访人"
          add="添加信访人"
          blank={{ name: '', gender: '', idNo: '', phone: '', address: '' }}
          most={50}
        >
          {(at, n) => (
            <>
              <TextField name={`${at}.name`} label={`姓名${n}`} maxLength={100} />
              <SelectField name={`${at}.gender`} label="性别" options={optionsOf(GENDERS)} />
              <TextField name={`${at}.idNo`} label="证件号" maxLength={30} />
              <TextField name={`${at}.phone`} label="电话" maxLength={30} />
              <TextField name={`${at}.address`} label="住址" maxLength={200} span={2} />
            </>
          )}
        </Rows>
      </FormSection>
    </>
  );
}

/** The fields a person touched; an emptied one goes as null. */
function changedFields(
  entry: CaseContent,
  dirty: { readonly [field: string]: unknown },
): InputOf<'cases.edit'>['changes'] {
  const fields = Object.keys(dirty).filter((field): field is keyof CaseContent => field in CaseContent.shape);
  return Object.fromEntries(fields.map((field) => [field, entry[field] ?? null]));
}
