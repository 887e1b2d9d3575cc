import { z } from 'zod';
import { RecordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { DocumentType } from './kinds';

export const DeskPrefix = z.string().regex(/^[A-Z]\d{2}$/, '机号应如 B01');

/** 号段: numbers of a run put aside for a desk that works without the network. */
export const NumberRange = z.object({
  id: RecordId,
  organ: RecordId,
  kind: DocumentType,
  year: z.int(),
  from: z.int().min(1),
  to: z.int(),
  desk: DeskPrefix,
});
export type NumberRange = Readonly<z.output<typeof NumberRange>>;

export function readRange(record: Folded): NumberRange | undefined {
  const read = NumberRange.safeParse({ ...record.value, id: record.id });
  return read.success && read.data.to >= read.data.from - 1 ? read.data : undefined;
}
