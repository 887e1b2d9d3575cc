const two = (n: number): string => String(n).padStart(2, '0');
const CHINA_MS = 8 * 3_600_000;

/** `2026-11-23 10:42:07` in China time. */
export function formatInstant(millis: number): string {
  const at = new Date(millis + CHINA_MS);
  return `${at.toISOString().slice(0, 10)} ${formatClock(millis)}`;
}

/** `10:42:07` in China time. */
export function formatClock(millis: number): string {
  const at = new Date(millis + CHINA_MS);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** `星期一` of a day written `2026-11-23`. */
export const weekdayName = (date: string): string => `星期${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''}`;

/** `2026年11月23日`. */
export const longDate = (date: string): string =>
  `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

/** `12.3 MB` */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const units = ['KB', 'MB', 'GB'];
  const step = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** step).toFixed(1)} ${units[step - 1]}`;
}

/** What is wrong with a field, as a sentence: with its full stop, behind which the article of law may stand in brackets. */
export const sentence = (words: string): string => (/[。！？](（[^（）]*）)?$/.test(words) ? words : `${words}。`);
