import { localDateAt } from '#shared/calendar/local-date';
import { contract, type DeskContract } from '#shared/contract/index';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import type { Handlers } from './ipc/router';
import { systemRandom } from './random';
import type { AppFacts } from './services/app';
import { recoveryService } from './services/recovery';
import { filesService, folderService } from './services/shell';
import type { Shell } from './shell-port';
import type { StoreError } from './store/fault';

/** What still answers when the data folder could not be opened: why, another folder, another try. */
export function recoveryHandlers(fault: StoreError, facts: AppFacts, shell: Shell): Handlers<DeskContract> {
  const closed = () => refuse(fault.refusal.code, fault.message);
  const refusing = Object.fromEntries(Object.keys(contract).map((method) => [method, closed]));
  return {
    ...(refusing as { [M in keyof DeskContract]: typeof closed }),
    ...filesService(shell),
    ...folderService(shell),
    ...recoveryService({
      folder: facts.folder,
      clock: { now: () => Date.now() },
      random: systemRandom(),
      shell,
      store: undefined,
      fault,
    }),
    'app.status': () =>
      ok({
        ...facts,
        today: localDateAt(Date.now()),
        identity: null,
        store: { mode: 'recovery', fault: fault.fault, message: fault.message },
      }),
  };
}
