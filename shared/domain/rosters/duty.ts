import type { LocalDate } from '../../calendar/local-date';
import type { Hours, Member, Slot } from './rule';
import { identityOf } from './rule';

/** One seat of one slot on one day, drawn up or saved: what `check` and `fairness` need of it. */
export interface DutyFacts {
  /** Stable within the rule: planned day, slot and seat. */
  readonly key: string;
  readonly date: LocalDate;
  /** The day the rule said, when a holiday moved it. */
  readonly planned?: LocalDate;
  readonly slot: string;
  readonly seat: number;
  /** Number of the turn since the start of the rule; duties of one week's turn share it. */
  readonly turn: number;
  /** Absent when nobody could be found. */
  readonly member?: Member;
}

/** As drawn up: who, when, and why. */
export interface PlannedDuty extends DutyFacts {
  readonly why: string;
}

/** A duty somewhere, as far as clashes and fairness are concerned. */
export interface BusyDuty {
  readonly identity: string;
  readonly date: LocalDate;
  readonly hours: readonly Hours[];
  /** What it is, for the sentence: 「局领导接待日」. */
  readonly what: string;
}

/** What the generator must know besides the rule. */
export interface Context {
  /** Duties of the same people in other rosters during the period. */
  readonly busy: readonly BusyDuty[];
  /** Earlier duties of this rule as they were really kept, swaps included. */
  readonly previous: readonly { readonly identity: string; readonly date: LocalDate; readonly slot: string }[];
}
export const NO_CONTEXT: Context = { busy: [], previous: [] };

export type ConflictKind = 'vacant' | 'shiftCollision' | 'doubleBooked' | 'away' | 'gap' | 'chief';

/** What is wrong with a roster, in a sentence a clerk can act on. */
export interface RosterConflict {
  readonly kind: ConflictKind;
  readonly message: string;
  /** Keys of the duties it concerns. */
  readonly duties: readonly string[];
}

/** How often each member of a slot serves. */
export interface FairnessRow {
  readonly slot: string;
  readonly identity: string;
  readonly name: string;
  readonly inPeriod: number;
  /** With the earlier periods of this rule. */
  readonly total: number;
}

/** A day of the rule on which there is no duty, and why. */
export interface SkippedDay {
  readonly planned: LocalDate;
  readonly why: string;
}

/** Two stretches of the same day meet; no hours means the whole day. */
export function hoursMeet(a: readonly Hours[], b: readonly Hours[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((x) => b.some((y) => x.start < y.end && y.start < x.end));
}

export const slotOf = (slots: readonly Slot[], id: string): Slot | undefined => slots.find((s) => s.id === id);
export const identityOfDuty = (duty: { readonly member?: Member }): string | undefined =>
  duty.member === undefined ? undefined : identityOf(duty.member);
