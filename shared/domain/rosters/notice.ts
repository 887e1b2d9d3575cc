import { addDays, type LocalDate } from '../../calendar/local-date';
import { canonicalJson, type Json } from '../../kernel/json';
import type { Duty, Roster } from './records';

/** Whether what hangs on the wall is what the desk says; computed, so that no merge can make it wrong. */
export type NoticeState = 'unpublished' | 'current' | 'changed' | 'superseded';

/** Everything a notice shows of its duties, as a short text that differs when they do. */
export function noticeDigest(duties: readonly Duty[]): string {
  const shown = duties
    .map((d): Json => [d.key, d.date, d.location, hoursOf(d), memberOf(d), personOf(d)])
    .map((d) => canonicalJson(d))
    .sort();
  return hash(shown.join('\n'));
}

const hoursOf = (d: Duty): Json => d.hours.map((h) => `${h.start}-${h.end}`);
const memberOf = (d: Duty): Json => [d.member?.name ?? '', d.member?.post ?? '', d.member?.scope ?? ''];
const personOf = (d: Duty): Json => [d.person?.name ?? '', d.person?.post ?? ''];

export function noticeState(roster: Roster, duties: readonly Duty[]): NoticeState {
  if (roster.supersededBy !== null && roster.supersededBy !== undefined) return 'superseded';
  if (roster.notice === null || roster.notice === undefined) {
    return roster.replacesPublished === true ? 'changed' : 'unpublished';
  }
  return roster.notice.digest === noticeDigest(duties) ? 'current' : 'changed';
}

/** The last day on which the notice is still early enough. */
export function publishBy(roster: Roster, duties: readonly Duty[]): LocalDate | undefined {
  const first = duties.map((d) => d.date).sort()[0];
  return first === undefined ? undefined : addDays(first, -roster.noticeDays);
}

/** Two rounds of FNV-1a: tells changes apart, guards nothing. */
function hash(text: string): string {
  const round = (seed: number): string => {
    let h = seed;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x0100_0193);
    return (h >>> 0).toString(16).padStart(8, '0');
  };
  return round(0x811c_9dc5) + round(0x1234_5678);
}
