import { Button } from 'antd';
import { SetLength } from '#shared/domain/deadlines/decide';
import { DEADLINES, type DeadlineKind, lengthWords, usualLength } from '#shared/domain/deadlines/kind';
import { type DeadlinePolicy, lengthOf } from '#shared/domain/deadlines/policy';
import { useCommand } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { NumberField, SelectField, TextField } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToast } from '../../ui/toast';
import { unitOptions } from './words';

interface Props {
  readonly kind: DeadlineKind;
  readonly policy: DeadlinePolicy;
  readonly onClose: () => void;
}

/** Another length for one limit; what the law has fixed shows what it said, and wants a reason. */
export function LengthDialog({ kind, policy, onClose }: Props) {
  const { title, statutory } = DEADLINES[kind];
  const form = useDeskForm({
    schema: SetLength,
    defaultValues: { kind, length: lengthOf(kind, policy) ?? { unit: 'natural_day' } },
  });
  const save = useSave('deadlines.setLength', form, { onSaved: onClose });
  return (
    <FormDialog
      title={`修改${title}`}
      form={form}
      save={save}
      onClose={onClose}
      intro={<Intro kind={kind} policy={policy} onClose={onClose} />}
    >
      <NumberField name="length.amount" label="长度" required min={1} max={366} autoFocus />
      <SelectField name="length.unit" label="计算单位" required options={unitOptions} />
      <TextField name="reason" label="理由" required={statutory} maxLength={200} />
    </FormDialog>
  );
}

function Intro({ kind, policy, onClose }: Props) {
  const { title, article, statutory, unit, optional = false } = DEADLINES[kind];
  const original = lengthWords(kind, usualLength(kind));
  return (
    <>
      <p>
        {statutory
          ? `${title}由${article}规定，原为${original}。除规定已经修订外，只应从严掌握，并写明理由。`
          : optional
            ? '条例没有规定这项期限的长度，原来不设。设置以后作为内控提醒，不是法定期限。'
            : `${title}原为${original}（${article}）。`}
        {unit === 'given' && !optional ? '指定了日期的以指定的为准，这里设置的是没有指定时的长度。' : ''}
      </p>
      {policy.lengths[kind] === undefined ? null : <Restore kind={kind} original={original} onClose={onClose} />}
    </>
  );
}

function Restore({ kind, original, onClose }: { kind: DeadlineKind; original: string; onClose: () => void }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run, pending } = useCommand('deadlines.setLength');
  const ask = async () => {
    const answer = await confirm({
      title: `恢复${DEADLINES[kind].title}原来的长度（${original}）？`,
      reason: 'required',
      ok: '恢复',
    });
    if (answer === undefined) return;
    const done = await run({ kind, reason: answer.reason });
    if (!done.ok) {
      toast.refused(done.error);
      return;
    }
    toast.saved(done.value.savedAt);
    onClose();
  };
  return (
    <Button className="inline-restore" loading={pending} onClick={() => void ask()}>
      恢复为{original}
    </Button>
  );
}
