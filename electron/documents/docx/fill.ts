import type { PaperData } from '#shared/domain/documents/data';
import type { DocumentType } from '#shared/domain/documents/kinds';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import type { Result } from '#shared/kernel/result';
import type { TemplateUse } from './index';

const NOT_YET = refuse('template.damaged', '这个模板打不开，文件可能已经损坏。');

export const fillTemplate = <K extends DocumentType>(
  _kind: K,
  _template: Uint8Array,
  _data: PaperData<K>,
): Result<Uint8Array, Refusal> => NOT_YET;

export const checkTemplate = (_kind: DocumentType, _template: Uint8Array): Result<TemplateUse, Refusal> => NOT_YET;
