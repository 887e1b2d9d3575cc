import type { Voided } from '../store/store';
import { atOnce, type Work } from '../turns';
import type { Matches } from '../store/store';
import type { Condition } from './condition';
import { marked } from './marks';
import { both, either } from './matches';
import { isPinyin, termsOf } from './needle';
import type { Source } from './source';

/** What is in the list at all. */
export interface Filter {
  /** All of them must be met. */
  readonly where?: readonly Condition[];
  /** As typed into a search box: each word is found in the text of the record, or as pinyin in its names. */
  readonly text?: string;
  /** What else a word may mean: the name of a unit is a value of a column, not a text of the record. */
  readonly meaning?: (term: string) => Condition | undefined;
  /** Withdrawn records are left out unless asked for. */
  readonly voided?: Voided;
}

/** Are columns enough to say which rows meet the filter? */
export const byColumns = (filter: Filter): boolean =>
  (filter.where ?? []).every(({ op }) => op !== 'has') && termsOf(filter.text ?? '').length === 0;

/** The conditions that not every listed row of a source meets anyway; undefined when one of them is met by none. */
export function conditionsLeft(source: Source, { where = [], voided = 'without' }: Filter): Condition[] | undefined {
  const left: Condition[] = [];
  for (const condition of where) {
    if (source.mayMeet?.(condition) === false) return undefined;
    const counted = condition.op === 'has' ? undefined : source.counted?.(condition, voided);
    if (counted === 0) return undefined;
    if (counted === undefined || counted < source.listedCount(voided)) left.push(condition);
  }
  return left;
}

/** Every row of a source that meets the filter, ascending. */
export const matching = (source: Source, filter: Filter): Uint32Array => atOnce(matchingRows(source, filter));

/** Texts looked into before other work gets its turn. */
const PROOFS = 256;

/** The same step by step; `left` are the conditions that not every listed row meets. */
export function* matchingRows(
  source: Source,
  filter: Filter,
  left: readonly Condition[] | undefined = conditionsLeft(source, filter),
): Work<Uint32Array> {
  if (left === undefined) return new Uint32Array();
  const { rows, open, test } = candidates(source, filter, left);
  if (!open) return rows;
  const proven = new Uint32Array(rows.length);
  let n = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (test(row)) proven[n++] = row;
    if (i % PROOFS === PROOFS - 1) yield;
  }
  return proven.subarray(0, n);
}

/** 1 for every row that meets the filter. */
export function maskOf(source: Source, filter: Filter): Uint8Array {
  const left = conditionsLeft(source, filter);
  if (left !== undefined && byColumns(filter)) return listedMeeting(source, filter.voided, left);
  const mask = new Uint8Array(source.rows);
  if (left !== undefined) for (const row of matching(source, filter)) mask[row] = 1;
  return mask;
}

/** 1 for every listed row that meets conditions on columns. */
export function listedMeeting(source: Source, voided: Voided = 'without', where: readonly Condition[]): Uint8Array {
  const mask = source.listed(voided).slice();
  for (const condition of where) source.filter(condition, mask);
  return mask;
}

/** Rows that meet the conditions left, and may still have to prove that they hold the text. */
export function candidates(
  source: Source,
  { text = '', meaning, voided }: Filter,
  left: readonly Condition[],
): Matches {
  const mask = listedMeeting(
    source,
    voided,
    left.filter(({ op }) => op !== 'has'),
  );
  let found: Matches | undefined;
  const narrow = (more: Matches) => {
    found = found === undefined ? more : both(found, more);
  };
  for (const condition of left) if (condition.op === 'has') narrow(source.withKey(condition.column, condition.value));
  for (const term of termsOf(text)) {
    const inText = source.withText(term);
    const named = isPinyin(term) ? either(inText, source.withPinyin(term)) : inText;
    const meant = meaning?.(term);
    narrow(meant === undefined ? named : either(named, meeting(source, meant)));
  }
  if (found === undefined) return { rows: marked(mask), open: false, test: () => true };
  return { ...found, rows: found.rows.filter((row) => mask[row] === 1) };
}

function meeting(source: Source, condition: Condition): Matches {
  const mask = listedMeeting(source, 'with', [condition]);
  return { rows: marked(mask), open: false, test: (row) => mask[row] === 1 };
}
