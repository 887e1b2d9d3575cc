import { z } from 'zod';
import { err } from './result';

/** Why the desk did not do what was asked, as data: shown beside the field when one is named. */
export const Refusal = z.object({
  /** Stable, dotted: `visit.tooManyRepresentatives`. */
  code: z.string(),
  /** Plain official Chinese, a whole sentence. */
  message: z.string(),
  /** Path of the input field the sentence belongs to: `representatives.2.idNo`. */
  field: z.string().optional(),
  /** The article that says so: 《信访工作条例》第二十条. */
  lawArticle: z.string().optional(),
  /** Several fields at once; the first is repeated above. */
  issues: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** Reference number of an unexpected error, as written in the log. */
  ref: z.string().optional(),
});
export type Refusal = z.infer<typeof Refusal>;

export const refuse = (
  code: string,
  message: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): { readonly ok: false; readonly error: Refusal } => err({ code, message, ...more });
