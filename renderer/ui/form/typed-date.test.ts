import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTypedDate, parseTypedTime } from './typed-date';

const today = '2026-11-23';

describe('a typed day', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['20261123', '2026-11-23'],
    ['2026年1月3日', '2026-01-03'],
    ['2026.1.3', '2026-01-03'],
    ['2026/1/3', '2026-01-03'],
    ['11-3', '2026-11-03'],
    ['1103', '2026-11-03'],
    ['11月3日', '2026-11-03'],
    [' 今天 ', '2026-11-23'],
    ['昨天', '2026-11-22'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (typed, day) => expect(parseTypedDate(typed, today)).toBe(day));

  it.each(['2026-02-29', '2026-13-01', '20261', 'abc', '', '0-0', '99-99', '00000101x'])('%s is no day', (typed) =>
    expect(parseTypedDate(typed, today)).toBeUndefined(),
  );

  it('reads back every day it could show', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(parseTypedDate(day, today)).toBe(day);
          expect(parseTypedDate(day.replaceAll('-', ''), today)).toBe(day);
        },
      ),
    );
  });
});

describe('a typed time', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9：05', '09:05'],
    ['9:05', '09:05'],
    ['9点', '09:00'],
    ['14点30分', '14:30'],
  ])('%s is %s', (typed, time) => expect(parseTypedTime(typed)).toBe(time));

  it.each(['24:00', '9:60', '', 'x', '12345'])('%s is no time', (typed) =>
    expect(parseTypedTime(typed)).toBeUndefined(),
  );
});
