import type { SimilarVisit } from '#shared/contract/visits';
import { tidyNumber } from '#shared/domain/petitioners/id-number';
import { visitsCollection } from '#shared/domain/visits/collection';
import { readVisit } from '#shared/domain/visits/decide';
import type { RecordId } from '#shared/kernel/ids';
import { type Likeness, similarInTurns } from '../query/similar';
import { NAME_KEYS } from '../store/block/derive';
import type { Part, Store } from '../store/store';

export interface SimilarAsk {
  readonly idNo?: string | undefined;
  readonly phone?: string | undefined;
  readonly name?: string | undefined;
  readonly content?: string | undefined;
  readonly except?: RecordId | undefined;
}

const SHOWN = 9;

/** What is looked into, of visits and of cases alike. */
export const SIMILAR_PARTS: readonly Part[] = [
  { column: 'idNos' },
  { column: 'phones' },
  { column: NAME_KEYS },
  'text',
];

/** Earlier visits that may be of the same person or about the same matter, and why; a person decides. */
export async function similarVisits(store: Store, ask: SimilarAsk, signal: AbortSignal): Promise<SimilarVisit[]> {
  const key = (column: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [{ column, value: tidyNumber(value) }];
  const draft = {
    keys: [...key('idNos', ask.idNo), ...key('phones', ask.phone)],
    names: ask.name === undefined || ask.name === '' ? [] : [ask.name],
    content: ask.content ?? '',
    ...(ask.except === undefined ? {} : { except: ask.except }),
  };
  const found = await similarInTurns(store, visitsCollection, draft, SHOWN, signal);
  return found.map(({ record, likeness }) => ({
    ...readVisit(record),
    id: record.id,
    reasons: likeness.map(likenessText),
  }));
}

/** 证件号相同, 内容相似 87%. */
export function likenessText(likeness: Likeness): string {
  switch (likeness.by) {
    case 'key':
      return likeness.column === 'idNos' ? '证件号相同' : '电话相同';
    case 'name':
      return '姓名相同';
    case 'pinyin':
      return '姓名同音';
    case 'content':
      return `内容相似 ${Math.round(likeness.share * 100)}%`;
  }
}
