import { type LocalDate, parseLocalDate } from '../../calendar/local-date';
import { paperFields } from './data';
import type { Field, Fields } from './field';
import type { DocumentType } from './kinds';
import { nameLines } from './name-lines';

/** A value as a template sees it. */
export type Word = string | boolean | readonly Words[];
export interface Words {
  readonly [name: string]: Word;
}

export const chineseDate = (date: LocalDate): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 as 一 … 九十九; beyond that in figures. */
export function chineseNumber(n: number): string {
  if (n < 1 || n > 99) return String(n);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return head + (ones === 0 ? '' : DIGITS[ones]);
}

/** Whether a template may ask `{{#有…}}` about it. */
export const canBeAbsent = (field: Field): boolean => field.schema.safeParse(undefined).success;

/** By what name a template asks for a name in lines. */
export const inLines = (name: string): string => `${name}分行`;

/** The data of a paper under the Chinese names that its templates use. */
export const paperWords = (kind: DocumentType, data: object): Words => wordsOf(paperFields(kind), data);

function wordsOf(fields: Fields, data: object): Words {
  const words: { [name: string]: Word } = {};
  for (const [key, field] of Object.entries(fields)) {
    const value: unknown = (data as { readonly [key: string]: unknown })[key];
    const word = field.items === undefined ? say(value) : entries(field.items, value);
    words[field.name] = word;
    if (field.inLines === true && typeof word === 'string') words[inLines(field.name)] = nameLines(word).join('\n');
    if (canBeAbsent(field)) words[`有${field.name}`] = word.length > 0;
  }
  return words;
}

function say(value: unknown): string {
  if (typeof value === 'string') {
    const date = parseLocalDate(value);
    return date === undefined ? value : chineseDate(date);
  }
  return typeof value === 'number' ? String(value) : '';
}

const entries = (items: Fields, value: unknown): Words[] =>
  (Array.isArray(value) ? (value as object[]) : []).map((entry, at, all) => ({
    序号: String(at + 1),
    汉字序号: chineseNumber(at + 1),
    首项: at === 0,
    末项: at === all.length - 1,
    ...wordsOf(items, entry),
  }));

/** One name that a template of the kind may use, for the settings page. */
export interface Placeholder {
  readonly name: string;
  readonly help: string;
  /** What stands between {{#name}} and {{/name}}. */
  readonly inside?: readonly Placeholder[];
}

/** Every name that a template of the kind may use, with what it means. */
export const placeholdersOf = (kind: DocumentType): readonly Placeholder[] => listOf(paperFields(kind));

const listOf = (fields: Fields): Placeholder[] =>
  Object.values(fields).flatMap((field): Placeholder[] => {
    const { name, help, items } = field;
    const own = items === undefined ? { name, help } : { name, help, inside: [...NUMBERS, ...listOf(items)] };
    return [
      own,
      ...(canBeAbsent(field) ? [{ name: `有${name}`, help: `有“${name}”时才印出其间的内容` }] : []),
      ...(field.inLines === true ? [{ name: inLines(name), help: `同“${name}”，名称较长的在合适的地方分成几行` }] : []),
    ];
  });

const NUMBERS: readonly Placeholder[] = [
  { name: '序号', help: '1、2、3……' },
  { name: '汉字序号', help: '一、二、三……' },
  { name: '首项', help: '写成“{{#首项}}”和“{{/首项}}”，其间的内容只在第一项印出' },
  { name: '末项', help: '写成“{{#末项}}”和“{{/末项}}”，其间的内容只在最后一项印出' },
];
