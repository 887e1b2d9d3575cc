import { z } from 'zod';
import { RecordId, recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Folded, isVoid, liveItems } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import { SealKey, SignKey } from './package';
import { officeOf } from './places';

/** 配对卡: what one side prints or shows as QR and the other reads in. */
export const PairingCard = z.object({
  card: z.literal('jrd-key'),
  version: z.literal(1),
  unit: RecordId,
  /** Of the unit, and of the device where the key is a device's. */
  name: z.string().trim().min(1, '请填写名称').max(100, '名称不超过 100 个字'),
  sign: SignKey,
  seal: SealKey,
});
export type PairingCard = z.infer<typeof PairingCard>;

/** Whom this unit believes: kept in its own space, so that nobody else's directory, roster or case can say it for us. */
export const KEYS = 'pairings';
const REVOCATIONS = 'revocations';

/** A key of another device or unit, known to all desks of the centre. */
export interface PairedKey extends PairingCard {
  readonly id: RecordId;
  readonly revoked: boolean;
}

/** No key comes back. */
export const RETIRED = refuse('exchange.revoked', '这把密钥已经停用，不能再次配对；请对方生成新的密钥。');

type Decided = Result<Decision, Refusal>;
const keyId = (fingerprint: string) => recordId(KEYS, fingerprint);

/** Takes a card in after its fingerprint was read out and compared; `home` is the unit that will believe it. */
export function decidePair(
  known: Folded | undefined,
  card: PairingCard,
  fingerprint: string,
  spoken: string,
  home: RecordId,
): Decided {
  if (spoken.replace(/\D/g, '') !== fingerprint.replace(/\D/g, '')) {
    return refuse('exchange.fingerprint', '指纹不一致，不能配对。请与对方逐组核对后重新输入。', { field: 'spoken' });
  }
  if (known !== undefined && known.created !== undefined) {
    return isRevoked(known) ? RETIRED : refuse('exchange.paired', '这把密钥已经配对过。');
  }
  const value: JsonObject = { ...card };
  return ok({
    action: '配对密钥',
    ops: [{ kind: 'create', on: keyId(fingerprint.replace(/\D/g, '')), space: officeOf(home), value }],
  });
}

/** 停用: for good, whatever is merged later. */
export function decideRevoke(record: Folded | undefined, reason: string): Decided {
  if (record?.created === undefined) return refuse('exchange.noKey', '没有找到这把密钥。');
  if (isRevoked(record)) return refuse('exchange.revoked', '这把密钥已经停用。');
  if (reason.trim() === '') return refuse('exchange.reason', '请填写停用原因，如“便携机遗失”。', { field: 'reason' });
  return ok({
    action: '停用密钥',
    reason,
    ops: [{ kind: 'add', on: record.id, space: record.space, field: REVOCATIONS, value: { reason } }],
  });
}

/** Entries of a list only grow, so no merge makes a retired key good again. */
const isRevoked = (record: Folded): boolean => isVoid(record) || liveItems(record, REVOCATIONS).length > 0;

/** Keys as the unit knows them; a record that cannot be read, or that lies elsewhere, counts as none. */
export function readKeys(records: Iterable<Folded>, home: RecordId): readonly PairedKey[] {
  const space = officeOf(home);
  return [...records].flatMap((record) => {
    if (record.space !== space) return [];
    const card = PairingCard.safeParse(record.value);
    return card.success ? [{ ...card.data, id: record.id, revoked: isRevoked(record) }] : [];
  });
}

export type Trust =
  | { readonly kind: 'trusted'; readonly key: PairedKey }
  | { readonly kind: 'revoked'; readonly key: PairedKey }
  | { readonly kind: 'unknown' };

export function trustIn(keys: readonly PairedKey[], sign: string): Trust {
  const found = keys.filter((key) => key.sign === sign);
  const revoked = found.find((key) => key.revoked);
  if (revoked !== undefined) return { kind: 'revoked', key: revoked };
  const [key] = found;
  return key === undefined ? { kind: 'unknown' } : { kind: 'trusted', key };
}
