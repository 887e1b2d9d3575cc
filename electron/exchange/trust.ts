import { trustIn } from '#shared/domain/exchange/keys';
import { type Office, pairedKeys, unitPairs } from './office';
import type { Standing } from './read';

/** Whom this desk believes. Keys of its own that were replaced or retired are believed as little as those of others. */
export function trusting(office: Pick<Office, 'keys' | 'store' | 'unit'>): (sign: string) => Standing {
  const { keys, store, unit } = office;
  const paired = pairedKeys(store, unit);
  const own = new Set([keys.device, ...unitPairs(office)].map(({ sign }) => sign));
  return (sign) => {
    const trust = trustIn(paired, sign);
    if (trust.kind === 'revoked') return trust;
    if (own.has(sign)) return { kind: 'own' };
    return keys.isOwn(sign) ? { kind: 'revoked' } : trust;
  };
}
