import { z } from 'zod';
import { SaveNumbering, SetNumberingDesk } from '#shared/domain/documents/decide-numbering';
import { DEFAULT_FORMAT } from '#shared/domain/documents/number';
import { TextField } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import type { NumberRow, Numbers } from './NumbersPage';

interface Props {
  readonly numbers: Numbers;
  readonly onClose: () => void;
}

const FORM_HELP = `可用 {机关代字}、{文种代字}、{年}、{序}；空着用 ${DEFAULT_FORMAT}`;

/** 机关代字 and the form of all its numbers. */
export function OrganDialog({ numbers: { organ, organName, organCode, usualCode, format }, onClose }: Props) {
  const form = useDeskForm({
    schema: SaveNumbering,
    defaultValues: { organ, organCode: organCode ?? '', format: format ?? '' },
  });
  const save = useSave('paperNumbers.save', form, { onSaved: onClose });
  return (
    <FormDialog title={`${organName}的文号`} form={form} save={save} onClose={onClose} width={620}>
      <TextField name="organCode" label="机关代字" maxLength={12} help={`空着用单位简称“${usualCode}”`} />
      <TextField name="format" label="文号格式" maxLength={60} help={FORM_HELP} />
    </FormDialog>
  );
}

const OneKind = z.object({ code: SaveNumbering.shape.organCode, format: SaveNumbering.shape.format });

/** 文种代字 and form of one kind. */
export function KindDialog({ numbers, row, onClose }: Props & { readonly row: NumberRow }) {
  const { organ, organCode, format } = numbers;
  const form = useDeskForm({ schema: OneKind, defaultValues: { code: row.code ?? '', format: row.format ?? '' } });
  const save = useSave('paperNumbers.save', form, {
    onSaved: onClose,
    toInput: (value) => ({ organ, organCode, format, kinds: [{ kind: row.kind, ...value }] }),
  });
  return (
    <FormDialog title={`${row.title}的文号`} form={form} save={save} onClose={onClose} width={620}>
      <TextField name="code" label="文种代字" maxLength={12} help={`空着用“${row.usualCode}”`} />
      <TextField name="format" label="文号格式" maxLength={60} help={`${FORM_HELP}（或者本单位的格式）`} />
    </FormDialog>
  );
}

/** 更换编号机: this desk numbers from now on. */
export function DeskDialog({ numbers: { organ, organName, desk, ownDesk = '' }, onClose }: Props) {
  const form = useDeskForm({ schema: SetNumberingDesk, defaultValues: { organ, desk: ownDesk, reason: '' } });
  const save = useSave('paperNumbers.setDesk', form, { onSaved: onClose });
  return (
    <FormDialog
      title={`${organName}改由本机（${ownDesk}）编号`}
      form={form}
      save={save}
      onClose={onClose}
      width={620}
      intro={`更换前请先把 ${desk ?? '原编号机'} 的数据交换到本机，并停止在该机上出具文书，否则会出现重复的文号。`}
    >
      <TextField name="reason" label="理由" required maxLength={200} />
    </FormDialog>
  );
}
