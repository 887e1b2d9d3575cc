import type { PaperData } from '#shared/domain/documents/data';
import type { DocumentType } from '#shared/domain/documents/kinds';
import type { Refusal } from '#shared/kernel/refusal';
import type { Result } from '#shared/kernel/result';

/** What a template uses of the names it may use. */
export interface TemplateUse {
  readonly placeholders: readonly string[];
  /** Names of the kind that the template leaves out. */
  readonly unused: readonly string[];
}

// The libraries weigh megabytes: a desk that makes no paper never loads them.

/** The template (.docx) that comes with the desk. */
export const builtinTemplate = async (kind: DocumentType): Promise<Uint8Array> =>
  (await import('./builtin/index')).builtinTemplate(kind);

/** The paper (.docx): the template with the data in it, or, in words, what is wrong with the template. */
export const fillTemplate = async <K extends DocumentType>(
  kind: K,
  template: Uint8Array,
  data: PaperData<K>,
): Promise<Result<Uint8Array, Refusal>> => (await import('./fill')).fillTemplate(kind, template, data);

/** Looks at a template that a centre puts in the place of ours; each fault is one of the refusal's `issues`. */
export const checkTemplate = async (kind: DocumentType, template: Uint8Array): Promise<Result<TemplateUse, Refusal>> =>
  (await import('./fill')).checkTemplate(kind, template);

/** What a document says, a line for each paragraph. */
export const docxText = async (docx: Uint8Array): Promise<string> => (await import('./plain-text')).plainText(docx);
