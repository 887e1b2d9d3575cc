import { z } from 'zod';

/** Which rows of a table are wanted. */
export const Paging = {
  offset: z.number().int().min(0).optional(),
  limit: z.number().int().min(1).max(200).optional(),
};

/** By which columns rows may be ordered, at most `most` of them, the first ruling. */
export const orderOf = <const C extends readonly [string, ...string[]]>(columns: C, most = 1) =>
  z
    .array(z.object({ column: z.enum(columns), desc: z.boolean().optional() }))
    .max(most)
    .optional();

/** A page of rows; `total` is absent while it is still being counted. */
export const pageOf = <R extends z.ZodType>(row: R) =>
  z.object({ rows: z.array(row), total: z.number().optional(), more: z.boolean() });

/** A sheet was written. `withheld`: accusations, which an ordinary sheet leaves out. */
export const SheetWritten = z.object({ rows: z.number(), bytes: z.number(), withheld: z.number() });
