import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../calendar/local-date';
import { fromDayNumber } from '../../calendar/local-date';
import { ageOn, checkDigitOf, readIdNumber, tidyNumber } from './id-number';
import { isPhone } from './phone';

const idNumber = fc
  .tuple(
    fc.constantFrom('320402', '110101', '540102', '650104', '810000', '820000', '830000'),
    fc.integer({ min: -20_000, max: 20_000 }).map((days) => fromDayNumber(days).replaceAll('-', '')),
    fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0')),
  )
  .map(([region, born, order]) => {
    const first = `${region}${born}${order}`;
    return `${first}${checkDigitOf(first)}`;
  });

describe('the 18-digit number', () => {
  it('accepts every number made by the rule and reads birth date, gender and region from it', () => {
    fc.assert(
      fc.property(idNumber, (id) => {
        const facts = readIdNumber(id);
        expect(facts).toMatchObject({
          region: id.slice(0, 6),
          gender: Number(id[16]) % 2 === 1 ? 'male' : 'female',
        });
        expect(typeof facts === 'object' && facts.birthDate.replaceAll('-', '')).toBe(id.slice(6, 14));
      }),
    );
  });

  it('turns away every number with one character changed', () => {
    fc.assert(
      fc.property(
        idNumber,
        fc.nat(17),
        fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'),
        (id, at, other) => {
          fc.pre(id[at] !== other);
          expect(typeof readIdNumber(`${id.slice(0, at)}${other}${id.slice(at + 1)}`)).toBe('string');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['320402800101123', 'length'],
    ['32040219800101123', 'length'],
    ['3204021980010112A4', 'characters'],
    ['990402198001011234', 'region'],
    ['320402198002301234', 'birthDate'],
    ['11010119900307777X', 'checkDigit'],
  ])('says what is wrong with %s: %s', (id, fault) => expect(readIdNumber(id)).toBe(fault));

  it('knows a number from outside this program', () => {
    // The worked example of GB 11643-1999, annex.
    expect(readIdNumber('11010519491231002X')).toEqual({
      birthDate: '1949-12-31',
      gender: 'female',
      region: '110105',
      province: '北京市',
    });
  });

  it('counts full years', () => {
    expect(ageOn('2008-11-24' as LocalDate, '2026-11-23' as LocalDate)).toBe(17);
    expect(ageOn('2008-11-23' as LocalDate, '2026-11-23' as LocalDate)).toBe(18);
  });

  it('takes what an IME types', () => expect(tidyNumber(' 11010519491231 00２x ')).toBe('11010519491231002X'));
});

describe('telephone numbers', () => {
  it.each([
    '13861234567',
    '19912345678',
    '0519-86612345',
    '051986612345',
    '010-65131234',
    '86612345',
    '0519-86612345-801',
  ])('takes %s', (phone) => expect(isPhone(phone)).toBe(true));
  it.each(['1386123456', '12861234567', '138612345678', '0519-1661234', '110', '无', '-'])('refuses %s', (phone) =>
    expect(isPhone(phone)).toBe(false),
  );
});
