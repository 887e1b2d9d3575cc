import { parseLocalDate } from '../../../calendar/local-date';
import { type RecordId, recordId } from '../../../kernel/ids';
import type { Hours, Member, RosterRule, Slot, When } from '../rule';

/** A ready scheme a clerk starts from. */
export interface Preset {
  readonly key: string;
  readonly name: string;
  /** One sentence: when it fits. */
  readonly summary: string;
  /** Drawn from a published notice whose days are past: kept with its own dates, as an example to change. */
  readonly historic?: { readonly from: string; readonly to: string };
  readonly rule: RosterRule;
}

export const WHOLE_DAY: readonly Hours[] = [
  { start: '09:00', end: '11:30' },
  { start: '14:30', end: '17:00' },
];

/** A day known to exist; the presets are checked by their tests. */
export const on = (text: string) => {
  const date = parseLocalDate(text);
  if (date === undefined) throw new Error(`not a day: ${text}`);
  return date;
};

export const unit = (id: string, name: string, more: Partial<Member> = {}): Member => ({
  id,
  kind: 'unit',
  name,
  ...more,
});
export const post = (id: string, name: string, more: Partial<Member> = {}): Member => ({
  id,
  kind: 'person',
  name,
  ...more,
});
/** Units known by name only, numbered in the order given. */
export const units = (names: readonly string[]): Member[] => names.map((name, i) => unit(`u${i + 1}`, name));
export const unitRef = (code: string): RecordId => recordId('units', code);

export const slot = (id: string, name: string, members: readonly Member[], more: Partial<Slot> = {}): Slot => ({
  id,
  name,
  role: 'duty',
  station: 'rotating',
  hours: [],
  seats: 1,
  members: [...members],
  ...more,
});

type Needed = Pick<RosterRule, 'title' | 'publisher' | 'location' | 'slots'> & { readonly when: When; start: string };
export const rule = ({ start, ...needed }: Needed, more: Partial<RosterRule> = {}): RosterRule => ({
  cycle: 'day',
  onHoliday: 'postpone',
  makeup: false,
  start: { date: on(start), index: 0 },
  constraints: { minGapDays: 0, chiefMonthly: 0 },
  absences: [],
  notes: [],
  noticeDays: 3,
  ...needed,
  ...more,
});
