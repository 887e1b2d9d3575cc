import type { Random } from '../../kernel/ports';

/** 年—机号: the run of numbers one desk counts in one year; desks that never meet cannot collide. */
export const seriesOf = (visitNo: string): string => visitNo.slice(0, visitNo.lastIndexOf('-'));
/** Of a visit, its case, and what was split off that; NaN where there is none. */
export const serialOf = (number: string): number => Number(number.split('-')[2]);

export const visitNoOf = (year: number, deskPrefix: string, serial: number): string =>
  `${year}-${deskPrefix}-${String(serial).padStart(6, '0')}`;

/** The number of the matter that a visit brings: `XF2026A01000123`. */
export const caseNoOf = (visitNo: string): string => `XF${visitNo.replaceAll('-', '')}`;

/** Eight digits that cannot be guessed from the number of the visit. */
export function newQueryCode(random: Random): string {
  const drawn = BigInt(`0x${random.hex(8)}`) % 100_000_000n;
  return String(drawn).padStart(8, '0');
}
