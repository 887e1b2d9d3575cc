import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { DocumentType } from '../domain/documents/kinds';
import { PAPER_STANDINGS, PaperFile } from '../domain/documents/paper';
import { oneOf } from '../domain/petitioners/choices';
import { FileHandle, RecordId } from '../kernel/ids';
import type { JsonObject } from '../kernel/json';
import { command, query, shell } from './define';

/**
 * The fields of a paper of some kind, emptied ones left out; the kind's own schema looks at them when the paper is checked.
 */
const PaperFields = z
  .record(z.string().max(40), z.unknown())
  .transform(
    (fields) => JSON.parse(JSON.stringify(fields, (_, v: unknown) => (isBlank(v) ? undefined : v))) as JsonObject,
  );
const isBlank = (value: unknown): boolean => value === '' || value === null;

/** A paper on its way: of which case, which kind, who signs, for whom, what it says. */
export const PaperAsk = z.object({
  case: RecordId,
  kind: DocumentType,
  organ: RecordId,
  toUnit: RecordId.optional(),
  data: PaperFields,
});
export type PaperAsk = z.output<typeof PaperAsk>;

/** Something that keeps a paper from being issued; `field` is a path into its data, or `organ`, `toUnit`. */
export const PaperFinding = z.object({
  code: z.string(),
  field: z.string().optional(),
  message: z.string(),
  lawArticle: z.string().optional(),
});
export type PaperFinding = z.output<typeof PaperFinding>;

export const PaperRow = z.object({
  id: RecordId,
  case: RecordId,
  kind: DocumentType,
  title: z.string(),
  docNo: z.string().optional(),
  organ: RecordId,
  organName: z.string(),
  version: z.number(),
  replaces: RecordId.optional(),
  standing: oneOf(PAPER_STANDINGS),
  reissueReason: z.string().optional(),
  voidReason: z.string().optional(),
  issuedOn: LocalDate,
  issuedAt: z.number(),
  issuedBy: z.string(),
  template: z.enum(['builtin', 'own']),
  addressee: z.string().optional(),
  toUnit: RecordId.optional(),
  docx: PaperFile,
  pdf: PaperFile.extend({ pages: z.number() }),
});
export type PaperRow = z.output<typeof PaperRow>;

/** The address of a picture of one page, for a little while, and how many pages there are. */
const Picture = z.object({ picture: z.string(), page: z.number(), pages: z.number() });
const PageNo = z.number().int().min(1).max(500);
/** Whether a file is still as it was filed. */
const Soundness = z.object({ sound: z.boolean(), problem: z.string().optional() });

const ById = z.object({ id: RecordId });
const Reason = z.string().trim().min(2, '请写明原因').max(500, '原因不超过 500 个字');

export const Issued = z.object({ id: RecordId, docNo: z.string().optional(), savedAt: z.number() });
export type Issued = z.output<typeof Issued>;

const DossierFile = z.object({
  title: z.string(),
  docNo: z.string().optional(),
  on: z.string().optional(),
  pages: z.string().optional(),
});

export const papersContract = {
  'papers.list': query({
    title: '一件信访事项的文书',
    input: z.object({ case: RecordId }),
    output: z.object({
      papers: z.array(PaperRow),
      /** Kinds that the latest step calls for and that have not been issued since. */
      called: z.array(DocumentType),
    }),
  }),
  'papers.get': query({
    title: '一份文书的内容，并核对存档文件是否完好',
    input: ById,
    output: z.object({ paper: PaperRow, data: z.record(z.string(), z.unknown()), docx: Soundness, pdf: Soundness }),
  }),
  'papers.draft': query({
    title: '按信访事项的情况起草一份文书',
    input: z.object({
      case: RecordId,
      kind: DocumentType,
      organ: RecordId.optional(),
      toUnit: RecordId.optional(),
      /** The paper that is to be issued again: its data are taken up. */
      again: RecordId.optional(),
    }),
    output: z.object({
      organ: RecordId,
      organName: z.string(),
      toUnit: RecordId.optional(),
      data: z.record(z.string(), z.unknown()),
      /** The number it would get as drafted. */
      docNo: z.string().optional(),
      /** Why it has no number to get. */
      problem: z.string().optional(),
      template: z.enum(['builtin', 'own']),
      /** By field: the words the law leaves to choose from. */
      choices: z.record(z.string(), z.array(z.string())),
    }),
  }),
  'papers.check': query({
    title: '出具前检查一份文书',
    input: PaperAsk,
    output: z.object({
      findings: z.array(PaperFinding),
      /** The number it would get as it is filled in, or why there is none to get. */
      docNo: z.string().optional(),
      problem: z.string().optional(),
    }),
  }),
  'papers.preview': shell({
    title: '预览一份还没有出具的文书',
    input: PaperAsk.extend({ page: PageNo }),
    output: Picture,
  }),
  'papers.issue': shell({
    title: '出具文书：检查、编号、存档',
    input: PaperAsk,
    output: Issued,
  }),
  'papers.reissue': shell({
    title: '重新出具文书（同一文号的新版，旧版留存）',
    input: z.object({ id: RecordId, toUnit: RecordId.optional(), data: PaperFields, reason: Reason }),
    output: Issued,
  }),
  'papers.void': command({
    title: '作废文书（文号保留，不再使用）',
    input: z.object({ id: RecordId, reason: Reason }),
    output: z.object({ savedAt: z.number() }),
  }),
  'papers.picture': shell({
    title: '存档文书的一页',
    input: z.object({ id: RecordId, page: PageNo }),
    output: Picture,
  }),
  'papers.save': shell({
    title: '存档文书另存为文件',
    input: z.object({ id: RecordId, format: z.enum(['docx', 'pdf']), file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'papers.print': shell({ title: '打印存档文书', input: ById, output: z.object({ printed: z.boolean() }) }),
  'papers.dossier': query({
    title: '卷宗目录的内容：卷内文件、文号和页次',
    input: z.object({ case: RecordId }),
    output: z.object({ files: z.array(DossierFile), pageCount: z.number() }),
  }),
};
