import { breakBlock, keptWith } from './break';
import { has } from './hints';
import { linesOf } from './lines';
import { PAGE_COUNT, PAGE_NUMBER } from './prepare-fields';
import type { Edge, Section } from './sections';
import { breakBetweenWords } from './words';

/** A page on its way: its text ends where the next block must not begin. */
interface Page {
  readonly text: HTMLElement;
  /** The lowest line of text, from the top of the window. */
  limit(): number;
}

/** Lays the sections out in pages, one after the other, and gives their number. */
export function layOut(sections: readonly Section[], into: HTMLElement): number {
  let number = 0;
  for (const section of sections) {
    number = section.firstNumber === undefined ? number : section.firstNumber - 1;
    let first = true;
    const next = (): Page => {
      number += 1;
      const page = openPage(section, { number, first }, into);
      first = false;
      return page;
    };
    for (const chunk of section.chunks) flow(chunk, next);
  }
  const pages = into.children.length;
  replaceMark(into, PAGE_COUNT, String(pages));
  return pages;
}

function flow(blocks: readonly Element[], next: () => Page): void {
  let page = next();
  const waiting = [...blocks];
  for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
    page.text.append(block);
    settle(block);
    if (bottomOf(block) <= page.limit() + SLACK) {
      if (has(block, 'foot')) sinkToFoot(block);
      continue;
    }
    // The last empty line of a document is no reason for another page.
    if (waiting.length === 0 && isEmpty(block)) {
      block.remove();
      continue;
    }
    const rest = breakBlock(block, page.limit()) ?? moveWhole(block, page);
    if (rest === undefined) continue;
    page = next();
    waiting.unshift(...rest);
  }
}

/**
 * Gives paragraphs the letters of their first words, by which their lines are hung, and centred lines an even length
 * and whole words.
 */
function settle(block: Element): void {
  const paragraphs = block instanceof HTMLParagraphElement ? [block] : block.querySelectorAll('p');
  for (const paragraph of paragraphs) {
    const words = paragraph.querySelector('span');
    if (words === null) continue;
    const { fontFamily, fontSize } = getComputedStyle(words);
    Object.assign(paragraph.style, { fontFamily, fontSize });
    if (getComputedStyle(paragraph).textAlign !== 'center') continue;
    paragraph.style.setProperty('text-wrap', 'balance');
    if (linesOf(paragraph).length > 1) breakBetweenWords(paragraph);
  }
}

/** Half a pixel of rounding is no overflow. */
const SLACK = 0.75;

const bottomOf = (block: Element): number => block.getBoundingClientRect().bottom;

const isEmpty = (block: Element): boolean =>
  (block.textContent ?? '').trim() === '' && block.querySelector('img, svg, table') === null;

/** The block, with what must stay above it, for the next page; undefined when the page would be left empty. */
function moveWhole(block: Element, page: Page): Element[] | undefined {
  const moved = keptWith(block);
  const whole = [...page.text.children].every((element) => moved.includes(element));
  if (whole) return page.text.children.length === 1 ? undefined : alone(block);
  for (const element of moved) element.remove();
  return moved;
}

/** A whole page that wants to stay together cannot: only the last of it moves on. */
function alone(block: Element): Element[] {
  block.remove();
  return [block];
}

/** 版记 lies on the last line of its page. */
function sinkToFoot(block: Element): void {
  if (!(block instanceof HTMLElement)) return;
  Object.assign(block.style, { position: 'absolute', bottom: '0', left: '0', margin: '0' });
}

function openPage(section: Section, { number, first }: { number: number; first: boolean }, into: HTMLElement): Page {
  const { paper, margin } = section;
  const page = makeBox('section', 'docx page');
  // A hair less than the paper, so that rounding never makes a page of two.
  size(page, { width: paper.width, height: paper.height - 1 });
  into.append(page);
  const edge = (name: Edge): number => {
    const drawn = section.edge(name, { first, even: number % 2 === 0 });
    if (drawn === undefined) return 0;
    replaceMark(drawn, PAGE_NUMBER, String(number));
    page.append(drawn);
    settle(drawn);
    drawn.style.cssText = `left:${margin.left}px;right:${margin.right}px;margin:0;`;
    const height = drawn.getBoundingClientRect().height;
    const top = name === 'header' ? margin.header : paper.height - margin.footer - height;
    drawn.style.top = `${top}px`;
    return height;
  };
  const [header, footer] = [edge('header'), edge('footer')];
  const top = Math.max(margin.top, header === 0 ? 0 : margin.header + header);
  const bottom = Math.max(margin.bottom, footer === 0 ? 0 : margin.footer + footer);
  const text = makeBox('article', 'text');
  size(text, { width: paper.width - margin.left - margin.right, height: paper.height - top - bottom });
  text.style.left = `${margin.left}px`;
  text.style.top = `${top}px`;
  page.append(text);
  return { text, limit: () => text.getBoundingClientRect().bottom };
}

function makeBox(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function size(box: HTMLElement, { width, height }: { width: number; height: number }): void {
  box.style.width = `${width}px`;
  box.style.height = `${height}px`;
}

function replaceMark(root: HTMLElement, mark: string, text: string): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    node.textContent = (node.textContent ?? '').replaceAll(mark, text);
  }
}
