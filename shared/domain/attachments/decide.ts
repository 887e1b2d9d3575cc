import type { OpId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Entry, type Folded, isVoid, liveItems } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import { Attachment } from './schema';
import { ATTACHMENT_LIMITS } from './types';

/** The list field of a record that names its files. */
export const ATTACHMENTS = 'attachments';

/** A file of a record and who added it when. */
export interface Attached extends Attachment {
  readonly op: OpId;
  readonly entry: Entry;
}

type Decided = Result<Decision, Refusal>;

/** Files that have not been removed, oldest first; entries this build cannot read are left out. */
export const attachmentsOf = (record: Folded): readonly Attached[] =>
  liveItems(record, ATTACHMENTS).flatMap((entry) => {
    const read = Attachment.safeParse(entry.value);
    return read.success ? [{ ...read.data, op: entry.op, entry }] : [];
  });

/** Why nothing may be added to the record, however small. */
export function refuseAttaching(record: Folded | undefined, more: number): Result<Folded, Refusal> {
  if (record?.created === undefined) return refuse('attachment.noRecord', '没有找到要添加附件的登记或事项。');
  if (isVoid(record)) return refuse('attachment.voided', '此件已作废，不能再添加或移除附件。');
  if (more === 0 || attachmentsOf(record).length + more <= ATTACHMENT_LIMITS.files) return ok(record);
  return refuse('attachment.tooMany', `一件最多添加 ${ATTACHMENT_LIMITS.files} 个附件，请先移除不需要的附件。`);
}

/** The file that is on the record already, if it is. */
export const alreadyOn = (record: Folded, sha256: string): Attached | undefined =>
  attachmentsOf(record).find((file) => file.sha256 === sha256);

/** 添加附件: one entry per file. The content must be on disk before this is written down. */
export function decideAttach(record: Folded | undefined, files: readonly Attachment[]): Decided {
  const allowed = refuseAttaching(record, files.length);
  if (!allowed.ok) return allowed;
  const { id, space } = allowed.value;
  for (const file of files) {
    const there = alreadyOn(allowed.value, file.sha256);
    if (there !== undefined) return refuse('attachment.already', `“${file.name}”已经添加过（“${there.name}”）。`);
  }
  return ok({
    action: '添加附件',
    ops: files.map((file) => ({ kind: 'add', on: id, space, field: ATTACHMENTS, value: written(file) })),
  });
}

/** A paper that went out stays with its case; it is withdrawn among the papers. */
export const isRemovable = ({ source }: Pick<Attachment, 'source'>): boolean => source !== 'paper';

/** 移除附件: the entry is withdrawn with its reason; who added it and its content stay. */
export function decideDetach(record: Folded | undefined, op: OpId, reason: string): Decided {
  const allowed = refuseAttaching(record, 0);
  if (!allowed.ok) return allowed;
  const file = attachmentsOf(allowed.value).find((one) => one.op === op);
  if (file === undefined) return refuse('attachment.gone', '这个附件已经移除。');
  if (!isRemovable(file)) {
    return refuse('attachment.paper', `“${file.name}”是签发的文书，随件留存，不能移除；文书有误的，请在“文书”中作废。`);
  }
  const { id, space } = allowed.value;
  return ok({
    action: '移除附件',
    reason,
    ops: [{ kind: 'void', on: id, space, value: { op, name: file.name, reason } }],
  });
}

const written = ({ name, type, bytes, sha256, source, addedOn }: Attachment): JsonObject => ({
  name,
  type,
  bytes,
  sha256,
  source,
  addedOn,
});
