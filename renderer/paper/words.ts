const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Lets the lines of a paragraph end between words only, as a title wants it; a word longer than a line still breaks. */
export function breakBetweenWords(paragraph: HTMLElement): void {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node as Text);
  for (const text of texts) text.replaceWith(...inWords(text.data));
  paragraph.style.wordBreak = 'keep-all';
  paragraph.style.overflowWrap = 'anywhere';
}

/** A single letter stays with the word before it: it is a suffix, or part of a name that no dictionary has. */
const inWords = (text: string): (string | HTMLElement)[] =>
  [...words.segment(text)].flatMap(({ segment, index }) =>
    index > 0 && segment.length > 1 ? [document.createElement('wbr'), segment] : [segment],
  );
