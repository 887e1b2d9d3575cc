import { z } from 'zod';

/** What the desk tells the screens without being asked. */
export const DeskEvent = z.discriminatedUnion('type', [
  /** Something was written: queries over these collections are stale. */
  z.object({ type: z.literal('committed'), collections: z.array(z.string()), at: z.number() }),
  z.object({
    type: z.literal('progress'),
    job: z.string(),
    done: z.number(),
    total: z.number(),
    label: z.string(),
  }),
  /** How the desks stand to each other has changed. */
  z.object({ type: z.literal('sync') }),
  z.object({ type: z.literal('store'), mode: z.enum(['ready', 'readOnly']), message: z.string().optional() }),
  /** An unexpected error outside any call; the program goes on. `message` is a whole Chinese sentence with the number. */
  z.object({ type: z.literal('fault'), ref: z.string(), message: z.string() }),
]);
export type DeskEvent = z.infer<typeof DeskEvent>;
