import { namePinyin } from '../../query/pinyin';
import { isPinyin, termsOf } from '../../query/needle';

/** Each word typed is in one of the texts, or its pinyin initials are. */
export function matchesText(typed: string | undefined, texts: readonly string[]): boolean {
  return termsOf(typed ?? '').every((term) =>
    texts.some(
      (text) => text.toLowerCase().includes(term) || (isPinyin(term) && namePinyin(text).initials.includes(term)),
    ),
  );
}
