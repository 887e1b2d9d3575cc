import { z } from 'zod';
import type { LocalDate } from '../../calendar/local-date';
import { LocalDate as Day } from '../../calendar/local-date';
import { type RecordId, recordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Folded } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import { Sha256 } from '../attachments/schema';
import { changesOf, createOp } from '../departments/decide-unit';
import { type DocumentType, paperKind } from './kinds';
import { TEMPLATES } from './names';

export const templateId = (kind: DocumentType): RecordId => recordId(TEMPLATES, kind);
export const BUILTIN = 'builtin';

/** The centre's own template of a kind; its bytes lie beside the ledger under the hash. */
export const OwnTemplate = z.object({ sha256: Sha256, bytes: z.int().positive(), name: z.string(), since: Day });
export type OwnTemplate = Readonly<z.output<typeof OwnTemplate>>;

/** Undefined: the one that comes with the desk is used. */
export function readTemplate(record: Folded | undefined): OwnTemplate | undefined {
  const read = OwnTemplate.safeParse(record?.value['own']);
  return read.success ? read.data : undefined;
}

type Decided = Result<Decision, Refusal>;

/** 换用本中心的模板. */
export function decideUseTemplate(record: Folded | undefined, kind: DocumentType, own: OwnTemplate): Decided {
  if (readTemplate(record)?.sha256 === own.sha256) {
    return refuse('template.same', '这个模板正在使用，没有变化。', { field: 'file' });
  }
  return write(record, kind, { ...own }, `换用“${paperKind(kind).title}”模板`);
}

/** 恢复内置模板. */
export function decideResetTemplate(record: Folded | undefined, kind: DocumentType): Decided {
  return readTemplate(record) === undefined
    ? refuse('template.builtin', '现在用的就是内置模板。')
    : write(record, kind, null, `恢复“${paperKind(kind).title}”的内置模板`);
}

function write(
  record: Folded | undefined,
  kind: DocumentType,
  own: { sha256: string; bytes: number; name: string; since: LocalDate } | null,
  action: string,
): Decided {
  const id = templateId(kind);
  const ops =
    record?.created === undefined
      ? [createOp(id, { own })]
      : changesOf(id, { own: record.value['own'] ?? null }, { own });
  return ok({ action, ops });
}

/** What a template must have, so that nothing the law wants is left out of the paper, and why. */
const NEEDED: { readonly [K in DocumentType]?: readonly (readonly [name: string, why: string])[] } = {
  HandlingOpinion: [
    ['事项', '逐项答复'],
    ['依据', '《信访工作条例》第三十二条要求载明法律法规依据'],
    ['复查机关', '《信访工作条例》第三十五条规定的复查途径'],
  ],
  ReviewOpinion: [
    ['依据', '复查意见的依据'],
    ['复核机关', '《信访工作条例》第三十六条规定的复核途径'],
  ],
  DeclineNotice: [
    ['理由', '不予（再）受理的理由'],
    ['依据条款', '不予（再）受理的依据'],
  ],
  ExtensionNotice: [
    ['延期天数', '《信访工作条例》第三十四条'],
    ['理由', '《信访工作条例》第三十四条要求告知延期理由'],
  ],
};

/** Refused: a template without what its paper must say. */
export function refuseLacking(kind: DocumentType, used: readonly string[]) {
  const issues = (NEEDED[kind] ?? [])
    .filter(([name]) => !used.includes(name))
    .map(([name, why]) => ({ field: name, message: `模板中缺少“{{${name}}}”：${why}。` }));
  const [first] = issues;
  return first === undefined
    ? undefined
    : refuse('template.lacking', issues.length > 1 ? `${first.message}（共 ${issues.length} 处问题）` : first.message, {
        issues,
      });
}
