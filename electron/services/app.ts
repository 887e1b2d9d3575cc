import { appContract } from '#shared/contract/app';
import { localDateAt } from '#shared/calendar/local-date';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { ServiceDeps } from './deps';
import { historyOf } from './history';
import { folderService } from './shell';

export interface AppFacts {
  readonly version: string;
  readonly runtime: string;
  readonly folder: string;
}

export function appService(deps: ServiceDeps, facts: AppFacts): Handlers<typeof appContract> {
  const { store, settings, shell, clock } = deps;
  return {
    ...folderService(shell),
    'app.status': () => {
      const state = store.state();
      return ok({
        ...facts,
        today: localDateAt(clock.now()),
        identity: settings.identity(),
        store:
          state.mode === 'ready' ? { mode: 'ready' } : { mode: 'readOnly', fault: state.reason, message: state.detail },
      });
    },
    'app.identify': async (identity) => {
      await settings.identify(identity);
      return ok(identity);
    },
    'history.list': ({ id }) => ok({ entries: historyOf(id, store.history(id)) }),
  };
}
