import type { NoticeState } from '#shared/contract/rosters';
import type { AttendanceState } from '#shared/domain/rosters/records';
import type { Slot } from '#shared/domain/rosters/rule';

export const NOTICE_WORD: Readonly<Record<NoticeState, string>> = {
  unpublished: '未公示',
  current: '已公示',
  changed: '已公示，需重新公示',
  superseded: '已被新版本替代',
};
export const ATTENDANCE_WORD: Readonly<Record<AttendanceState, string>> = {
  present: '到岗',
  late: '迟到',
  substituted: '替补到岗',
  absent: '缺岗',
};
export const ROLE_WORD: Readonly<Record<Slot['role'], string>> = {
  duty: '值班',
  leader: '接访领导',
  accompany: '陪同参加',
};
const READS = ['rosters', 'duties', 'swaps', 'rosterRules', 'holidays'] as const;
/** Collections the roster screens are made from. */
export const ROSTER_READS: readonly string[] = READS;

export const keyOfId = (id: string): string => id.slice(id.indexOf('/') + 1);

/** A key not yet used in the list: `u3`, `slot2`. */
export function freshId(prefix: string, taken: readonly { readonly id: string }[]): string {
  let n = taken.length + 1;
  while (taken.some(({ id }) => id === `${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}

/** `2026-12-01` and `2026-12-31` as 2026年12月1日至12月31日. */
export function periodWord(from: string, to: string): string {
  const day = (date: string) => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
  const year = (date: string) => `${date.slice(0, 4)}年`;
  return `${year(from)}${day(from)}至${year(from) === year(to) ? '' : year(to)}${day(to)}`;
}
