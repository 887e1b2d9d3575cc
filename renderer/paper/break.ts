import { has } from './hints';
import { linesOf, splitAt } from './lines';

/**
 * Cuts a block at the lower edge of its page: what is too much comes back for the next page. Undefined when the block
 * cannot be cut there.
 */
export function breakBlock(block: Element, limit: number): Element[] | undefined {
  if (block instanceof HTMLParagraphElement) return breakParagraph(block, limit);
  if (block instanceof HTMLTableElement && !has(block, 'foot')) return breakTable(block, limit);
  return undefined;
}

/** The block and those before it that must not be parted from it; of a table, its last row. */
export function keptWith(block: Element): Element[] {
  const kept = [block];
  let before = block.previousElementSibling;
  for (; before !== null && has(before, 'keep'); before = before.previousElementSibling) kept.unshift(before);
  const row = before instanceof HTMLTableElement ? lastRowKept(before) : undefined;
  return row === undefined ? kept : [row, ...kept];
}

/** The last row of a table as a table of its own, when it wants to stay with what follows. */
function lastRowKept(table: HTMLTableElement): HTMLTableElement | undefined {
  const rows = [...table.rows];
  const heads = rows.filter((row) => has(row, 'head'));
  const last = rows.at(-1);
  const keeps = last?.querySelector('p[data-keep]') !== null;
  const isMerged = startOfMerged(rows, rows.length - 1) !== rows.length - 1;
  if (last === undefined || !keeps || isMerged || rows.length < heads.length + 2) return undefined;
  return continued(table, heads, [last]);
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
  const below = has(row, 'whole') && !isFirst ? undefined : breakRow(row, limit);
  if (below === undefined && isFirst) return undefined;
  const later = rows.slice(at + 1);
  return [continued(table, rows.slice(0, heads), [below ?? row, ...later])];
}

/** Such a table with these rows, under the same heads. */
function continued(
  table: HTMLTableElement,
  heads: readonly HTMLTableRowElement[],
  rows: readonly HTMLTableRowElement[],
): HTMLTableElement {
  const rest = table.cloneNode(false) as HTMLTableElement;
  const columns = table.querySelector(':scope > colgroup');
  if (columns !== null) rest.append(columns.cloneNode(true));
  rest.append(...heads.map((head) => head.cloneNode(true)), ...rows);
  return rest;
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
  const whole = row.cloneNode(true) as HTMLTableRowElement;
  const rest = row.cloneNode(false) as HTMLTableRowElement;
  row.style.height = 'auto';
  rest.style.height = 'auto';
  // Centred words would seem to lie below the edge of a tall row.
  for (const cell of row.cells) cell.style.verticalAlign = 'top';
  const parts = [...row.cells].map((cell) => overflowOf(cell, limit - lowerEdgeOf(cell)));
  const parted = parts.some((over) => over.length > 0);
  const emptied = [...row.cells].some((cell, at) => cell.children.length === 0 && (parts[at] ?? []).length > 0);
  if (!parted || emptied) {
    row.style.height = whole.style.height;
    row.replaceChildren(...whole.childNodes);
    return undefined;
  }
  [...row.cells].forEach((cell, at) => {
    const below = cell.cloneNode(false) as HTMLTableCellElement;
    below.append(...(parts[at] ?? []));
    rest.append(below);
    cell.style.verticalAlign = whole.cells[at]?.style.verticalAlign ?? '';
  });
  return rest;
}

const lowerEdgeOf = (cell: HTMLElement): number => {
  const { paddingBottom, borderBottomWidth } = getComputedStyle(cell);
  return Number.parseFloat(paddingBottom) + Number.parseFloat(borderBottomWidth);
};

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
