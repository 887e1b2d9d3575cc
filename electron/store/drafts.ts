import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { AtomicJson } from './atomic-json';
import { type Disk, nodeDisk } from './disk';
import { asStoreError } from './fault';

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
}

export async function openDrafts(folder: string, disk: Disk = nodeDisk): Promise<Drafts> {
  const path = join(folder, 'drafts.json');
  const db = new Low<z.infer<typeof DraftsFile>>(new AtomicJson(path, DraftsFile, disk), {});
  let drafts = new Map<string, Draft>();
  try {
    await db.read();
    drafts = new Map(Object.entries(db.data));
  } catch {
    // Unreadable drafts must not keep the desk shut; the file is kept for whoever wants to look.
    disk.rename(path, `${path}.damaged`);
  }
  const write = async (next: Map<string, Draft>): Promise<void> => {
    db.data = Object.fromEntries(next);
    try {
      await db.write();
    } catch (error) {
      throw asStoreError(error);
    }
    drafts = next;
  };
  return {
    get: (form) => drafts.get(form),
    list: () => [...drafts].map(([form, { savedAt }]) => ({ form, savedAt })).sort((a, b) => b.savedAt - a.savedAt),
    save: (form, draft) => write(new Map(drafts).set(form, draft)),
    discard: async (form) => {
      const next = new Map(drafts);
      if (next.delete(form)) await write(next);
    },
  };
}
