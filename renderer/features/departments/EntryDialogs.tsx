import { AddEntry, EditEntry } from '#shared/domain/departments/decide-dictionary';
import {
  ARTICLE_GROUP_NAMES,
  DICTIONARY_DEPTH,
  DICTIONARY_TITLES,
  type DictionaryName,
} from '#shared/domain/departments/dictionary';
import { SelectField, TextField, optionsOf } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import type { Entry } from './EntryTable';

interface AddProps {
  readonly dictionary: DictionaryName;
  readonly entries: readonly Entry[];
  readonly parent: Entry | undefined;
  readonly onClose: () => void;
}

export function AddEntryDialog({ dictionary, entries, parent, onClose }: AddProps) {
  const form = useDeskForm({
    schema: AddEntry,
    defaultValues: {
      dictionary,
      code: nextCode(entries, parent),
      name: '',
      parent: parent?.id ?? null,
    },
  });
  const save = useSave('dictionary.add', form, { onSaved: onClose });
  const parents = entries
    .filter((entry) => entry.active && levelOf(entries, entry) < DICTIONARY_DEPTH[dictionary])
    .map((entry) => ({ value: entry.id as string, label: entry.name, keywords: entry.keywords }));
  return (
    <FormDialog title={`新增${DICTIONARY_TITLES[dictionary]}`} form={form} save={save} onClose={onClose}>
      {DICTIONARY_DEPTH[dictionary] === 1 ? null : (
        <SelectField name="parent" label="上一级" options={parents} clearable placeholder="不选即为第一级" />
      )}
      <TextField name="name" label="名称" required autoFocus maxLength={40} />
      <TextField name="code" label="编码" required maxLength={12} help="以后不能改" />
      {dictionary === 'purposes' ? <GroupField /> : null}
      <TextField name="note" label="备注" maxLength={200} />
    </FormDialog>
  );
}

export function EditEntryDialog({
  dictionary,
  entry,
  onClose,
}: {
  dictionary: DictionaryName;
  entry: Entry;
  onClose: () => void;
}) {
  const form = useDeskForm({
    schema: EditEntry,
    defaultValues: { id: entry.id, name: entry.name, note: entry.note, articleGroup: entry.articleGroup },
  });
  const save = useSave('dictionary.edit', form, { onSaved: onClose });
  return (
    <FormDialog
      title={`修改：${entry.name}`}
      form={form}
      save={save}
      onClose={onClose}
      intro="已登记的事项显示新名称；意思不同时请停用本项并另行新增。"
    >
      <TextField name="name" label="名称" required autoFocus maxLength={40} />
      {dictionary === 'purposes' ? <GroupField /> : null}
      <TextField name="note" label="备注" maxLength={200} />
    </FormDialog>
  );
}

const GroupField = () => (
  <SelectField
    name="articleGroup"
    label="条例类别"
    options={optionsOf(ARTICLE_GROUP_NAMES)}
    help="《信访工作条例》第二十九条至第三十一条的分类"
  />
);

function levelOf(entries: readonly Entry[], entry: Entry): number {
  const parent = entries.find((other) => other.id === entry.parent);
  return parent === undefined ? 1 : 1 + levelOf(entries, parent);
}

/** The number after the last one beside it, when codes there are numbers. */
function nextCode(entries: readonly Entry[], parent: Entry | undefined): string {
  const codes = entries.filter((entry) => entry.parent === (parent?.id ?? null)).map((entry) => entry.code);
  const numbers = codes.filter((code) => /^\d+$/.test(code) && code !== '99').toSorted();
  const last = numbers.at(-1);
  if (last === undefined) return parent === undefined ? '' : `${parent.code}01`;
  return String(Number(last) + 1).padStart(last.length, '0');
}
