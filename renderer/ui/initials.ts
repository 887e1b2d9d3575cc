/** Where each letter begins when Chinese is sorted by sound. */
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀'.split('');
/** Read with another first letter as well: 重复、延长、调解. */
const ALSO: { readonly [letter: string]: string } = { 重: 'c', 长: 'c', 调: 't' };

const bySound = new Intl.Collator('zh-u-co-pinyin');
const known = new Map<string, string>();

/** The pinyin initials of a few Chinese words; each way to read them, separated by spaces. Letters and digits stand for themselves. */
export function initialsOf(words: string): string {
  const found = known.get(words) ?? Array.from(words.toLowerCase(), readingsOf).reduce(combined, ['']).join(' ');
  known.set(words, found);
  return found;
}

const combined = (before: readonly string[], readings: readonly string[]): string[] =>
  before.flatMap((begun) => readings.map((letter) => begun + letter));

function readingsOf(char: string): readonly string[] {
  if (/[a-z0-9]/.test(char)) return [char];
  if (!/\p{Script=Han}/u.test(char)) return [''];
  const letter = LETTERS[FIRST.findLastIndex((first) => bySound.compare(first, char) <= 0)] ?? '';
  const also = ALSO[char];
  return also === undefined ? [letter] : [letter, also];
}
