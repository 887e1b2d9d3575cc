/** A line of a paragraph: where it lies in the window, in pixels. */
export interface Line {
  readonly middle: number;
  readonly bottom: number;
}

/** Letters of one line may stand a little higher or lower than each other. */
const SAME_LINE = 3;

export function linesOf(paragraph: HTMLElement): Line[] {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const lineHeight = Number.parseFloat(getComputedStyle(paragraph).lineHeight);
  const lines: Line[] = [];
  const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  for (const rect of rects.sort((a, b) => middleOf(a) - middleOf(b))) {
    const middle = middleOf(rect);
    const last = lines.at(-1);
    if (last !== undefined && middle - last.middle < SAME_LINE) continue;
    lines.push({ middle, bottom: Number.isNaN(lineHeight) ? rect.bottom : middle + lineHeight / 2 });
  }
  return lines;
}

const middleOf = ({ top, bottom }: DOMRect): number => (top + bottom) / 2;

/** Cuts after the first `kept` lines: the paragraph keeps those, the rest comes back in the same form. */
export function splitAt(paragraph: HTMLElement, lines: readonly Line[], kept: number): HTMLElement {
  const edge = ((lines[kept - 1]?.middle ?? 0) + (lines[kept]?.middle ?? 0)) / 2;
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const start = firstBelow(paragraph, edge);
  if (start !== undefined) range.setStart(start.node, start.offset);
  const rest = paragraph.cloneNode(false) as HTMLElement;
  rest.append(range.extractContents());
  rest.style.textIndent = '0';
  rest.style.marginTop = '0';
  // Its number stays with its first line.
  rest.classList.remove(...[...rest.classList].filter((name) => name.includes('-num-')));
  paragraph.style.marginBottom = '0';
  if (getComputedStyle(paragraph).textAlign === 'justify') paragraph.style.textAlignLast = 'justify';
  return rest;
}

function firstBelow(paragraph: HTMLElement, edge: number): { node: Node; offset: number } | undefined {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = (node.textContent ?? '').length;
    if (length === 0 || !isBelow(node, length - 1, edge)) continue;
    let [low, high] = [0, length - 1];
    while (low < high) {
      const between = Math.floor((low + high) / 2);
      if (isBelow(node, between, edge)) high = between;
      else low = between + 1;
    }
    return { node, offset: low };
  }
  return undefined;
}

function isBelow(node: Node, offset: number, edge: number): boolean {
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  const rect = range.getBoundingClientRect();
  return rect.height > 0 && middleOf(rect) > edge;
}
