import { has } from './hints';
import { linesOf, splitAt } from './lines';

/**
 * Cuts a block at the lower edge of its page: what is too much comes back for the next page. Undefined when the block
 * cannot be cut there.
 */
export function breakBlock(block: Element, limit: number): Element[] | undefined {
  if (block instanceof HTMLParagraphElement) return breakParagraph(block, limit);
  if (block instanceof HTMLTableElement) return breakTable(block, limit);
  return undefined;
}

/** The block and those before it that must not be parted from it. */
export function keptWith(block: Element): Element[] {
  const kept = [block];
  for (let before = block.previousElementSibling; before !== null && has(before, 'keep'); ) {
    kept.unshift(before);
    before = before.previousElementSibling;
  }
  return kept;
}

/** Fewer lines than this are never left alone on a page. */
const COMPANY = 2;

function breakParagraph(paragraph: HTMLParagraphElement, limit: number): Element[] | undefined {
  const lines = linesOf(paragraph);
  if (has(paragraph, 'whole') || lines.length < 2 * COMPANY - 1) return undefined;
  const fitting = lines.filter(({ bottom }) => bottom <= limit + 1).length;
  const kept = Math.min(fitting, lines.length - COMPANY);
  return kept < COMPANY ? undefined : [splitAt(paragraph, lines, kept)];
}

function breakTable(table: HTMLTableElement, limit: number): Element[] | undefined {
  const rows = [...table.rows];
  const heads = rows.findIndex((row) => !has(row, 'head'));
  const at = startOfMerged(
    rows,
    rows.findIndex((row) => row.getBoundingClientRect().bottom > limit + 1),
  );
  const row = rows[at];
  if (row === undefined || heads < 0 || at < heads) return undefined;
  const isFirst = at === heads;
  const continued = has(row, 'whole') && !isFirst ? undefined : breakRow(row, limit);
  if (continued === undefined && isFirst) return undefined;
  const rest = table.cloneNode(false) as HTMLTableElement;
  const columns = table.querySelector(':scope > colgroup');
  if (columns !== null) rest.append(columns.cloneNode(true));
  rest.append(...rows.slice(0, heads).map((head) => head.cloneNode(true)));
  if (continued !== undefined) rest.append(continued);
  rest.append(...rows.slice(continued === undefined ? at : at + 1));
  return [rest];
}

/** Rows that share a merged cell begin together. */
function startOfMerged(rows: readonly HTMLTableRowElement[], at: number): number {
  let start = at;
  rows.slice(0, Math.max(at, 0)).forEach((row, index) => {
    const reach = Math.max(...[...row.cells].map((cell) => cell.rowSpan));
    if (index + reach > at) start = Math.min(start, index);
  });
  return start === 0 ? at : start;
}

/** The part of a row that lies below the edge, as a row; undefined when hardly anything would stay above it. */
function breakRow(row: HTMLTableRowElement, limit: number): HTMLTableRowElement | undefined {
  const before = row.cloneNode(true);
  const rest = row.cloneNode(false) as HTMLTableRowElement;
  rest.style.height = 'auto';
  row.style.height = 'auto';
  let moved = false;
  for (const cell of row.cells) {
    const style = getComputedStyle(cell);
    const edge = limit - Number.parseFloat(style.paddingBottom) - Number.parseFloat(style.borderBottomWidth);
    const below = cell.cloneNode(false) as HTMLTableCellElement;
    below.style.verticalAlign = 'top';
    if (heightOf(cell) > edge - cell.getBoundingClientRect().top) cell.style.verticalAlign = 'top';
    const over = overflowOf(cell, edge);
    moved ||= over.length > 0;
    below.append(...over);
    rest.append(below);
    if (over.length > 0 && cell.children.length === 0) {
      row.replaceWith(before);
      return undefined;
    }
  }
  if (moved) return rest;
  row.replaceWith(before);
  return undefined;
}

const heightOf = (cell: HTMLElement): number =>
  [...cell.children].reduce((sum, block) => sum + block.getBoundingClientRect().height, 0);

/** What of a cell lies below the edge, taken out of it. */
function overflowOf(cell: HTMLElement, edge: number): Element[] {
  const blocks = [...cell.children];
  const at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > edge + 1);
  const block = blocks[at];
  if (block === undefined) return [];
  const later = blocks.slice(at + 1);
  const rest = breakBlock(block, edge);
  const over = rest ?? keptWith(block);
  for (const element of [...over, ...later]) element.remove();
  return [...over, ...later];
}
