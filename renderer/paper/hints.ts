import { defaultOptions, type HElement } from 'docx-preview';

/**
 * What a document says and docx-preview has no ear for travels through it as the language of an element, which it
 * hands over unread: `prepare` writes the hint into the document, `makeElement` takes it off the finished element.
 */
export type Hint = 'keep' | 'whole' | 'head' | 'foot' | 'line';

export const HINT = 'x-';

export const hintOf = (hints: readonly Hint[], spacing: number): string | undefined =>
  hints.length === 0 && spacing === 0 ? undefined : HINT + [...hints, ...(spacing === 0 ? [] : [spacing])].join('_');

const TWENTIETHS = 20;

/** Makes elements for docx-preview. */
export function makeElement(made: HElement | Node | string): Node {
  if (typeof made === 'string' || made instanceof Node) return defaultOptions.h(made);
  const { lang, ...rest } = made;
  const node = defaultOptions.h(rest as HElement);
  if (typeof lang !== 'string' || !lang.startsWith(HINT) || !(node instanceof HTMLElement)) return node;
  for (const hint of lang.slice(HINT.length).split('_')) {
    if (Number.isFinite(Number(hint))) node.style.letterSpacing = `${Number(hint) / TWENTIETHS}pt`;
    else node.dataset[hint] = '';
  }
  return node;
}

export const has = (element: Element, hint: Hint): boolean =>
  element instanceof HTMLElement && element.dataset[hint] !== undefined;
