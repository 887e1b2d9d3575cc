import ical, { ICalCalendarMethod } from 'ical-generator';
import { type LocalDate, toDayNumber } from '#shared/calendar/local-date';

export interface CalendarEvent {
  /** Stable, so that a second import updates instead of doubling. */
  readonly uid: string;
  readonly date: LocalDate;
  /** `HH:MM` in China; the whole day when absent. */
  readonly start?: string;
  readonly end?: string;
  readonly summary: string;
  readonly location?: string;
  readonly description?: string;
}

const CHINA_MS = 8 * 3_600_000;
const NOON_MS = 12 * 3_600_000;

const instant = (date: LocalDate, time: string): Date => {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return new Date(toDayNumber(date) * 86_400_000 + minutes * 60_000 - CHINA_MS);
};

/** An iCalendar text; times are written in UTC so that no reader needs a zone table. */
export function calendarText(name: string, stamp: number, events: readonly CalendarEvent[]): string {
  const calendar = ical({ name, method: ICalCalendarMethod.PUBLISH, prodId: '//joint-reception-desk//roster//ZH' });
  for (const event of events) {
    const allDay = event.start === undefined;
    calendar.createEvent({
      id: event.uid,
      stamp: new Date(stamp),
      allDay,
      start: allDay ? new Date(toDayNumber(event.date) * 86_400_000 + NOON_MS) : instant(event.date, event.start ?? ''),
      end: event.end === undefined ? null : instant(event.date, event.end),
      summary: event.summary,
      location: event.location ?? null,
      description: event.description ?? null,
    });
  }
  return calendar.toString();
}
