import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { ReserveRange, SaveNumbering, SetNumberingDesk } from '../domain/documents/decide-numbering';
import { DocumentType } from '../domain/documents/kinds';
import { NumberRange } from '../domain/documents/number-range';
import { FileHandle, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';
import { Saved } from './departments';

const Kind = z.object({ kind: DocumentType });

export const TemplateRow = z.object({
  kind: DocumentType,
  title: z.string(),
  own: z.object({ name: z.string(), since: LocalDate, bytes: z.number(), present: z.boolean() }).optional(),
});
export type TemplateRow = z.output<typeof TemplateRow>;

/** How the papers of one kind of an organ are numbered in a year. */
export const NumberingRow = z.object({
  kind: DocumentType,
  title: z.string(),
  code: z.string().optional(),
  usualCode: z.string(),
  format: z.string().optional(),
  /** Papers that carry a number of the run, withdrawn ones included. */
  used: z.number(),
  voided: z.number(),
  last: z.number().optional(),
  /** What the next one would be called on this desk. */
  next: z.string().optional(),
  /** Why this desk has no number to give. */
  problem: z.string().optional(),
  /** Numbers that two papers carry, as desks that gave them apart from each other leave behind. */
  twice: z.array(z.number()),
});
export type NumberingRow = z.output<typeof NumberingRow>;

const Which = z.enum(['builtin', 'own']);

export const paperSettingsContract = {
  'paperTemplates.list': query({
    title: '文书模板一览',
    input: Nothing,
    output: z.object({ templates: z.array(TemplateRow) }),
  }),
  'paperTemplates.import': shell({
    title: '换用本中心的文书模板（.docx）',
    input: Kind.extend({ file: FileHandle }),
    output: z.object({ savedAt: z.number(), unused: z.array(z.string()) }),
  }),
  'paperTemplates.export': shell({
    title: '导出文书模板',
    input: Kind.extend({ which: Which, file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'paperTemplates.reset': command({ title: '恢复内置的文书模板', input: Kind, output: Saved }),
  'paperTemplates.preview': shell({
    title: '用样例内容预览文书模板',
    input: Kind.extend({ which: Which, size: z.enum(['short', 'long']), page: z.number().int().min(1).max(500) }),
    output: z.object({ picture: z.string(), page: z.number(), pages: z.number() }),
  }),
  'paperNumbers.list': query({
    title: '一个单位一年的文书编号',
    input: z.object({ organ: RecordId, year: z.number().int().min(2000).max(2199) }),
    output: z.object({
      organ: RecordId,
      organName: z.string(),
      /** 机关代字 as set, and as it is otherwise. */
      organCode: z.string().optional(),
      usualCode: z.string(),
      format: z.string().optional(),
      /** 编号机; absent until the first paper. */
      desk: z.string().optional(),
      /** 机号 of this desk. */
      ownDesk: z.string().optional(),
      rows: z.array(NumberingRow),
      ranges: z.array(NumberRange.extend({ used: z.number(), title: z.string() })),
    }),
  }),
  'paperNumbers.save': command({ title: '设置文书的代字和文号格式', input: SaveNumbering, output: Saved }),
  'paperNumbers.setDesk': command({ title: '改由另一台机器编号', input: SetNumberingDesk, output: Saved }),
  'paperNumbers.reserve': command({ title: '为离线的机器预留号段', input: ReserveRange, output: Saved }),
  'paperNumbers.giveBack': command({
    title: '交回号段中没有用的号',
    input: z.object({ id: RecordId }),
    output: Saved,
  }),
};
