import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { AtomicJson } from './atomic-json';
import { type Disk, nodeDisk } from './disk';
import { StoreError } from './fault';

const Draft = z.object({ savedAt: z.number(), value: z.unknown() });
export type Draft = z.infer<typeof Draft>;
const DraftsFile = z.record(z.string(), Draft);

/** What was typed and not yet saved, by form: small, rewritten whole, on disk when `save` resolves. */
export interface Drafts {
  get(form: string): Draft | undefined;
  /** Newest first. */
  list(): { form: string; savedAt: number }[];
  save(form: string, draft: Draft): Promise<void>;
  discard(form: string): Promise<void>;
  /** Sentences about what could not be read. */
  readonly notices: readonly string[];
}

export async function openDrafts(folder: string, disk: Disk = nodeDisk): Promise<Drafts> {
  const db = new Low(new AtomicJson(join(folder, 'drafts.json'), DraftsFile, disk), {});
  const damaged = await db.read().then(() => undefined, damageOf);
  let drafts = new Map<string, Draft>(Object.entries(db.data));
  const write = async (next: Map<string, Draft>): Promise<void> => {
    db.data = Object.fromEntries(next);
    await db.write();
    drafts = next;
  };
  return {
    get: (form) => drafts.get(form),
    list: () => [...drafts].map(([form, { savedAt }]) => ({ form, savedAt })).sort((a, b) => b.savedAt - a.savedAt),
    notices: damaged === undefined ? [] : [UNREADABLE],
    save: (form, draft) => write(new Map(drafts).set(form, draft)),
    discard: async (form) => {
      const next = new Map(drafts);
      if (next.delete(form)) await write(next);
    },
  };
}

const UNREADABLE = '草稿文件损坏，上次没有保存的录入内容不能接着填写；原文件已另存到 quarantine 文件夹。';

/** Unreadable drafts, which lie in quarantine by now, must not keep the desk from opening. */
function damageOf(error: unknown): StoreError {
  if (error instanceof StoreError && error.fault === 'damaged') return error;
  throw error;
}
