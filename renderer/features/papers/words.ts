import { z } from 'zod';
import { DOCUMENT_TYPES, type DocumentType, paperKind } from '#shared/domain/documents/kinds';
import { PAPER_STANDINGS } from '#shared/domain/documents/paper';
import { keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import type { OutputOf } from '../../client';
import type { FileKind } from '../../ui/ExportButton';

export type PaperRow = OutputOf<'papers.list'>['papers'][number];

/** Collections that what is shown of a case's papers is read from. */
export const PAPER_READS = ['papers', 'cases'];
export const DOCX: FileKind = { name: 'Word 文档', extensions: ['docx'] };

/** The page on which a new paper of a case is written. */
export const composePath = (caseId: RecordId, kind: DocumentType): string => `/papers/new/${keyOf(caseId)}.${kind}`;
/** The page on which a paper is written again as a new version. */
export const againPath = (paper: RecordId): string => `/papers/again/${keyOf(paper)}`;
export const paperPath = (paper: RecordId): string => `/papers/${keyOf(paper)}`;

/** The case and the kind that the address of a new paper names. */
export function readComposePath(what: string): { caseId: RecordId; kind: DocumentType } | undefined {
  const at = what.lastIndexOf('.');
  const kind = z.enum(DOCUMENT_TYPES as [DocumentType, ...DocumentType[]]).safeParse(what.slice(at + 1));
  return at > 0 && kind.success ? { caseId: recordId('cases', what.slice(0, at)), kind: kind.data } : undefined;
}

export const standingWords = ({ standing, version }: PaperRow): string =>
  version > 1 || standing !== 'valid' ? `第 ${version} 版，${PAPER_STANDINGS[standing]}` : PAPER_STANDINGS[standing];

/** 转送函 常信访转〔2026〕12号 */
export const nameOf = ({ kind, docNo }: { kind: DocumentType; docNo?: string | undefined }): string =>
  docNo === undefined ? paperKind(kind).title : `${paperKind(kind).title} ${docNo}`;

/** As the file is proposed to be called. */
export const fileNameOf = (paper: PaperRow, extension: 'docx' | 'pdf'): string =>
  `${nameOf(paper)}${paper.version > 1 ? `（第${paper.version}版）` : ''}.${extension}`;
