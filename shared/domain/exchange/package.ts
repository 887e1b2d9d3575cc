import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import type { SpaceId } from '../../kernel/ids';
import type { Vector } from '../../ledger/space';

/** The version of packages this build writes; it reads those whose `minReader` is not above it. */
export const PACKAGE_VERSION = 1;

/** What a package is for; what may go into it depends on it. */
export const PURPOSES = {
  route: '转送、交办',
  reply: '答复、反馈',
  accusation: '检举控告专递',
  sync: '台席同步',
  checkout: '借出到便携机',
  checkin: '归还',
  roster: '值班表发布',
  directory: '通讯录发布',
  setup: '新台席初始化',
  receipt: '回执',
} as const;
export type Purpose = keyof typeof PURPOSES;
export const Purpose = z.enum(Object.keys(PURPOSES) as [Purpose, ...Purpose[]]);

/** Names become members of objects in memory: none may be one that every object has. */
const safeName = (name: string): boolean => !(name in {});

export const Device = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/)
  .refine(safeName);
export const Space = z
  .string()
  .regex(/^(org|(case|roster|office)\/[^\s/\\]{1,120})$/)
  .transform((s) => s as SpaceId);
/** Keys that can be words of every object would be lost in memory, so none of them is read. */
const Seqs = z.record(Device, z.number().int().positive().max(Number.MAX_SAFE_INTEGER)).transform((v): Vector => v);

const Sha = z.string().regex(/^[0-9a-f]{64}$/);
const Size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const Text = z.string().max(200);
/** Milliseconds since 1970, up to the year 9999: beyond, no date can be made of it. */
const Instant = z.number().int().nonnegative().max(253_402_300_799_999);
/** Ed25519 public key, base64 of its 32 bytes. */
export const SignKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
/** age recipient of an X25519 key. */
export const SealKey = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

/** Ed25519, base64 of its 64 bytes. */
const Signature = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

export const Receipt = z.object({
  /** Id of the package that was received, and its content. */
  of: z.string().regex(/^[0-9a-f]{32}$/),
  payload: Sha,
  result: z.enum(['ok', 'duplicate', 'gap']),
  at: Instant,
  by: Text,
  ops: z.object({ fresh: Size, duplicates: Size }),
  /** What the receiver has now of each space. */
  heads: z.record(z.string(), Seqs),
});
export type Receipt = z.infer<typeof Receipt>;

export const LeaseTerms = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  device: Text,
  until: LocalDate,
});
export type LeaseTerms = z.infer<typeof LeaseTerms>;

/** The first entry of a package, signed. What it says of the content is checked against the content. */
export const PackageManifest = z.object({
  format: z.literal('jrd'),
  version: z.number().int().positive(),
  /** Readers of a lower version must not read on. */
  minReader: z.number().int().positive(),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  purpose: Purpose,
  /** Milliseconds since 1970, by the clock of the sender. */
  created: Instant,
  writer: Text,
  from: z.object({
    device: Device,
    unit: Text,
    name: Text,
    by: Text,
    sign: SignKey,
    seal: SealKey,
    /** The key of the unit speaks for the key that signs: whoever paired the unit knows all its desks. */
    voucher: z.object({ unit: SignKey, signature: Signature }).optional(),
  }),
  /** `number` counts the packages from this device to that unit. Without `seal` it is opened by a passphrase. */
  to: z
    .array(z.object({ unit: Text, name: Text, seal: SealKey.optional(), number: z.number().int().positive() }))
    .min(1)
    .max(64),
  /** Per space what the receiver was taken to have, and has afterwards. */
  spaces: z.record(z.string(), z.object({ base: Seqs, head: Seqs })),
  counts: z.object({ txns: Size, ops: Size, blobs: Size, blobBytes: Size }),
  /** The highest stamp of the ops. */
  hlc: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
  /** The lines of ops, not compressed. */
  ops: z.object({ sha256: Sha, bytes: Size }),
  /** The encrypted entry. */
  payload: z.object({ sha256: Sha, bytes: Size }),
  lease: LeaseTerms.optional(),
  receipt: Receipt.optional(),
  note: z.string().max(500).optional(),
});
export type PackageManifest = z.infer<typeof PackageManifest>;

/** What a reader accepts at most; a sound writer stays far below. */
export const PACKAGE_LIMITS = {
  manifestBytes: 16 * 1024 * 1024,
  spaces: 20_000,
  /** One line of ops: one Txn. */
  lineBytes: 8 * 1024 * 1024,
  opsBytes: 256 * 1024 * 1024,
  packedOpsBytes: 64 * 1024 * 1024,
  /** So many times its compressed size the lines may have, once they are larger than `ratioFrom`. */
  ratio: 250,
  ratioFrom: 4 * 1024 * 1024,
  depth: 40,
  blobs: 100_000,
  blobBytes: 64 * 1024 * 1024,
  /** FAT32 holds files below 4 GiB. */
  partBytes: 4 * 1024 * 1024 * 1024 - 64 * 1024 * 1024,
  /** Packages of this many parts at most. */
  parts: 64,
  /** So far ahead of the desk's clock stamps may be before a person looks at the clocks. */
  aheadMs: 24 * 3_600_000,
  /** Further ahead than any clock is wrong by accident: never taken in. */
  neverMs: 30 * 366 * 24 * 3_600_000,
  /** Kinds of records, by name and year, one package may bring. */
  collections: 500,
} as const;
