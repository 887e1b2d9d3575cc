/** Between the parts of a record's searchable text: nothing a person types contains it. */
export const PART_END = '\u0000';

/** One form for text and needle: full-width letters and digits as half-width, letters small. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(PART_END, ' ');

/** What is typed into a search box, word by word; every word must be found. */
export const termsOf = (typed: string): readonly string[] =>
  searchable(typed)
    .split(/\s+/u)
    .filter((t) => t !== '');

/** Letters alone may be pinyin. */
export const isPinyin = (term: string): boolean => /^[a-z]+$/.test(term);
