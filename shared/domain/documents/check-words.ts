import type { JsonObject } from '../../kernel/json';

export const textAt = (data: JsonObject, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value.trim() : '';
};

/** 《建设工程质量管理条例》第四十条; the article may stand after others of the same law. */
export const namesArticle = (text: string): boolean =>
  /《[^《》]{2,}》[^《》]*第[〇零一二三四五六七八九十百千\d]+条/.test(text);

export const namesLaw = (text: string): boolean => /《[^《》]{2,}》/.test(text);

/** The entries of a list as objects. */
export const entriesAt = (data: JsonObject, field: string): readonly JsonObject[] => {
  const value = data[field];
  return Array.isArray(value)
    ? value.map((entry: unknown) => (entry !== null && typeof entry === 'object' ? (entry as JsonObject) : {}))
    : [];
};

/** Every text in the data, with the path at which it stands. */
export function textsIn(data: JsonObject): readonly { readonly field: string; readonly text: string }[] {
  return Object.entries(data).flatMap(([field, value]) => {
    if (typeof value === 'string') return [{ field, text: value }];
    return entriesAt(data, field).flatMap((entry, at) =>
      textsIn(entry).map(({ field: inner, text }) => ({ field: `${field}.${at}.${inner}`, text })),
    );
  });
}

/** Without what a hand may put between the letters. */
export const bare = (text: string): string => text.replaceAll(/[\s，,、·.。]/g, '');
