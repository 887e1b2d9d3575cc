import { z } from 'zod';

/** `query` reads; `command` writes, through one queue; `shell` needs the window program (pickers, print). */
export type MethodKind = 'query' | 'command' | 'shell';

export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: MethodKind;
  /** One plain Chinese sentence; shown by `desk --list` and in the method list of the docs. */
  readonly title: string;
  readonly input: I;
  readonly output: O;
}

type Shape<I extends z.ZodType, O extends z.ZodType> = { title: string; input: I; output: O };

export const query = <I extends z.ZodType, O extends z.ZodType>(m: Shape<I, O>) => ({ kind: 'query' as const, ...m });
export const command = <I extends z.ZodType, O extends z.ZodType>(m: Shape<I, O>) => ({
  kind: 'command' as const,
  ...m,
});
export const shell = <I extends z.ZodType, O extends z.ZodType>(m: Shape<I, O>) => ({ kind: 'shell' as const, ...m });

export const Nothing = z.object({});
export type Contract = { readonly [method: string]: Method };
