import type { draftsContract } from '#shared/contract/drafts';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { Drafts } from '../store/drafts';

/** All drafts are one small file, written whole each time. */
const MAX_LENGTH = 500_000;

export const draftsService = (drafts: Drafts): Handlers<typeof draftsContract> => ({
  'drafts.get': ({ form }) => ok({ draft: drafts.get(form) ?? null }),
  'drafts.list': () => ok({ drafts: drafts.list() }),
  'drafts.save': async ({ form, value }, { now }) => {
    const length = lengthOf(value);
    if (length === undefined) return refuse('drafts.notJson', '草稿中有不能保存的内容。');
    if (length > MAX_LENGTH) return refuse('drafts.tooLarge', '草稿太长，没有暂存。请先保存或删减。');
    await drafts.save(form, { savedAt: now, value });
    return ok({ savedAt: now });
  },
  'drafts.discard': async ({ form }) => {
    await drafts.discard(form);
    return ok({});
  },
});

/** As JSON; undefined for what has none, such as a ring. */
function lengthOf(value: unknown): number | undefined {
  try {
    return JSON.stringify(value ?? null)?.length;
  } catch {
    return undefined;
  }
}
