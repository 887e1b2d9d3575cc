import type { SimilarVisit } from '#shared/contract/visits';
import { visitsCollection } from '#shared/domain/visits/collection';
import { readVisit } from '#shared/domain/visits/decide';
import type { RecordId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import { select } from '../query/select';
import type { Store } from '../store/store';

export interface SimilarAsk {
  readonly idNo?: string | undefined;
  readonly phone?: string | undefined;
  readonly name?: string | undefined;
  readonly content?: string | undefined;
  readonly except?: RecordId | undefined;
}

const SHOWN = 8;

/** Earlier visits that may be of the same person or about the same matter, and why. */
export function similarVisits(store: Store, ask: SimilarAsk): SimilarVisit[] {
  const found = new Map<RecordId, { record: Folded; reasons: string[]; score: number }>();
  const add = (record: Folded, reason: string, score: number) => {
    if (record.id === ask.except) return;
    const known = found.get(record.id) ?? { record, reasons: [], score: 0 };
    found.set(record.id, { record, reasons: [...known.reasons, reason], score: known.score + score });
  };
  const byKey = (column: string, value: string | undefined, reason: string, score: number) => {
    if (value === undefined || value === '') return;
    const where = [{ column, op: 'has' as const, value }];
    for (const record of select(store, visitsCollection, { where, limit: SHOWN }).rows) add(record, reason, score);
  };
  byKey('idNos', ask.idNo, '证件号相同', 100);
  byKey('phones', ask.phone, '电话相同', 60);
  byKey('$names', ask.name, '姓名相同', 30);
  return [...found.values()]
    .sort((a, b) => b.score - a.score || (a.record.id < b.record.id ? 1 : -1))
    .slice(0, SHOWN)
    .map(({ record, reasons, score }) => ({ ...readVisit(record), id: record.id, reasons, score }));
}
