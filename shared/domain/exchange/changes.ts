import type { OpId, RecordId, SpaceId } from '../../kernel/ids';
import { collectionOf } from '../../kernel/ids';
import { type Json, sameJson } from '../../kernel/json';
import { type Conflict, conflictsOf, type Folded } from '../../ledger/fold';
import type { Op, Txn } from '../../ledger/op';
import { type Gap, takeIn } from '../../ledger/receive';
import type { Vector } from '../../ledger/space';
import type { Before } from '../../ledger/stamp';
import { CASES } from '../cases/decide';
import { caseStateOf } from '../cases/machine';
import type { CaseState, Misstep } from '../cases/state';
import type { CaseStatus } from '../cases/status';

/** What an import would make of one record. */
export interface RecordChange {
  readonly id: RecordId;
  readonly isNew: boolean;
  readonly fields: readonly { readonly field: string; readonly before?: Json; readonly after?: Json }[];
  readonly entries: number;
  /** Disagreements and steps for a person that are not there yet. */
  readonly conflicts: readonly Conflict[];
  readonly missteps: readonly Misstep[];
  /** Ops of a newer build, kept until this one is upgraded. */
  readonly held: number;
  readonly status?: { readonly before?: CaseStatus; readonly after: CaseStatus };
}

export interface Preview {
  readonly changes: readonly RecordChange[];
  readonly fresh: number;
  readonly duplicates: readonly Op[];
  readonly gaps: readonly Gap[];
  readonly misplaced: readonly OpId[];
}

/** So much is done between two pauses. */
const SLICE = 20;

/** Folds the Txns beside the ledger, changing nothing, and compares; pauses now and then for whoever else has work. */
export function* previewing(txns: readonly Txn[], now: Before): Generator<void, Preview> {
  const records = new Map<RecordId, Folded>();
  const vectors = new Map<SpaceId, Vector>();
  const before = new Map<RecordId, Folded | undefined>();
  const first = (id: RecordId): Folded | undefined => {
    const record = now.record(id);
    before.set(id, record);
    return record;
  };
  const beside: Before = {
    record: (id) => records.get(id) ?? first(id),
    vector: (space) => vectors.get(space) ?? now.vector(space),
  };
  let fresh = 0;
  const duplicates: Op[] = [];
  const gaps: Gap[] = [];
  const misplaced: OpId[] = [];
  for (const [i, txn] of txns.entries()) {
    if (i % SLICE === 0) yield;
    const taken = takeIn(txn, beside);
    for (const [id, record] of taken.records) records.set(id, record);
    for (const [space, vector] of taken.vectors) vectors.set(space, vector);
    fresh += taken.txn.ops.length;
    duplicates.push(...taken.duplicates);
    gaps.push(...taken.gaps);
    misplaced.push(...taken.misplaced);
  }
  const changes: RecordChange[] = [];
  for (const after of records.values()) {
    if (changes.length % SLICE === 0) yield;
    changes.push(changeOf(before.get(after.id), after));
  }
  return { changes, fresh, duplicates, gaps, misplaced };
}

function changeOf(before: Folded | undefined, after: Folded): RecordChange {
  const known = new Set(conflictsOf(before ?? after).map(({ field }) => field));
  const conflicts = conflictsOf(after).filter(({ field }) => before === undefined || !known.has(field));
  const state = collectionOf(after.id) === CASES && after.created !== undefined ? caseStateOf(after) : undefined;
  const was = state === undefined || before === undefined ? undefined : caseStateOf(before);
  const old = new Set(was?.missteps.map(({ op }) => op));
  return {
    id: after.id,
    isNew: before?.created === undefined,
    fields: fieldsChanged(before, after),
    entries: entriesOf(after) - (before === undefined ? 0 : entriesOf(before)),
    conflicts,
    missteps: state?.missteps.filter(({ op }) => !old.has(op)) ?? [],
    held: (after.held?.length ?? 0) - (before?.held?.length ?? 0),
    ...(state === undefined ? {} : { status: statusChange(before?.created === undefined ? undefined : was, state) }),
  };
}

const statusChange = (before: CaseState | undefined, after: CaseState): NonNullable<RecordChange['status']> =>
  before === undefined ? { after: after.status } : { before: before.status, after: after.status };

function fieldsChanged(before: Folded | undefined, after: Folded): RecordChange['fields'] {
  const names = new Set([...Object.keys(before?.value ?? {}), ...Object.keys(after.value)]);
  return [...names].sort().flatMap((field) => {
    const [from, to] = [before?.value[field], after.value[field]];
    if (sameJson(from, to)) return [];
    return [{ field, ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) }];
  });
}

const entriesOf = (record: Folded): number =>
  (record.events?.length ?? 0) +
  (record.voids?.length ?? 0) +
  Object.values(record.items ?? {}).reduce((sum, list) => sum + list.length, 0);
