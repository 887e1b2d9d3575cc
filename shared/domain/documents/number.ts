import { z } from 'zod';
import { keyOf, type RecordId, recordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { compact, valid } from '../departments/unit';
import { DOCUMENT_TYPES, type DocumentType, paperKind } from './kinds';
import { paperFields } from './data';
import { NUMBERING } from './names';

/** One record for each organ that numbers papers. */
export const numberingId = (organ: RecordId): RecordId => recordId(NUMBERING, keyOf(organ));

const PARTS = ['机关代字', '文种代字', '年', '序'] as const;
type Part = (typeof PARTS)[number];
export const DEFAULT_FORMAT = '{机关代字}{文种代字}〔{年}〕{序}号';

const partsOf = (format: string): string[] => [...format.matchAll(/\{([^{}]*)\}/g)].map(([, part = '']) => part);

/** What is wrong with the form of a number, as a sentence; undefined when it will do. */
export function faultOfFormat(format: string): string | undefined {
  const parts = partsOf(format);
  const unknown = parts.find((part) => !(PARTS as readonly string[]).includes(part));
  if (unknown !== undefined) return `没有“{${unknown}}”，可用的有${PARTS.map((part) => `{${part}}`).join('、')}。`;
  if (/[{}]/.test(format.replaceAll(/\{[^{}]*\}/g, ''))) return '花括号没有成对。';
  for (const part of ['年', '序']) {
    if (parts.filter((p) => p === part).length !== 1) return `“{${part}}”应当出现一次，否则文号会重复。`;
  }
  return /\{年\}\s*\{序\}/.test(format) ? '“{年}”和“{序}”之间应当有符号隔开。' : undefined;
}

export const NumberFormat = z
  .string()
  .trim()
  .min(1, '请填写文号格式')
  .max(60, '格式不超过 60 个字')
  .superRefine((format, ctx) => {
    const fault = faultOfFormat(format);
    if (fault !== undefined) ctx.addIssue({ code: 'custom', message: fault });
  });
export const NumberCode = z
  .string()
  .trim()
  .min(1, '请填写代字')
  .max(12, '代字不超过 12 个字')
  .regex(/^[^\s{}〔〕[\]0-9]+$/, '代字不能有空格、数字和括号');

/** How an organ numbers its papers; what is absent is as usual. */
export interface Numbering {
  readonly organCode?: string;
  readonly format?: string;
  /** 编号机: the desk that numbers outside reserved ranges. */
  readonly desk?: string;
  readonly kinds: { readonly [K in DocumentType]?: { readonly code?: string; readonly format?: string } };
}

/** Each kind's code and form are fields of their own, so that two desks that set different ones have nothing to settle. */
export const kindField = (kind: DocumentType, what: 'code' | 'format'): string => `${kind}.${what}`;

export function readNumbering(record: Folded | undefined): Numbering {
  const value = record?.value ?? {};
  const kinds = DOCUMENT_TYPES.flatMap((kind) => {
    const own = compact({
      code: valid(NumberCode, value[kindField(kind, 'code')]),
      format: valid(NumberFormat, value[kindField(kind, 'format')]),
    });
    return Object.keys(own).length === 0 ? [] : [[kind, own] as const];
  });
  return {
    ...compact({
      organCode: valid(NumberCode, value['organCode']),
      format: valid(NumberFormat, value['format']),
      desk: valid(z.string().min(1), value['desk']),
    }),
    kinds: Object.fromEntries(kinds),
  };
}

/** What the numbers of one kind of paper of one organ are made of. */
export interface NumberStyle {
  readonly organCode: string;
  readonly kindCode: string;
  readonly format: string;
}

export const styleOf = (numbering: Numbering, kind: DocumentType, unitShort: string): NumberStyle => ({
  organCode: numbering.organCode ?? unitShort,
  kindCode: numbering.kinds[kind]?.code ?? paperKind(kind).code,
  format: numbering.kinds[kind]?.format ?? numbering.format ?? DEFAULT_FORMAT,
});

/** 常信访转〔2026〕12号. */
export function docNoOf({ organCode, kindCode, format }: NumberStyle, year: number, serial: number): string {
  const said: { readonly [P in Part]: string } = {
    机关代字: organCode,
    文种代字: kindCode,
    年: String(year),
    序: String(serial),
  };
  return format.replaceAll(/\{([^{}]*)\}/g, (_, part: Part) => said[part]);
}

/** Forms and registers that carry no number, such as 来访登记表, are not counted. */
export const isNumbered = (kind: DocumentType): boolean => paperFields(kind)['docNo'] !== undefined;

/** The run of numbers that is counted through: an organ, a kind, a year. */
export interface Series {
  readonly organ: RecordId;
  readonly kind: DocumentType;
  readonly year: number;
}
export const seriesKey = ({ organ, kind, year }: Series): string => `${keyOf(organ)}.${kind}.${year}`;

/** Under this name an installation remembers, over a restore, how far a desk has counted in a run. */
export const issuedKey = (series: string, desk: string): string => `${series}@${desk}`;
/** The same with the number, as it is written into a record for whoever reads damaged files. */
export const numberMark = (series: string, desk: string, serial: number): string =>
  `${issuedKey(series, desk)}#${serial}`;
