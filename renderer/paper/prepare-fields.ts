import { attribute, child, elements } from './xml';

/** Stand for the number of the page and of all pages until the pages are known. */
export const PAGE_NUMBER = '\uE001';
export const PAGE_COUNT = '\uE002';

const markOf = (instruction: string): string | undefined => {
  const name = instruction.trim().split(/\s+/)[0]?.toUpperCase();
  if (name === 'PAGE') return PAGE_NUMBER;
  return name === 'NUMPAGES' || name === 'SECTIONPAGES' ? PAGE_COUNT : undefined;
};

/** Page numbers become marks; every other field keeps the words it last showed. */
export function settleFields(xml: Document): void {
  for (const field of elements(xml, 'fldSimple')) settleSimple(field);
  let instruction = '';
  let phase: 'none' | 'instruction' | 'result' = 'none';
  let marked = false;
  for (const element of elements(xml, '*')) {
    if (element.localName === 'fldChar') {
      const type = attribute(element, 'fldCharType');
      if (type === 'begin') [instruction, phase, marked] = ['', 'instruction', false];
      if (type === 'separate') phase = 'result';
      const mark = markOf(instruction);
      if (type !== 'begin' && !marked && mark !== undefined) {
        element.before(textElement(xml, mark));
        marked = true;
      }
      if (type === 'end') phase = 'none';
      element.remove();
    } else if (element.localName === 'instrText') {
      instruction += element.textContent ?? '';
      element.remove();
    } else if (element.localName === 't' && phase === 'result' && markOf(instruction) !== undefined) {
      if (!isMark(element)) element.remove();
    }
  }
}

function settleSimple(field: Element): void {
  const mark = markOf(attribute(field, 'instr') ?? '');
  const runs = [...field.children];
  const [first] = runs;
  if (mark !== undefined && first !== undefined) {
    for (const run of runs.slice(1)) run.remove();
    child(first, 't')?.remove();
    first.append(textElement(field.ownerDocument, mark));
  }
  field.replaceWith(...field.children);
}

const isMark = (element: Element): boolean => [PAGE_NUMBER, PAGE_COUNT].includes(element.textContent ?? '');

function textElement(xml: Document, text: string): Element {
  const made = xml.createElementNS(xml.documentElement.namespaceURI, 'w:t');
  made.textContent = text;
  return made;
}
