import { z } from 'zod';
import { RecordId, recordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Folded, isVoid, liveItems } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import type { PairedKey } from './keys';
import { SealKey, SignKey } from './package';
import { officeOf } from './places';

/** 单位密钥: one pair of keys for all desks of a unit. The ledger has its public half, and its private half sealed to each desk. */
export const UNIT_KEYS = 'unitKeys';
const SHARES = 'shares';
const RETIREMENTS = 'retirements';

const Public = z.object({ unit: RecordId, sign: SignKey, seal: SealKey });
/** The private half, sealed by age to the key of one desk. `to` is the fingerprint of that key, thirty digits. */
export const Share = z.object({ to: z.string().regex(/^[0-9]{30}$/), sealed: z.string().min(1).max(4000) });
export type Share = z.infer<typeof Share>;

export interface UnitKey extends z.infer<typeof Public> {
  readonly id: RecordId;
  readonly shares: readonly Share[];
  readonly retired: boolean;
}

/** The keys of the unit as its own desks wrote them down, the newest first. */
export function readUnitKeys(records: Iterable<Folded>, unit: RecordId): readonly UnitKey[] {
  const space = officeOf(unit);
  return [...records]
    .filter((record) => record.space === space && record.created !== undefined)
    .sort((a, b) => ((a.created?.hlc ?? '') < (b.created?.hlc ?? '') ? 1 : -1))
    .flatMap((record): UnitKey[] => {
      const key = Public.safeParse(record.value).data;
      if (key === undefined || key.unit !== unit) return [];
      const shares = liveItems(record, SHARES).flatMap(({ value }) => Share.safeParse(value).data ?? []);
      const retired = isVoid(record) || liveItems(record, RETIREMENTS).length > 0;
      return [{ ...key, id: record.id, shares, retired }];
    });
}

/** The one in use. */
export const currentUnitKey = (keys: readonly UnitKey[]): UnitKey | undefined => keys.find(({ retired }) => !retired);

/** Desks whose own key was retired while they hold this key: it may be in strange hands too. */
export const exposedBy = ({ shares }: UnitKey, desks: readonly PairedKey[], digitsOf: (key: PairedKey) => string) =>
  desks.filter((desk) => desk.revoked && shares.some(({ to }) => to === digitsOf(desk)));

export interface NewUnitKey {
  readonly unit: RecordId;
  readonly sign: string;
  readonly seal: string;
  /** Thirty digits. */
  readonly digits: string;
  readonly shares: readonly Share[];
}

type Decided = Result<Decision, Refusal>;

/** The first desk of a unit makes the key of the unit. */
export function decideMakeUnitKey(known: readonly UnitKey[], made: NewUnitKey): Decided {
  return currentUnitKey(known) === undefined
    ? ok({ action: '生成单位密钥', ops: [createOp(made), ...shareOps(unitKeyId(made.digits), made)] })
    : refuse('exchange.unitKeyKnown', '本单位已经有单位密钥，请从已有密钥的台席取得，不要另行生成。');
}

/** A key that may be in strange hands is retired for good and another takes its place, in one step. */
export function decideRenewUnitKey(known: readonly UnitKey[], made: NewUnitKey, reason: string): Decided {
  const live = known.filter(({ retired }) => !retired);
  if (live.length === 0) return refuse('exchange.noUnitKey', '本单位还没有单位密钥。');
  if (reason.trim() === '') {
    return refuse('exchange.reason', '请填写更换原因，如“便携机遗失”。', { field: 'reason' });
  }
  const retire = live.map(({ id }): OpDraft => {
    return { kind: 'add', on: id, space: officeOf(made.unit), field: RETIREMENTS, value: { reason } };
  });
  return ok({
    action: '更换单位密钥',
    reason,
    ops: [...retire, createOp(made), ...shareOps(unitKeyId(made.digits), made)],
  });
}

/** The key for another desk of the unit. */
export const shareOps = (
  on: RecordId,
  { unit, shares }: { readonly unit: RecordId; readonly shares: readonly Share[] },
): OpDraft[] => shares.map((share) => ({ kind: 'add', on, space: officeOf(unit), field: SHARES, value: { ...share } }));

const unitKeyId = (digits: string): RecordId => recordId(UNIT_KEYS, digits);

const createOp = ({ unit, sign, seal, digits }: NewUnitKey): OpDraft => ({
  kind: 'create',
  on: unitKeyId(digits),
  space: officeOf(unit),
  value: { unit, sign, seal },
});
