import type { Brand } from '../kernel/ids';

/**
 * Hybrid logical clock as sortable text: 12 hex digits of milliseconds, `-`, 4 hex digits of counter.
 * It orders for reading only; causality is carried by `parents`, so a wrong clock cannot undo an edit.
 */
export type Hlc = Brand<string, 'Hlc'>;

export const HLC_ZERO = '000000000000-0000' as Hlc;
const COUNTER_MAX = 0xffff;

export const hlcMillis = (hlc: Hlc): number => Number.parseInt(hlc.slice(0, 12), 16);

/** The stamp after `last` at wall-clock `now` (ms). Never goes back, even when the clock does. */
export function nextHlc(last: Hlc, now: number): Hlc {
  const lastMillis = hlcMillis(last);
  const counter = Number.parseInt(last.slice(13), 16);
  if (now > lastMillis) return format(now, 0);
  return counter < COUNTER_MAX ? format(lastMillis, counter + 1) : format(lastMillis + 1, 0);
}

export const laterHlc = (a: Hlc, b: Hlc): Hlc => (a > b ? a : b);

const format = (millis: number, counter: number): Hlc =>
  `${millis.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}` as Hlc;
