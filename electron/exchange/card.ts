import { crc32 } from 'node:zlib';
import { PairingCard } from '#shared/domain/exchange/keys';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';

const FORM = 1;
const SIGN_BYTES = 32;
const CHECK_BYTES = 4;
/** A run of digits as long as this can only be a card; a shorter one is the code of something else. */
const CARD_DIGITS = 200;

/**
 * A card as a QR code carries it: digits only. Hand scanners type what they read, and an input method for Chinese lets digits alone
 * through unchanged; a QR code holds them in the fewest squares too.
 */
export function cardDigits({ unit, name, sign, seal }: PairingCard): string {
  const body = Buffer.concat([Buffer.of(FORM), Buffer.from(sign, 'base64'), Buffer.from(`${seal}\n${unit}\n${name}`)]);
  const check = Buffer.alloc(CHECK_BYTES);
  check.writeUInt32BE(crc32(body));
  return digitsOfBytes(Buffer.concat([body, check]));
}

/** A card as it was pasted, typed by a scanner, read out of a picture, or kept in a file. */
export function readCardText(text: string): Result<PairingCard, Refusal> {
  const digits = text.normalize('NFKC').replace(/\s/g, '');
  if (/^\d+$/.test(digits)) return digits.length < CARD_DIGITS ? notACard() : fromDigits(digits);
  const card = PairingCard.safeParse(jsonIn(text) ?? jsonIn(text.replace(/[\r\n]/g, '')));
  return card.success ? ok(card.data) : notACard();
}

export const notACard = () => refuse('exchange.notACard', '这不是配对卡，请核对后重新读入。', { field: 'text' });

const CUT = refuse('exchange.cardCut', '配对卡没有读全，请重新扫一次。', { field: 'text' });

function fromDigits(digits: string): Result<PairingCard, Refusal> {
  const bytes = bytesOf(digits);
  if (bytes === undefined || bytes.length < SIGN_BYTES + CHECK_BYTES) return CUT;
  const body = bytes.subarray(0, -CHECK_BYTES);
  if (crc32(body) !== bytes.readUInt32BE(body.length)) return CUT;
  const [seal, unit, name] = body
    .subarray(1 + SIGN_BYTES)
    .toString('utf8')
    .split('\n');
  const sign = body.subarray(1, 1 + SIGN_BYTES).toString('base64');
  const card = PairingCard.safeParse({ card: 'jrd-key', version: body[0], unit, name, sign, seal });
  return card.success ? ok(card.data) : notACard();
}

/** Two bytes are five digits, an odd one at the end is three. */
function digitsOfBytes(bytes: Buffer): string {
  let digits = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [size, width] = at + 1 < bytes.length ? [2, 5] : [1, 3];
    digits += String(bytes.readUIntBE(at, size)).padStart(width, '0');
  }
  return digits;
}

function bytesOf(digits: string): Buffer | undefined {
  const groups = digits.match(/\d{5}|\d+$/g) ?? [];
  const parts = groups.map((group) => {
    const [value, size] = [Number(group), group.length === 5 ? 2 : 1];
    if (value >= 256 ** size || (size === 1 && group.length !== 3)) return undefined;
    const part = Buffer.alloc(size);
    part.writeUIntBE(value, 0, size);
    return part;
  });
  return parts.every((part) => part !== undefined) ? Buffer.concat(parts) : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
