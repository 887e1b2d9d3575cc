import { trustIn } from '#shared/domain/exchange/keys';
import { type Office, pairedKeys, unitPair } from './office';
import type { Standing } from './read';

/** Whom this desk believes. Keys of its own that were replaced are believed as little as those of others. */
export function trusting(office: Office): (sign: string) => Standing {
  const { keys, store, unit } = office;
  const paired = pairedKeys(store, unit);
  const own = [keys.device.sign, unitPair(office)?.sign];
  return (sign) => {
    const trust = trustIn(paired, sign);
    if (trust.kind === 'revoked') return trust;
    if (own.includes(sign)) return { kind: 'own' };
    return keys.isOwn(sign) ? { kind: 'revoked' } : trust;
  };
}
