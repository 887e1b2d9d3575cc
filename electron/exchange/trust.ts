import { trustIn } from '#shared/domain/exchange/keys';
import { type Believing, pairedKeys, unitKeysOf, unitPairs } from './office';
import type { Standing } from './read';

/** Whom this desk believes. Keys of its own that were replaced or retired are believed as little as those of others. */
export function trusting(desk: Believing): (sign: string) => Standing {
  const paired = pairedKeys(desk);
  const own = new Set([desk.keys.device, ...unitPairs(desk)].map(({ sign }) => sign));
  return (sign) => {
    const trust = trustIn(paired, sign);
    if (trust.kind === 'revoked') return trust;
    if (own.has(sign)) return { kind: 'own' };
    return desk.keys.isOwn(sign) || desk.keys.isRetired(sign) ? { kind: 'revoked' } : trust;
  };
}

/** What the ledger says of retired keys is kept beside it too, where no older data can take its place. */
export function rememberRetired(desk: Believing): Promise<void> {
  const paired = pairedKeys(desk).filter(({ revoked }) => revoked);
  const units = unitKeysOf(desk).filter(({ retired }) => retired);
  return desk.keys.remember([...paired, ...units].map(({ sign }) => sign));
}
