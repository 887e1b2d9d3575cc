import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { LETTER_PER, type LetterDraft } from '#shared/contract/supervision';
import { oneOf } from '#shared/domain/petitioners/choices';
import { LetterInput } from '#shared/domain/supervision/decide';
import { WAY_NAMES } from '#shared/domain/supervision/situation';
import { useQueryOf } from '../../client';
import { DateField } from '../../ui/form/DateField';
import { RadioField, SelectField, TextAreaField, TextField, optionsOf } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { applyRefusal } from '../../ui/form/useSave';
import { JobProgress } from '../../ui/JobProgress';
import { QueryView } from '../../ui/states';
import { useJob } from '../../ui/useJob';
import type { BatchOutcome, Chosen } from './CandidatesTab';
import { SUPERVISION_READS } from './reads';
import { timesText } from './words';

interface Props {
  readonly items: readonly Chosen[];
  readonly onDone: (outcome: BatchOutcome) => void;
  readonly onClose: () => void;
}

const BatchForm = LetterInput.extend({ per: oneOf(LETTER_PER) });
const WAYS = optionsOf(WAY_NAMES);
const PER = optionsOf(LETTER_PER);

/** 批量生成督办函: looked through once, then made one after another with consecutive numbers. */
export function BatchDialog(props: Props) {
  const items = props.items.map(({ case: id, unit }) => ({ case: id, unit }));
  const proposed = useQueryOf('supervision.draftBatch', { items, per: 'case' }, { reads: [], fresh: true });
  const replyDue = proposed.data?.drafts[0]?.replyDue;
  return proposed.data === undefined ? null : <Batch {...props} items={items} replyDue={replyDue} />;
}

function Batch({ items, replyDue, onDone, onClose }: Props & { readonly replyDue: string | undefined }) {
  const job = useJob();
  const form = useDeskForm({
    schema: BatchForm,
    defaultValues: { per: 'case', ...(replyDue === undefined ? {} : { replyDue }) },
  });
  const [per, way] = useWatch({ control: form.control, name: ['per', 'way'] });
  const chosen = [...items];
  const ask = { items: chosen, per, ...(way ? { way } : {}) };
  const drafts = useQueryOf('supervision.draftBatch', ask, { reads: SUPERVISION_READS, keepPrevious: true });
  const wantsApproval = drafts.data?.drafts.some((draft) => draft.needsApproval) === true;
  const send = async (value: z.output<typeof BatchForm>) => {
    const answer = await job.run('supervision.issueBatch', { ...value, items: chosen });
    if (answer.ok) onDone(answer.value);
    else applyRefusal(form, answer.error);
  };
  const count = drafts.data?.drafts.length ?? 0;
  return (
    <>
      <FormDialog
        title="批量生成督办函"
        form={form}
        save={{ submit: () => void form.handleSubmit(send)(), pending: job.state !== undefined }}
        onClose={onClose}
        ok={`督办并生成 ${count} 份`}
        width={860}
        columns={2}
        labelWidth={6}
        intro="依据《信访工作条例》第四十条。同一机关、同一年度连续编号；检举控告类事项单独成函。"
      >
        <RadioField name="per" label="成函方式" options={PER} />
        <SelectField name="way" label="督办方式" options={WAYS} placeholder="按建议（逐次升级）" clearable />
        <DateField name="replyDue" label="回复期限" required />
        <TextField
          name="approver"
          label="批准人"
          required={wantsApproval}
          maxLength={50}
          help="实地、联合督办须经分管领导批准。"
        />
        <TextAreaField
          name="requirement"
          label="督办要求"
          rows={2}
          maxLength={2000}
          span={2}
          placeholder="不填的，按督办情形分别拟写。"
        />
        <div className="sup-drafts">
          <QueryView query={drafts}>{(data) => <Drafts drafts={data.drafts} />}</QueryView>
        </div>
      </FormDialog>
      <JobProgress job={job} title="正在生成督办函" />
    </>
  );
}

const Drafts = ({ drafts }: { drafts: readonly LetterDraft[] }) => (
  <table className="sup-table" aria-label="拟出的督办函">
    <thead>
      <tr>
        <th scope="col">主送单位</th>
        <th scope="col">方式</th>
        <th scope="col">次数</th>
        <th scope="col">事项</th>
      </tr>
    </thead>
    <tbody>
      {drafts.map((draft) => (
        <tr key={`${draft.unit} ${draft.way} ${draft.cases[0]?.key ?? ''}`}>
          <td>{draft.unitName}</td>
          <td>{WAY_NAMES[draft.way]}</td>
          <td>{timesText(Math.max(...draft.cases.map(({ no }) => no)))}</td>
          <td>{draft.cases.length === 1 ? draft.cases[0]?.caseNo : `${draft.cases.length} 件`}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
