const SPECIAL = /[&<>"\p{Cc}\uFFFE\uFFFF]/u;
const ENTITIES: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const KEPT = '\t\n\r';
/** What one cell may hold. */
const LONGEST = 32_767;

/** Text as XML holds it: control characters, which make a workbook that Excel calls damaged, are left out. */
export function xmlText(text: string): string {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  if (!SPECIAL.test(short)) return short;
  return short.replace(new RegExp(SPECIAL, 'gu'), (char) => ENTITIES[char] ?? (KEPT.includes(char) ? char : ''));
}

/** A, B, …, Z, AA: the column counted from 1. */
export function columnName(n: number): string {
  return n <= 0 ? '' : columnName(Math.floor((n - 1) / 26)) + String.fromCharCode(65 + ((n - 1) % 26));
}
