import { z } from 'zod';
import { RecordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { compact, valid } from './unit';

/** 内容分类, 信访目的, 属地: lists of coded names, each kind a collection of the same name. */
export const DICTIONARIES = ['categories', 'purposes', 'regions'] as const;
export const DictionaryName = z.enum(DICTIONARIES);
export type DictionaryName = z.infer<typeof DictionaryName>;
export const DICTIONARY_TITLES: { readonly [D in DictionaryName]: string } = {
  categories: '内容分类',
  purposes: '信访目的',
  regions: '属地',
};

/** 申诉求决类 / 建议意见类 / 检举控告类: 《信访工作条例》第二十九至三十一条. */
export const ArticleGroup = z.enum(['suggestion', 'accusation', 'claim']);
export type ArticleGroup = z.infer<typeof ArticleGroup>;
export const ARTICLE_GROUP_NAMES: { readonly [G in ArticleGroup]: string } = {
  suggestion: '建议意见类',
  accusation: '检举控告类',
  claim: '申诉求决类',
};

/** How deep each list may go: 一级 / 二级分类, 市 / 区 / 镇街. */
export const DICTIONARY_DEPTH: { readonly [D in DictionaryName]: number } = { categories: 2, purposes: 1, regions: 3 };

export const DictionaryEntry = z.object({
  id: RecordId,
  code: z.string(),
  name: z.string(),
  parent: RecordId.nullable(),
  active: z.boolean(),
  note: z.string().optional(),
  articleGroup: ArticleGroup.optional(),
});
export type DictionaryEntry = z.infer<typeof DictionaryEntry>;

export function readEntry(record: Folded): DictionaryEntry {
  const v = record.value;
  const code = valid(z.string(), v.code) ?? record.id.slice(record.id.indexOf('/') + 1);
  return {
    id: record.id,
    code,
    name: valid(z.string(), v.name) ?? code,
    parent: valid(RecordId, v.parent) ?? null,
    active: v.active !== false,
    ...compact({ note: valid(z.string(), v.note), articleGroup: valid(ArticleGroup, v.articleGroup) }),
  };
}
