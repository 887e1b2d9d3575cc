import { z } from 'zod';
import { collectionOf, type RecordId } from '../../kernel/ids';
import { partitionOf } from '../../ledger/collection';
import { readTxn, type Txn, WrittenTxn } from '../../ledger/op';
import { Device, PACKAGE_LIMITS, Space } from './package';
import { isInPlace } from './places';

const Name = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/)
  .refine((name) => !(name in {}));
const Parent = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}:[1-9][0-9]{0,15}$/);

/** A ledger line as strictly as one from elsewhere is read: what becomes a name in memory or of a file is bounded. */
export const ForeignTxn = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{1,80}$/),
  device: Device,
  hlc: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
  by: z.string().max(200),
  unit: z.string().max(200),
  action: z.string().max(200),
  reason: z.string().max(5000).optional(),
  ops: z
    .array(
      z.object({
        s: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
        space: Space,
        kind: z.string().min(1).max(32),
        on: z
          .string()
          .regex(/^[A-Za-z]{1,40}\/[^\s/\\]{1,120}$/)
          .refine((id) => !(id.slice(0, id.indexOf('/')) in {})),
        field: Name.optional(),
        parents: z.array(Parent).max(1000).optional(),
        v: z.number().int().positive().optional(),
      }),
    )
    .min(1)
    .max(50_000),
});

/** The Txn of a line of a package; undefined when no sound desk wrote it. */
export function readForeign(line: string): Txn | undefined {
  const json = parse(line);
  if (!isShallow(json) || !ForeignTxn.safeParse(json).success) return undefined;
  const written = WrittenTxn.safeParse(json);
  if (!written.success) return undefined;
  const sound = written.data.ops.every(
    ({ space, on, kind, value }) =>
      isInPlace({ space, on }) &&
      (kind !== 'create' || value === undefined || Object.keys(value ?? {}).every(isFieldName)),
  );
  return sound && ascends(written.data) ? readTxn(written.data) : undefined;
}

const isFieldName = (name: string): boolean => Name.safeParse(name).success;

/** A desk numbers the ops of a space one after another. */
function ascends({ ops }: WrittenTxn): boolean {
  const last = new Map<string, number>();
  return ops.every(({ space, s }) => {
    const before = last.get(space);
    last.set(space, s);
    return before === undefined || s === before + 1;
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Not nested so deeply that a later walk runs out of stack, and without the one key that is no ordinary member. */
export function isShallow(json: unknown): boolean {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: json, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (value === null || typeof value !== 'object') continue;
    if (depth >= PACKAGE_LIMITS.depth || Object.hasOwn(value, '__proto__')) return false;
    for (const member of Object.values(value)) waiting.push({ value: member, depth: depth + 1 });
  }
  return true;
}

/** Kinds of records, by name and year: each becomes a file of the folder. */
export const groupOf = (on: RecordId): string => `${collectionOf(on)} ${partitionOf(on)}`;

/** Hashes of contents that a value names: attachments, papers, templates. */
export function blobsNamed(value: unknown): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = 'sha256' in value && typeof value.sha256 === 'string' && /^[0-9a-f]{64}$/.test(value.sha256);
  return [...(own ? [String(value.sha256)] : []), ...Object.values(value).flatMap(blobsNamed)];
}
