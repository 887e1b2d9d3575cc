import type { exchangeContract } from '#shared/contract/exchange';
import type { mergeContract } from '#shared/contract/merge';
import type { Handlers } from '../../ipc/router';
import { type ExchangeDeps, exchangeAccess } from './access';
import { bookService } from './book';
import { mergeService } from './merge';
import { partnersService } from './partners';
import { receiveService } from './receive';
import { sendService } from './send';
import { unitKeyService } from './unit-key';

/** 数据交换 and 合并待裁: packages out and in, keys, what is away, what disagrees. */
export function exchangeService(deps: ExchangeDeps): Handlers<typeof exchangeContract & typeof mergeContract> {
  const access = exchangeAccess(deps);
  return {
    ...partnersService(deps, access),
    ...unitKeyService(deps, access),
    ...sendService(deps, access),
    ...receiveService(deps, access),
    ...bookService(deps, access),
    ...mergeService(deps, access),
  };
}
