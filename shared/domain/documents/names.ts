/** What the collections of papers are called; apart from their schemas, which are many and not needed to find a paper. */
export const PAPERS = 'papers';
export const TEMPLATES = 'paperTemplates';
export const NUMBERING = 'paperNumbering';
export const RANGES = 'numberRanges';
