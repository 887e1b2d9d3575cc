import type { Dossier } from './draft-facts';

/** A file of a case; without `pages` the clerk must say how many it takes. */
export interface DossierItem {
  readonly title: string;
  readonly docNo?: string;
  readonly on: string;
  readonly pages?: number;
}

/** 卷内文件 by day, numbered through page by page; a file of unknown length takes none. */
export function dossierOf(items: readonly DossierItem[]): Dossier {
  let last = 0;
  const files = items
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ title, docNo, on, pages }) => {
      const first = last + 1;
      last += pages ?? 0;
      return {
        title,
        on,
        ...(docNo === undefined ? {} : { docNo }),
        ...(pages === undefined ? {} : { pages: pages === 1 ? String(first) : `${first}—${last}` }),
      };
    });
  return { files, pageCount: last };
}
