import type { MergeItem, mergeContract, Side } from '#shared/contract/merge';
import { isAccusation } from '#shared/domain/cases/confidential';
import { stepFacts } from '#shared/domain/cases/present';
import { CASES } from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import { stepOf } from '#shared/domain/cases/steps/index';
import { collections } from '#shared/domain/collections';
import { UNDECIDED } from '#shared/domain/decisions/column';
import { canWrite, decideField, decideStep } from '#shared/domain/decisions/decide';
import { type OpenStep, undecidedCount, undecidedOf } from '#shared/domain/decisions/items';
import { collectionOf, type DeviceId, keyOf, type OpId, type RecordId } from '#shared/kernel/ids';
import { ok } from '#shared/kernel/result';
import { type Conflict, type EventEntry, type Folded, isVoid } from '#shared/ledger/fold';
import { hlcMillis } from '#shared/ledger/hlc';
import { opDevice, type Txn } from '#shared/ledger/op';
import type { Handlers } from '../../ipc/router';
import type { Store } from '../../store/store';
import { ofOneMoment } from '../../query/turns';
import { breathing, type Work } from '../../turns';
import { saver } from '../records';
import { namesOf } from '../visit-names';
import type { ExchangeAccess, ExchangeDeps } from './access';
import { deskWords } from './desk-words';
import { fieldName, kindName, titleOf, valueWords, wordIn } from './present';

/** 合并待裁: computed from the records each time it is asked for. */
export function mergeService({ store }: ExchangeDeps, access: ExchangeAccess): Handlers<typeof mergeContract> {
  const save = saver(store);
  const words = { store, say: valueWords(store), nameOf: namesOf(store), unitName: access.unitName };
  return {
    'merge.list': async ({ limit }, { signal }) => {
      const deskName = deskWords(store);
      const items: MergeItem[] = [];
      let total = 0;
      const breathe = breathing(signal);
      for (const record of await undecidedRecords(store, signal)) {
        await breathe();
        const { conflicts, steps } = undecidedOf(record);
        total += conflicts.length + steps.length;
        if (items.length >= limit) continue;
        const txns = store.history(record.id);
        items.push(
          ...conflicts.map((conflict) => fieldItem({ ...words, deskName }, record, conflict, txns)),
          ...steps.map((step) => stepItem({ ...words, deskName }, record, step)),
        );
      }
      return ok({ items: items.slice(0, limit), total });
    },
    'merge.decide': ({ id, ...choice }, call) => save(id, decideField(store.get(id), choice), call),
    'merge.decideStep': ({ id, ...choice }, call) => save(id, decideStep(store.get(id), choice), call),
  };
}

async function undecidedRecords(store: Store, signal: AbortSignal): Promise<readonly Folded[]> {
  const found: Folded[] = [];
  for (const def of collections) {
    found.push(...(await ofOneMoment(store, def, () => undecidedIn(store, def.name), signal)));
  }
  return found;
}

interface Words {
  readonly store: Store;
  readonly say: ReturnType<typeof valueWords>;
  readonly nameOf: ReturnType<typeof namesOf>;
  readonly unitName: (unit: string) => string;
  readonly deskName: (device: DeviceId) => string;
}

/** By the column that is kept beside the records, so that ten years of cases are not read for it. */
function* undecidedIn(store: Store, collection: string): Work<readonly Folded[]> {
  const found = [...store.overlay(collection)].filter((record) => !isVoid(record) && undecidedCount(record) > 0);
  for (const block of store.blocks(collection)) {
    yield;
    const [listed, counts] = [block.listed('without'), block.ints(UNDECIDED)];
    for (let row = 0; row < block.rows; row++) {
      if (listed[row] === 1 && (counts[row] ?? 0) > 0) found.push(block.read(row));
    }
  }
  return found;
}

const about = (record: Folded, what: string) => ({
  key: `${record.id} ${what}`,
  id: record.id,
  kind: kindName(record.id),
  title: titleOf(record, collectionOf(record.id) === CASES && isAccusation(record)),
  ...pathOf(record.id),
});

function pathOf(id: RecordId): { path?: string } {
  const collection = collectionOf(id);
  return collection === CASES || collection === 'visits' ? { path: `/${collection}/${keyOf(id)}` } : {};
}

function fieldItem(words: Words, record: Folded, conflict: Conflict, txns: readonly Txn[]): MergeItem {
  const writers = new Map<OpId, Txn>();
  for (const txn of txns) for (const op of txn.ops) if (op.space === record.space) writers.set(op.id, txn);
  return {
    type: 'field',
    ...about(record, conflict.field),
    field: conflict.field,
    label: fieldName(record.id, conflict.field),
    sides: conflict.heads.map(({ op, hlc, value }): Side => {
      const txn = writers.get(op);
      return {
        op,
        text: words.say(value),
        by: txn?.by ?? '',
        unitName: words.unitName(txn?.unit ?? ''),
        desk: words.deskName(opDevice(op)),
        at: hlcMillis(hlc),
      };
    }),
    writable: canWrite(conflict),
  };
}

function stepItem(words: Words, record: Folded, open: OpenStep): MergeItem {
  const { misstep, event, rivals, ifKept, ifWithdrawn } = open;
  return {
    type: 'step',
    ...about(record, event.op),
    step: stepSide(words, event),
    rivals: rivals.map((rival) => stepSide(words, rival)),
    ...(misstep === undefined ? {} : { why: misstep.reason.message }),
    statusNow: CASE_STATUS_NAMES[caseStateOf(record).status],
    statusIfWithdrawn: CASE_STATUS_NAMES[ifWithdrawn.status],
    ...(ifKept === undefined ? {} : { statusIfKept: CASE_STATUS_NAMES[ifKept.status] }),
  };
}

function stepSide({ nameOf, unitName, deskName }: Words, event: EventEntry): Side & { name: string } {
  const { value } = event;
  const on = wordIn(value, 'on') ?? '';
  const facts = stepFacts(event.name, value, nameOf).map(({ label, text }) => `${label}：${text}`);
  return {
    op: event.op,
    name: stepOf(event.name)?.title ?? event.name,
    text: [on, ...facts].filter(Boolean).join('；'),
    by: event.by,
    unitName: unitName(event.unit),
    desk: deskName(opDevice(event.op)),
    at: hlcMillis(event.hlc),
  };
}
