import { z } from 'zod';
import { Hold, HubPlace } from '../domain/exchange/sync';
import { FileHandle } from '../kernel/ids';
import { Nothing, command, query } from './define';

const Mode = z.enum(['off', 'folder', 'hub']);

export const SyncStatus = z.object({
  mode: Mode,
  folder: z.string().nullable(),
  /** Without the password, which no screen sees again. */
  hub: HubPlace.omit({ password: true }).extend({ hasPassword: z.boolean() }).nullable(),
  phase: z.enum(['off', 'starting', 'working', 'resting', 'unreachable']),
  /** When the last whole exchange ended; milliseconds. */
  at: z.number().optional(),
  /** Why it does not go on, a whole sentence. */
  problem: z.string().optional(),
  /** Ops of this desk that the others cannot see yet. */
  waiting: z.number(),
  /** Matters that stay at this desk by law. */
  atHome: z.number(),
  /** Attachments whose content nobody has brought yet. */
  wanted: z.number(),
  forked: z.boolean(),
  peers: z.array(
    z.object({
      device: z.string(),
      name: z.string(),
      seenAt: z.number(),
      /** Ops it has not taken in yet. */
      behind: z.number(),
      /** Ops of it that are not here yet. */
      unread: z.number(),
      /** Ops it has not brought yet. */
      waiting: z.number(),
      hold: Hold.optional(),
    }),
  ),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

export const SyncInput = z.object({
  mode: Mode,
  /** The folder picked now; without, the one chosen before. */
  folder: FileHandle.optional(),
  /** Without a password the one given before stays. */
  hub: HubPlace.optional(),
});

export const syncContract = {
  'sync.status': query({ title: '台席同步的状态和各台席的进度', input: Nothing, output: SyncStatus }),
  'sync.configure': command({ title: '设置台席同步的方式', input: SyncInput, output: SyncStatus }),
  /** A query, so that what is registered meanwhile does not wait for a share. */
  'sync.now': query({
    title: '立即同步一次',
    input: z.object({
      /** A person compared the clocks: what is stamped ahead is taken in this time. */
      clocksCompared: z.boolean().optional(),
    }),
    output: SyncStatus,
  }),
};
