const pad = (n: number): string => String(n).padStart(2, '0');

function realDay(year: number, month: number, day: number): string | undefined {
  const text = `${year}-${pad(month)}-${pad(day)}`;
  const time = Date.UTC(year, month - 1, day);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}

const RELATIVE: Readonly<Record<string, number>> = { 前天: -2, 昨天: -1, 今天: 0, 明天: 1, 后天: 2 };

/**
 * A day as people type it: `2026-11-23`, `20261123`, `2026年11月23日`, `2026.11.23`, `11-23`, `1123`, `今天`.
 * Without a year it is the year of `today`. Undefined when it is no real day.
 */
export function parseTypedDate(text: string, today: string): string | undefined {
  const typed = text.trim();
  const relative = RELATIVE[typed];
  if (relative !== undefined)
    return new Date(Date.parse(`${today}T00:00:00Z`) + relative * 86_400_000).toISOString().slice(0, 10);
  const digits = /^(?:(\d{4}))?(\d{2})(\d{2})$/.exec(typed);
  const parts = digits ?? /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(typed);
  if (parts === null) return undefined;
  return realDay(Number(parts[1] ?? today.slice(0, 4)), Number(parts[2]), Number(parts[3]));
}

/** A time of day as people type it: `09:30`, `9:30`, `930`, `9点30`, `9点`, `9`. */
export function parseTypedTime(text: string): string | undefined {
  const typed = text.trim().replace('：', ':');
  const parts = /^(\d{1,2})(?:[:.点时](\d{1,2})?分?)?$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed);
  if (parts === null) return undefined;
  const hour = Number(parts[1]);
  const minute = Number(parts[2] ?? 0);
  return hour < 24 && minute < 60 ? `${pad(hour)}:${pad(minute)}` : undefined;
}
