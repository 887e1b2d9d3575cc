import { type Hint, hintOf } from './hints';
import { firstOf, type Spacing, spacingOf, type StyleBook } from './prepare-styles';
import { attribute, child, elements, ensure, isOn, numberIn, write } from './xml';

/** Writes into the document what the pages need and docx-preview does not read. */
export function setHints(xml: Document, styles: StyleBook, grid: Element | undefined): void {
  for (const paragraph of elements(xml, 'p')) hintParagraph(paragraph, styles, grid);
  for (const row of elements(xml, 'tr')) {
    const form = child(row, 'trPr');
    hint(form, [
      ...(isOn(form, 'tblHeader') ? ['head' as const] : []),
      ...(isOn(form, 'cantSplit') ? ['whole' as const] : []),
    ]);
  }
  for (const table of elements(xml, 'tbl')) {
    const form = child(table, 'tblPr');
    const position = child(form, 'tblpPr');
    if (attribute(position, 'tblpYSpec') === 'bottom') hint(form, ['foot']);
    // It would float and let the text run past it.
    position?.remove();
  }
}

function hintParagraph(paragraph: Element, styles: StyleBook, grid: Element | undefined): void {
  const form = child(paragraph, 'pPr');
  const style = styles.of(attribute(child(form, 'pStyle'), 'val'));
  const own = firstOf(spacingOf(undefined, form), style, styles.everywhere);
  const line = lineOf(own, paragraph, grid);
  const hints: Hint[] = [
    ...(isOn(form, 'keepNext') ? ['keep' as const] : []),
    ...(isOn(form, 'keepLines') ? ['whole' as const] : []),
  ];
  if (line !== undefined || own.rule === 'exact') hints.push('line');
  if (hints.length > 0) hint(ensure(paragraph, 'pPr'), hints);
  if (line !== undefined) setLine(ensure(paragraph, 'pPr'), line);
  const gridLetters = (numberIn(grid, 'charSpace') ?? 0) / 4096;
  for (const run of elements(paragraph, 'r')) {
    const runForm = child(run, 'rPr');
    const letters = firstOf(
      spacingOf(runForm, undefined),
      namedStyle(styles, attribute(child(runForm, 'rStyle'), 'val')),
      style,
      styles.everywhere,
    ).letters;
    const total = (letters ?? 0) + (attribute(grid, 'type') === 'linesAndChars' ? gridLetters * 20 : 0);
    if (total !== 0) hint(ensure(run, 'rPr'), [], total);
  }
}

const namedStyle = (styles: StyleBook, id: string | undefined): Spacing => (id === undefined ? {} : styles.of(id));

const SINGLE = 240;
/** Word sets Chinese letters about so much further apart than their size. */
const CHINESE = 1.2;

/** The exact line in twentieths of a point where the document leaves it to a grid or to the letters. */
function lineOf({ line, rule }: Spacing, paragraph: Element, grid: Element | undefined): number | undefined {
  if (rule === 'exact') return undefined;
  const pitch = numberIn(grid, 'linePitch');
  const type = attribute(grid, 'type');
  const size = (largest(paragraph) ?? 21) * 10;
  const onGrid = pitch !== undefined && type !== undefined && type !== 'default' && paragraph.closest('tc') === null;
  const single = onGrid ? Math.ceil((size * CHINESE) / pitch) * pitch : size * CHINESE;
  if (rule === 'atLeast') return Math.max(line ?? 0, single);
  if (line === undefined && !onGrid) return undefined;
  return (single * (line ?? SINGLE)) / SINGLE;
}

/** The largest size of letters that the paragraph names, in half points. */
function largest(paragraph: Element): number | undefined {
  const sizes = elements(paragraph, 'sz').flatMap((size) => numberIn(size, 'val') ?? []);
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}

function setLine(form: Element, line: number): void {
  const spacing = ensure(form, 'spacing');
  write(spacing, 'line', String(Math.round(line)));
  write(spacing, 'lineRule', 'exact');
}

function hint(form: Element | undefined, hints: readonly Hint[], spacing = 0): void {
  const written = hintOf(hints, spacing);
  if (form === undefined || written === undefined) return;
  child(form, 'lang')?.remove();
  write(ensure(form, 'lang'), 'val', written);
}
