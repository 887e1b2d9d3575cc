import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeWords, WordList } from '../../electron/store/block/word-list';

/** Characters whose order in UTF-8 is not their order in UTF-16 come often. */
const Char = fc.constantFrom(
  'a',
  'b',
  '/',
  '-',
  '0',
  'é',
  '中',
  '文',
  '\ud7ff',
  '\ue000',
  '\uffee',
  '𠮷',
  '😀',
  '\u{10ffff}',
);
const Word = fc.array(Char, { maxLength: 6 }).map((chars) => chars.join(''));

it('finds words where JavaScript would have sorted them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(Word, { maxLength: 40 }), Word, (words, wanted) => {
      const sorted = [...words].sort();
      const { ends, blob } = encodeWords(sorted);
      const list = new WordList(new Uint32Array(ends.buffer, ends.byteOffset, ends.byteLength / 4), Buffer.from(blob));
      const first = sorted.findIndex((word) => word >= wanted);
      expect(list.lowerBound(wanted)).toBe(first === -1 ? sorted.length : first);
    }),
    { numRuns: 2000 },
  );
});
