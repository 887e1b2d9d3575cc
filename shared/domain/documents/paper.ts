import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { RecordId, recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Folded, isVoid } from '../../ledger/fold';
import { Sha256 } from '../attachments/schema';
import { DocumentType, paperKind } from './kinds';
import { PAPERS } from './names';

/** Papers are kept under the year and the desk that issued them, as visits are. */
export const paperRun = (year: number, desk: string): string => `${year}-${desk}`;
export const deskOfRun = (run: string): string => run.slice(run.indexOf('-') + 1);
export const paperId = (run: string, serial: number): RecordId =>
  recordId(PAPERS, `${run}-${String(serial).padStart(6, '0')}`);

/** A file of a paper, kept beside the ledger under its hash. */
export const PaperFile = z.object({ sha256: Sha256, bytes: z.int().positive() });
export type PaperFile = Readonly<z.output<typeof PaperFile>>;

/** A paper that went out: what it says, under which number, and its two files. It is never written again, only voided. */
export const Paper = z.object({
  case: RecordId,
  kind: DocumentType,
  organ: RecordId,
  organName: z.string(),
  /** 案由 of the case when it was issued. */
  title: z.string(),
  /** As filled in, by the field names of its kind. */
  data: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  version: z.int().min(1),
  /** The version that it takes the place of. */
  replaces: RecordId.optional(),
  reissueReason: z.string().optional(),
  /** Absent where papers of the kind are not numbered. */
  docNo: z.string().optional(),
  series: z.string().optional(),
  serial: z.int().optional(),
  issuedOn: LocalDate,
  issuedAt: z.number(),
  issuedBy: z.string(),
  issuedUnit: z.string(),
  /** `builtin`, or the hash of the centre's own template. */
  template: z.string(),
  docx: PaperFile,
  pdf: PaperFile.extend({ pages: z.int().positive() }),
  /** The unit that it is addressed to. */
  toUnit: RecordId.optional(),
  addressee: z.string().optional(),
  voidReason: z.string().nullish(),
});
export type Paper = Readonly<z.output<typeof Paper>>;

export interface FiledPaper extends Paper {
  readonly id: RecordId;
  readonly voided: boolean;
}

/** A folded paper; undefined for what another build wrote differently. */
export function readPaper(record: Folded): FiledPaper | undefined {
  const read = Paper.safeParse(record.value);
  return read.success ? { ...read.data, id: record.id, voided: isVoid(record) } : undefined;
}

/** How a paper stands: 有效, 已被替代 by a later version, or 已作废. */
export const PAPER_STANDINGS = { valid: '有效', replaced: '已被替代', voided: '已作废' } as const;
export type PaperStanding = keyof typeof PAPER_STANDINGS;

/** Of all versions on a case, which still stand. */
export function standingsOf(papers: readonly FiledPaper[]): ReadonlyMap<RecordId, PaperStanding> {
  const replaced = new Set(papers.flatMap(({ replaces }) => replaces ?? []));
  return new Map(
    papers.map(({ id, voided }) => [id, voided ? 'voided' : replaced.has(id) ? 'replaced' : 'valid'] as const),
  );
}

/** 转送函 常信访转〔2026〕12号 */
export const paperName = ({ kind, docNo }: Pick<Paper, 'kind' | 'docNo'>): string =>
  docNo === undefined ? paperKind(kind).title : `${paperKind(kind).title} ${docNo}`;

/** As a file is called that leaves the desk: without what no file system takes. */
export const paperFileName = (paper: Pick<Paper, 'kind' | 'docNo' | 'version'>, extension: 'docx' | 'pdf'): string => {
  const name = paperName(paper).replaceAll(/[\\/:*?"<>|\s]+/g, ' ');
  return `${name}${paper.version > 1 ? `（第${paper.version}版）` : ''}.${extension}`;
};
