import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { Device, SealKey, SignKey } from '#shared/domain/exchange/package';

const Stream = z.string().regex(/^[0-9a-f]{16}$/);
const Count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const Sha = z.string().regex(/^[0-9a-f]{64}$/);
/** The folder of a stream. */
const StreamKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}\.[0-9a-f]{16}$/);
const Mark = z.object({ step: Count, ops: Count });

/** What a desk says of itself beside its segments: what there is to read, and what it has read of the others. */
export const Head = z.object({
  version: z.literal(1),
  device: Device,
  stream: Stream,
  unit: z.string().max(200),
  name: z.string().max(200),
  sign: SignKey,
  seal: SealKey,
  /** By the clock of the desk; milliseconds. */
  at: Count,
  /** How far the stream goes, in steps and in ops. */
  end: Mark,
  /** Ops of it that are not in the stream yet. */
  waiting: Count,
  read: z.record(StreamKey, Mark),
  /** Streams it cannot read on, and the step it waits for: their desks look whether the file is sound. */
  stuck: z.record(StreamKey, Count),
  /** Contents it lacks, and those it laid beside its segments because another lacked them. */
  wants: z.array(Sha).max(1000),
  gives: z.array(Sha).max(1000),
  /** The key of the unit speaks for the key of the desk, so that desks that share it need not be paired one by one. */
  voucher: z.object({ unit: SignKey, signature: z.string().max(100) }).optional(),
});
export type Head = z.infer<typeof Head>;

const Signed = z.object({ head: z.string().max(4_000_000), signature: z.string().max(100) });

const HEAD = 'jrd folder v1 head\n';
const VOUCHER = 'jrd folder v1 voucher\n';
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

/** The bytes of a head file; `secret` is the seed of the key of the desk, base64. */
export function writeHead(head: Head, secret: string): Buffer {
  const text = JSON.stringify(head);
  return Buffer.from(`${JSON.stringify({ head: text, signature: signature(HEAD + text, secret) })}\n`);
}

/** The head as its desk wrote it; undefined when it is half copied, or signed by another key than it names. */
export function readHead(bytes: Buffer | undefined): Head | undefined {
  if (bytes === undefined) return undefined;
  const outside = Signed.safeParse(parse(bytes.toString('utf8'))).data;
  const head = Head.safeParse(outside === undefined ? undefined : parse(outside.head)).data;
  if (outside === undefined || head === undefined) return undefined;
  return isSigned(HEAD + outside.head, outside.signature, head.sign) ? head : undefined;
}

export const vouch = (
  desk: Pick<Head, 'device' | 'sign' | 'seal'>,
  unit: { readonly sign: string; readonly secret: string },
) => ({
  unit: unit.sign,
  signature: signature(voucherText(desk), unit.secret),
});

/** The key of the unit by whose word this desk may be trusted. */
export const voucherOf = (head: Head): string | undefined =>
  head.voucher !== undefined && isSigned(voucherText(head), head.voucher.signature, head.voucher.unit)
    ? head.voucher.unit
    : undefined;

const voucherText = ({ device, sign: key, seal }: Pick<Head, 'device' | 'sign' | 'seal'>): string =>
  `${VOUCHER}${device}\n${key}\n${seal}\n`;

function signature(text: string, secret: string): string {
  const key = createPrivateKey({
    key: Buffer.concat([PRIVATE, Buffer.from(secret, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  return sign(null, Buffer.from(text), key).toString('base64');
}

function isSigned(text: string, given: string, publicKey: string): boolean {
  try {
    const raw = Buffer.concat([PUBLIC, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: raw, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(given, 'base64'));
  } catch {
    return false;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
