import { Modal } from 'antd';
import type { FieldValues } from 'react-hook-form';
import { Link } from 'wouter';
import type { z } from 'zod';
import type { StepName } from '#shared/domain/cases/steps/index';
import { stepOf } from '#shared/domain/cases/steps/index';
import type { RecordId } from '#shared/kernel/ids';
import { type OutputOf, useQueryOf } from '../../../client';
import { DateField } from '../../../ui/form/DateField';
import { FormDialog } from '../../../ui/form/FormDialog';
import { TextAreaField } from '../../../ui/form/fields';
import { useDeskForm } from '../../../ui/form/useDeskForm';
import { useSave } from '../../../ui/form/useSave';
import { useToday } from '../../../ui/today';
import { casePath } from '../brief';
import { bulkFields, bulkTitle } from './bulk';

export type BulkOutcome = OutputOf<'cases.bulkStep'>;

interface Props {
  readonly step: StepName;
  readonly ids: readonly RecordId[];
  readonly onDone: (outcome: BulkOutcome) => void;
  readonly onClose: () => void;
}

/** One step for all chosen cases, filled in once. */
export function BulkDialog({ step, ids, onDone, onClose }: Props) {
  const today = useToday();
  const operator = useQueryOf('app.status', {}, { reads: [] }).data?.identity?.operator;
  const form = useDeskForm<FieldValues, FieldValues>({
    schema: stepOf(step)?.input as unknown as z.ZodType<FieldValues, FieldValues>,
    defaultValues: { on: today, ...(step === 'sign' ? { signer: operator } : {}) },
  });
  const save = useSave('cases.bulkStep', form, {
    toInput: (input) => ({ ids: [...ids], step, input }),
    said: null,
    onSaved: onDone,
  });
  const article = stepOf(step)?.article;
  return (
    <FormDialog
      title={`成批${bulkTitle(step)}（${ids.length} 件）`}
      form={form}
      save={save}
      onClose={onClose}
      ok={bulkTitle(step)}
      intro={
        <>
          逐件按程序检查，不能办理的不改动，办完后列出原因。
          {article === undefined ? null : <>依据{article}。</>}
        </>
      }
    >
      <DateField name="on" label="日期" required />
      {bulkFields(step)}
      {step === 'note' ? null : <TextAreaField name="note" label="备注" rows={2} />}
    </FormDialog>
  );
}

interface ResultProps {
  readonly step: StepName;
  readonly outcome: BulkOutcome;
  readonly onClose: () => void;
}

/** Which of them could not be done, and why. */
export const BulkResult = ({ step, outcome, onClose }: ResultProps) => (
  <Modal
    open
    width={720}
    title={`成批${bulkTitle(step)}的结果`}
    okText="知道了"
    okButtonProps={{ autoFocus: true }}
    cancelButtonProps={{ style: { display: 'none' } }}
    onOk={onClose}
    onCancel={onClose}
  >
    <p role="status">
      已办理 <b>{outcome.done}</b> 件，未办理 <b>{outcome.refused.length}</b> 件。未办理的没有改动，仍处于选中状态。
    </p>
    <div className="case-refused">
      <table aria-label="未办理的事项">
        <thead>
          <tr>
            <th scope="col">事项编号</th>
            <th scope="col">原因</th>
          </tr>
        </thead>
        <tbody>
          {outcome.refused.map(({ id, caseNo, message }) => (
            <tr key={id}>
              <td>
                <Link href={casePath(id)}>{caseNo}</Link>
              </td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Modal>
);
