import { z } from 'zod';
import { RecordId, recordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Decision, OpDraft } from '../../ledger/op';
import { changed, changesOf, createOp, setOp } from './decide-unit';
import { ArticleGroup, DICTIONARY_DEPTH, DICTIONARY_TITLES, type DictionaryEntry, DictionaryName } from './dictionary';
import { Reason } from './unit';

const Code = z
  .string()
  .trim()
  .regex(/^[A-Z0-9]{2,12}$/, '编码为 2 至 12 位数字或大写字母');
const Name = z.string().trim().min(1, '请填写名称').max(40, '名称不超过 40 个字');
const Note = z.string().trim().max(200, '备注不超过 200 个字').optional();

export const AddEntry = z.object({
  dictionary: DictionaryName,
  code: Code,
  name: Name,
  parent: RecordId.nullable(),
  note: Note,
  articleGroup: ArticleGroup.optional(),
});
export type AddEntry = z.infer<typeof AddEntry>;

export const EditEntry = z.object({ id: RecordId, name: Name, note: Note, articleGroup: ArticleGroup.optional() });
export type EditEntry = z.infer<typeof EditEntry>;

export const RetireEntry = z.object({ id: RecordId, reason: Reason });
export type RetireEntry = z.infer<typeof RetireEntry>;

type Entries = ReadonlyMap<RecordId, DictionaryEntry>;
type Decided = Result<Decision, Refusal>;

export function decideAddEntry(entries: Entries, input: AddEntry): Decided {
  const { dictionary, ...value } = input;
  const id = recordId(dictionary, input.code);
  if (entries.has(id)) return refuse('dictionary.codeTaken', `编码 ${input.code} 已经使用。`, { field: 'code' });
  const refused = badParent(entries, input) ?? nameTaken(entries, input.parent, input.name);
  if (refused !== undefined) return refused;
  return ok({ action: `新增${DICTIONARY_TITLES[dictionary]}`, ops: [createOp(id, { ...value, active: true })] });
}

export function decideEditEntry(entries: Entries, input: EditEntry): Decided {
  const entry = entries.get(input.id);
  if (entry === undefined) return unknownEntry();
  const taken = nameTaken(entries, entry.parent, input.name, entry.id);
  if (taken !== undefined) return taken;
  const before = { name: entry.name, note: entry.note, articleGroup: entry.articleGroup };
  const after = { name: input.name, note: input.note, articleGroup: input.articleGroup };
  return changed('修改名称', changesOf(entry.id, before, after));
}

/** What is below goes out of use with it; records that carry the code keep it. */
export function decideRetireEntry(entries: Entries, input: RetireEntry): Decided {
  const entry = entries.get(input.id);
  if (entry === undefined) return unknownEntry();
  if (!entry.active) return refuse('dictionary.retired', `${entry.name}已经停用。`);
  return ok({ action: '停用', reason: input.reason, ops: retireOps(entries, entry) });
}

const retireOps = (entries: Entries, entry: DictionaryEntry): OpDraft[] => [
  setOp(entry.id, 'active', false),
  ...[...entries.values()]
    .filter((child) => child.parent === entry.id && child.active)
    .flatMap((child) => retireOps(entries, child)),
];

export function decideRestoreEntry(entries: Entries, input: RetireEntry): Decided {
  const entry = entries.get(input.id);
  if (entry === undefined) return unknownEntry();
  if (entry.active) return refuse('dictionary.active', `${entry.name}没有停用。`);
  if (entry.parent !== null && entries.get(entry.parent)?.active === false) {
    return refuse('dictionary.parentRetired', '上一级已经停用，请先恢复上一级。');
  }
  return ok({ action: '恢复使用', reason: input.reason, ops: [setOp(entry.id, 'active', true)] });
}

const unknownEntry = () => refuse('dictionary.unknown', '没有找到这一项。');

function badParent(entries: Entries, input: AddEntry) {
  const depth = DICTIONARY_DEPTH[input.dictionary];
  let level = 1;
  for (let id = input.parent; id !== null; level += 1) {
    const parent: DictionaryEntry | undefined = entries.get(id);
    if (parent === undefined || level > depth)
      return refuse('dictionary.parent', '没有找到上一级。', { field: 'parent' });
    if (!parent.active) return refuse('dictionary.parentRetired', `${parent.name}已经停用。`, { field: 'parent' });
    id = parent.parent;
  }
  return level <= depth
    ? undefined
    : refuse('dictionary.tooDeep', `${DICTIONARY_TITLES[input.dictionary]}只分 ${depth} 级。`, { field: 'parent' });
}

function nameTaken(entries: Entries, parent: RecordId | null, name: string, except?: RecordId) {
  const same = [...entries.values()].some(
    (entry) => entry.active && entry.parent === parent && entry.name === name && entry.id !== except,
  );
  return same ? refuse('dictionary.nameTaken', '同一级中已有这个名称。', { field: 'name' }) : undefined;
}
