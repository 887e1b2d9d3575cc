import type { draftsContract } from '#shared/contract/drafts';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { Drafts } from '../store/drafts';

export const draftsService = (drafts: Drafts): Handlers<typeof draftsContract> => ({
  'drafts.get': ({ form }) => ok({ draft: drafts.get(form) ?? null }),
  'drafts.list': () => ok({ drafts: drafts.list() }),
  'drafts.save': async ({ form, value }, { now }) => {
    await drafts.save(form, { savedAt: now, value });
    return ok({ savedAt: now });
  },
  'drafts.discard': async ({ form }) => {
    await drafts.discard(form);
    return ok({});
  },
});
