import { z } from 'zod';
import type { OpId } from '../kernel/ids';
import { RecordId } from '../kernel/ids';
import { command, query } from './define';
import { Saved } from './departments';

const OpIdSchema = z
  .string()
  .min(1)
  .transform((s) => s as OpId);

/** What one side wrote: by whom, where and when. */
export const Side = z.object({
  op: z.string(),
  text: z.string(),
  by: z.string(),
  unitName: z.string(),
  /** The desk, as people call it. */
  desk: z.string(),
  at: z.number(),
});
export type Side = z.output<typeof Side>;

const About = {
  key: z.string(),
  id: RecordId,
  kind: z.string(),
  title: z.string(),
  /** The page of the record, where it has one. */
  path: z.string().optional(),
};

export const FieldItem = z.object({
  type: z.literal('field'),
  ...About,
  field: z.string(),
  label: z.string(),
  /** The first is the one shown meanwhile. */
  sides: z.array(Side),
  writable: z.boolean(),
});
export const StepItem = z.object({
  type: z.literal('step'),
  ...About,
  step: Side.extend({ name: z.string() }),
  /** Taken at the same time, and counting now. */
  rivals: z.array(Side.extend({ name: z.string() })),
  /** Why it has no effect; absent when all of them have. */
  why: z.string().optional(),
  statusNow: z.string(),
  statusIfWithdrawn: z.string(),
  /** Absent when the step cannot count. */
  statusIfKept: z.string().optional(),
});
export const MergeItem = z.discriminatedUnion('type', [FieldItem, StepItem]);
export type MergeItem = z.output<typeof MergeItem>;

export const mergeContract = {
  'merge.list': query({
    title: '合并待裁',
    input: z.object({ limit: z.number().int().min(1).max(500).default(100) }),
    output: z.object({ items: z.array(MergeItem), total: z.number() }),
  }),
  'merge.decide': command({
    title: '合并裁定：选定一项或另写一项',
    input: z.object({
      id: RecordId,
      field: z.string().max(64),
      seen: z.array(OpIdSchema).max(1000),
      take: z.union([z.object({ op: OpIdSchema }), z.object({ text: z.string().max(20_000) })]),
    }),
    output: Saved,
  }),
  'merge.decideStep': command({
    title: '合并裁定：同时办理的步骤采用哪一个',
    input: z.object({
      id: RecordId,
      op: OpIdSchema,
      take: z.enum(['keep', 'withdraw', 'both']),
      reason: z.string().trim().max(500, '理由不超过 500 个字'),
    }),
    output: Saved,
  }),
};
