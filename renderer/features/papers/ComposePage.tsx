import './papers.css';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useLocation, useParams } from 'wouter';
import { z } from 'zod';
import { addresseeField } from '#shared/domain/documents/draft';
import { type DocumentType, paperKind } from '#shared/domain/documents/kinds';
import { paperControls } from '#shared/domain/documents/paper-form';
import { RecordId, recordId } from '#shared/kernel/ids';
import { type InputOf, type OutputOf, useQueryOf } from '../../client';
import { useUnits } from '../../ui/directory';
import { DraftBar } from '../../ui/form/DraftBar';
import { TextField, TreeField } from '../../ui/form/fields';
import { Form, FormActions, FormSection, SaveButton } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useDraft } from '../../ui/form/useDraft';
import { useSave } from '../../ui/form/useSave';
import { Notice, Page } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { PaperFields } from './fields';
import { Findings } from './Findings';
import { PageView } from './PageView';
import { useChecked } from './useChecked';
import { usePreview } from './usePreview';
import { nameOf, type PaperRow, paperPath, readComposePath } from './words';

type Draft = OutputOf<'papers.draft'>;

/** 出具文书: a new paper of a case. */
export default function ComposePage() {
  const { what = '' } = useParams();
  const named = readComposePath(what);
  if (named === undefined) {
    return (
      <Page title="出具文书">
        <EmptyState title="没有这种文书" />
      </Page>
    );
  }
  return <NewPaper key={what} {...named} />;
}

function NewPaper({ caseId, kind }: { caseId: RecordId; kind: DocumentType }) {
  const query = useDraftOf({ case: caseId, kind });
  return (
    <QueryView query={query}>
      {(draft) => <Compose about={{ caseId, kind }} draft={draft} again={undefined} />}
    </QueryView>
  );
}

/** 重新出具: another version under the same number. */
export function AgainPage() {
  const { key = '' } = useParams();
  const query = useQueryOf('papers.get', { id: recordId('papers', key) }, { reads: ['papers'] });
  return <QueryView query={query}>{({ paper }) => <Again key={key} paper={paper} />}</QueryView>;
}

function Again({ paper }: { paper: PaperRow }) {
  const { case: caseId, kind, id } = paper;
  const query = useDraftOf({ case: caseId, kind, again: id });
  return (
    <QueryView query={query}>{(draft) => <Compose about={{ caseId, kind }} draft={draft} again={paper} />}</QueryView>
  );
}

/** As the case stands now: a draft read earlier is not shown while the next is on its way. */
function useDraftOf(ask: InputOf<'papers.draft'>) {
  const { data, error, isFetching, refetch } = useQueryOf('papers.draft', ask, { reads: [], fresh: true });
  return isFetching ? { data: undefined, error: null, refetch } : { data, error, refetch };
}

const PaperForm = z.object({
  organ: z.string().min(1, '请选择发文单位'),
  toUnit: z.string().nullish(),
  reason: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});
type PaperForm = z.infer<typeof PaperForm>;

interface ComposeProps {
  readonly about: { readonly caseId: RecordId; readonly kind: DocumentType };
  readonly draft: Draft;
  readonly again: PaperRow | undefined;
}

function Compose({ about: { caseId, kind }, draft, again }: ComposeProps) {
  const [, go] = useLocation();
  const title = again === undefined ? `出具${paperKind(kind).title}` : `重新出具${nameOf(again)}`;
  const form = useDeskForm<PaperForm, PaperForm>({
    schema: PaperForm,
    defaultValues: {
      organ: draft.organ,
      ...(draft.toUnit === undefined ? {} : { toUnit: draft.toUnit }),
      data: draft.data,
    },
  });
  const kept = useDraft(
    again === undefined ? `papers.compose:${caseId.slice(6)}.${kind}` : `papers.again:${again.id.slice(7)}`,
    form,
  );
  const done = { onSaved: ({ id }: { id: RecordId }) => go(paperPath(id)), draft: kept };
  const issue = useSave('papers.issue', form, {
    ...done,
    said: '文书已出具并存档',
    toInput: (value) => askOf(caseId, kind, value),
  });
  const reissue = useSave('papers.reissue', form, {
    ...done,
    said: '新版已出具并存档',
    toInput: ({ toUnit, data, reason }) => ({
      id: again?.id ?? recordId('papers', 'none'),
      ...unitIn(toUnit),
      data,
      reason: reason ?? '',
    }),
  });
  const save = again === undefined ? issue : reissue;
  const ask = askOf(caseId, kind, form.watch());
  const checked = useChecked(ask);
  const number = again === undefined ? (checked ?? draft) : draft;
  return (
    <Page title={title} fill sub={number.docNo === undefined ? null : <span>文号：{number.docNo}</span>}>
      <div className="compose">
        <Form form={form} label={title} onSubmit={save.submit} columns={2} labelWidth={7}>
          <div className="compose-fields">
            <DraftBar draft={kept} />
            {number.problem === undefined ? null : <Notice tone="danger">{number.problem}</Notice>}
            <Head kind={kind} again={again} />
            <FormSection title="内容" sub={draft.template === 'own' ? '使用本中心的模板' : undefined}>
              <PaperFields controls={paperControls(kind)} choices={draft.choices} />
            </FormSection>
          </div>
          <Side ask={ask} findings={checked?.findings} />
          <FormActions note="出具后编号存档，不能改动；有错的可以重新出具新版，或者作废。">
            <SaveButton pending={save.pending}>{again === undefined ? '出具' : '出具新版'}</SaveButton>
          </FormActions>
        </Form>
      </div>
    </Page>
  );
}

/** Who signs, for whom, and why there is to be another version. */
function Head({ kind, again }: { kind: DocumentType; again: PaperRow | undefined }) {
  const units = useUnits();
  const { setValue } = useFormContext();
  const named = addresseeField(kind);
  return (
    <FormSection title="发文" sub={again?.organName}>
      {again === undefined ? (
        <TreeField name="organ" label="发文单位" required options={units.tree} />
      ) : (
        <TextField name="reason" label="重出理由" required maxLength={500} />
      )}
      {named === undefined ? null : (
        <TreeField
          name="toUnit"
          label="收文单位"
          options={units.tree}
          onChanged={(unit) => unit !== undefined && setValue(`data.${named}`, units.nameOf(unit))}
        />
      )}
    </FormSection>
  );
}

interface SideProps {
  readonly ask: InputOf<'papers.check'>;
  readonly findings: OutputOf<'papers.check'>['findings'] | undefined;
}

function Side({ ask, findings }: SideProps) {
  const [page, setPage] = useState(1);
  const preview = usePreview({ ...ask, page });
  return (
    <div className="compose-side">
      {findings === undefined ? null : <Findings findings={findings} />}
      <PageView label="预览" {...preview} onPage={setPage} />
    </div>
  );
}

const askOf = (caseId: RecordId, kind: DocumentType, { organ, toUnit, data }: PaperForm) => ({
  case: caseId,
  kind,
  organ,
  ...unitIn(toUnit),
  data,
});

const unitIn = (toUnit: string | null | undefined) =>
  toUnit === undefined || toUnit === null || toUnit === '' ? {} : { toUnit };
