import { appContract } from '#shared/contract/app';
import { localDateAt } from '#shared/calendar/local-date';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { ServiceDeps } from './deps';
import { historyOf } from './history';

const noWindow = () => refuse('shell.unavailable', '此操作需要在窗口程序中进行。');

export interface AppFacts {
  readonly version: string;
  readonly runtime: string;
  readonly folder: string;
}

export function appService(deps: ServiceDeps, facts: AppFacts): Handlers<typeof appContract> {
  const { store, settings, shell, clock } = deps;
  return {
    'app.status': () => {
      const state = store.state();
      return ok({
        ...facts,
        today: localDateAt(clock.now()),
        identity: settings.identity(),
        store: state.mode === 'ready' ? { mode: 'ready' } : { mode: 'readOnly', message: state.detail },
      });
    },
    'app.identify': async (identity) => {
      await settings.identify(identity);
      return ok(identity);
    },
    'history.list': ({ id }) => ok({ entries: historyOf(id, store.history(id)) }),
    'drafts.get': () => ok({ draft: null }),
    'drafts.list': () => ok({ drafts: [] }),
    'drafts.save': (_input, call) => ok({ savedAt: call.now }),
    'drafts.discard': () => ok({}),
    'files.pickOpen': async (ask) => (shell.available ? ok({ file: (await shell.pickOpen(ask)) ?? null }) : noWindow()),
    'files.pickSave': async (ask) => (shell.available ? ok({ file: (await shell.pickSave(ask)) ?? null }) : noWindow()),
    'files.reveal': async ({ file }) => {
      if (!shell.available) return noWindow();
      await shell.reveal(file);
      return ok({});
    },
  };
}
