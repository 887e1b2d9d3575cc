import { describe, expect, it } from 'vitest';
import { recordId } from '../../kernel/ids';
import { type KnownNumbers, nextSerial } from './number-next';
import type { NumberRange } from './number-range';

const range = (from: number, to: number, desk: string): NumberRange => ({
  id: recordId('numberRanges', `r${from}`),
  organ: recordId('units', 'X'),
  kind: 'TransferLetter',
  year: 2026,
  from,
  to,
  desk,
});
const known = (more: Partial<KnownNumbers>): KnownNumbers => ({
  desk: 'A01',
  numberingDesk: 'A01',
  used: [1, 2, 3],
  floor: 0,
  ranges: [],
  what: '转送函',
  ...more,
});

describe('the next number', () => {
  it.each([
    ['follows the last given', {}, 4],
    ['is not pushed by a number that no desk of ours gave, however high', { taken: new Set([900_000]) }, 4],
    ['steps over such a number when it comes to it', { taken: new Set([4, 5]) }, 6],
    ['steps over ranges and such numbers in turn', { taken: new Set([4, 8]), ranges: [range(5, 7, 'B01')] }, 9],
    ['does so inside a range', { desk: 'B01', taken: new Set([5]), ranges: [range(5, 7, 'B01')] }, 6],
    ['begins at one where others were first', { used: [], taken: new Set([77]) }, 1],
  ])('%s', (_, more, expected) => {
    expect(nextSerial(known(more))).toEqual({ ok: true, value: expected });
  });

  it('is none when such numbers fill the range', () => {
    const full = nextSerial(known({ desk: 'B01', taken: new Set([5, 6]), ranges: [range(5, 6, 'B01')] }));
    expect(full).toMatchObject({ error: { code: 'number.rangeUsedUp' } });
  });
});
