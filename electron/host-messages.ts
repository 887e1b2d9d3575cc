import { z } from 'zod';
import { DeskEvent } from '#shared/contract/events';
import { ShellCall } from './shell-remote';

/** What the window program says to the host process. */
export const ToHost = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    folder: z.string(),
    version: z.string(),
    runtime: z.string(),
    demo: z.boolean(),
    checkOutput: z.boolean(),
  }),
  z.object({
    type: z.literal('call'),
    id: z.number(),
    method: z.string(),
    input: z.unknown(),
    job: z.string().optional(),
  }),
  z.object({ type: z.literal('cancel'), job: z.string() }),
  /** Asks for an attachment to show. */
  z.object({ type: z.literal('preview'), id: z.number(), sha256: z.string() }),
  z.object({ type: z.literal('shellAnswer'), id: z.number(), ok: z.boolean(), value: z.unknown() }),
  /** Finish what is under way, close the store, exit. */
  z.object({ type: z.literal('stop') }),
]);
export type ToHost = z.infer<typeof ToHost>;

const Trace = z.object({ name: z.string(), code: z.string().optional(), frames: z.array(z.string()).readonly() });

/** What the host process says to the window program. */
export const FromHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened') }),
  /** The answer as JSON: one string crosses from process to process many times faster than the objects in it. */
  z.object({ type: z.literal('answer'), id: z.number(), answer: z.string() }),
  z.object({ type: z.literal('event'), event: DeskEvent }),
  /** What kind of content an attachment is, before its pieces; null when it may not be shown. */
  z.object({ type: z.literal('previewType'), id: z.number(), content: z.string().nullable() }),
  z.object({ type: z.literal('previewPiece'), id: z.number(), bytes: z.instanceof(Uint8Array), last: z.boolean() }),
  z.object({ type: z.literal('shell'), id: z.number(), call: ShellCall }),
  z.object({
    type: z.literal('log'),
    line: z.object({
      method: z.string(),
      ms: z.number(),
      outcome: z.string(),
      ref: z.string().optional(),
      trace: Trace.optional(),
    }),
  }),
  /** The last words of a host that cannot go on; the window program starts another. */
  z.object({ type: z.literal('fault'), trace: Trace }),
]);
export type FromHost = z.infer<typeof FromHost>;
