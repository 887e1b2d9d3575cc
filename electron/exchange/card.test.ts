import fc from 'fast-check';
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PairingCard } from '#shared/domain/exchange/keys';
import type { RecordId } from '#shared/kernel/ids';
import { cardDigits, readCardText } from './card';
import { cardOf, type KeyPair, newKeyPair } from './keyring';

const RUNS = { numRuns: 200 };
let pair: KeyPair;
beforeAll(async () => {
  pair = await newKeyPair();
});

const named = fc
  .record({
    unit: fc.stringMatching(/^units\/[A-Z0-9-]{1,20}$/),
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((name) => name.replace(/\s/gu, '')),
  })
  .filter(({ name }) => name !== '' && name.length <= 100);
const cardNamed = ({ unit, name }: { unit: string; name: string }): PairingCard => cardOf(pair, unit as RecordId, name);
const codeOf = (text: string) => {
  const read = readCardText(text);
  return read.ok ? 'ok' : read.error.code;
};

describe('the digits of a card', () => {
  it('give back the same card, however the scanner and the input method broke or widened them', () => {
    const breaks = fc.array(fc.tuple(fc.nat(), fc.constantFrom(' ', '\n', '\r\n', '\t', '\u3000')), { maxLength: 5 });
    fc.assert(
      fc.property(named, breaks, fc.boolean(), (name, cuts, wide) => {
        const card = cardNamed(name);
        let text = cardDigits(card);
        if (wide) text = text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
        for (const [at, gap] of cuts) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + gap + text.slice(place);
        }
        expect(readCardText(text)).toEqual({ ok: true, value: card });
      }),
      RUNS,
    );
  });

  it('with one digit lost, doubled or changed are no other card', () => {
    const slip = fc.constantFrom(
      (digits: string, at: number) => digits.slice(0, at) + digits.slice(at + 1),
      (digits: string, at: number) => digits.slice(0, at) + digits.slice(at - 1),
      (digits: string, at: number) => `${digits.slice(0, at)}${(Number(digits[at]) + 1) % 10}${digits.slice(at + 1)}`,
    );
    fc.assert(
      fc.property(named, fc.nat(), slip, (name, where, change) => {
        const digits = cardDigits(cardNamed(name));
        const said = codeOf(change(digits, 1 + (where % (digits.length - 1))));
        expect(said).toBe('exchange.cardCut');
      }),
      RUNS,
    );
  });

  it.each([
    ['a usual name', '常州市公安局 P01 号台席', 53],
    ['the longest name', '局'.repeat(100), 85],
  ])('fit a code that the reader of a desk reads: %s', (_what, name, modules) => {
    const digits = cardDigits(cardOf(pair, 'units/CZ-GAJ-05' as RecordId, name));
    const rows = encodeQR(digits, 'raw', { ecc: 'medium', border: 4, scale: 3 });
    const size = rows.length;
    expect(size / 3 - 8).toBeLessThanOrEqual(modules);
    const data = new Uint8Array(rows.flatMap((row) => row.flatMap((dark) => (dark ? [0, 0, 0] : [255, 255, 255]))));
    expect(decodeQR({ width: size, height: size, data })).toBe(digits);
  });
});

describe('other text', () => {
  it('of a card as it is copied or kept in a file is read, also broken over lines', () => {
    const card = cardNamed({ unit: 'units/CZ-GAJ', name: '常州市公安局' });
    const text = JSON.stringify(card);
    expect(readCardText(`\n${text}\r\n`)).toEqual({ ok: true, value: card });
    expect(readCardText(text.replace(/.{60}/g, '$&\r\n'))).toEqual({ ok: true, value: card });
  });

  it.each([
    ['an address', 'https://example.org/'],
    ['the code of a parcel', '6901234567892'],
    ['a fingerprint', '12345 67890 12345 67890 12345 67890'],
    ['nothing', ' \n'],
    ['another object', '{"card":1}'],
  ])('is no card: %s', (_what, text) => {
    expect(codeOf(text)).toBe('exchange.notACard');
  });
});
