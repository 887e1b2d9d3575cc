import { join } from 'node:path';
import { localDateAt } from '#shared/calendar/local-date';
import type { exchangeContract, LeaseRow, ParcelRow } from '#shared/contract/exchange';
import { CASES } from '#shared/domain/cases/decide';
import { type Parcel, unanswered } from '#shared/domain/exchange/book';
import { decideCheckin, type LeaseState, leasesOf } from '#shared/domain/exchange/lease';
import { type RecordId, recordId } from '#shared/kernel/ids';
import { ok } from '#shared/kernel/result';
import type { Folded } from '#shared/ledger/fold';
import { fingerprintOf } from '../../exchange/keyring';
import { intentNames } from '../../exchange/intent';
import { INBOX, OUTBOX, parcelsOf } from '../../exchange/office';
import type { Handlers } from '../../ipc/router';
import { nodeDisk } from '../../store/disk';
import { saver } from '../records';
import type { ExchangeAccess, ExchangeDeps } from './access';
import { wordIn } from './present';

type Methods = 'exchange.packages' | 'exchange.leases' | 'exchange.returnLease';

/** What went where and what never came back, and which cases are away on a laptop. */
export function bookService(
  deps: ExchangeDeps,
  access: ExchangeAccess,
): Pick<Handlers<typeof exchangeContract>, Methods> {
  const { store, clock } = deps;
  const save = saver(store);
  return {
    'exchange.packages': ({ waiting }) => {
      const parcels = parcelsOf(store);
      const silent = new Set(unanswered(parcels).map(({ id }) => id));
      const answers = new Map(parcels.flatMap((parcel) => (isAnswer(parcel) ? [[parcel.of, parcel] as const] : [])));
      const rows = parcels
        .map((parcel) => rowOf(deps, parcel, parcel.direction === 'out' && silent.has(parcel.id), answers))
        .filter((row) => !waiting || row.waiting)
        .sort((a, b) => b.created - a.created);
      return ok({
        rows,
        waiting: silent.size,
        unfinished: intentNames({ disk: nodeDisk, folder: deps.folder }).length,
      });
    },
    'exchange.leases': async () => {
      const own = fingerprintOf((await access.keyring()).device);
      const today = localDateAt(clock.now());
      const leases = [...leasesById(deps).values()].map((held) => leaseRow(held, own, today));
      return ok({ leases: leases.sort((a, b) => (a.on < b.on ? 1 : -1)) });
    },
    'exchange.returnLease': ({ lease }, call) => {
      const records = (leasesById(deps).get(lease) ?? []).map(({ record }) => record);
      return save(
        records[0]?.id ?? recordId(CASES, 'none'),
        decideCheckin(records, lease, localDateAt(clock.now())),
        call,
      );
    },
  };
}

const isAnswer = ({ direction, of }: Parcel): boolean => direction === 'out' && of !== undefined;

const rowOf = (
  { folder }: ExchangeDeps,
  parcel: Parcel,
  waiting: boolean,
  answers: ReadonlyMap<string | undefined, Parcel>,
): ParcelRow => {
  const shelf = parcel.direction === 'out' ? OUTBOX : INBOX;
  const answer = parcel.direction === 'in' ? answers.get(parcel.id) : undefined;
  return {
    id: parcel.id,
    direction: parcel.direction,
    purpose: parcel.purpose,
    created: parcel.created,
    fromName: parcel.from.name,
    to: parcel.to.map(({ name, number }) => ({ name, number })),
    spaces: Object.keys(parcel.heads).length,
    ops: parcel.ops,
    file: parcel.file,
    kept: parcel.file !== '' && nodeDisk.stat(join(folder, shelf, parcel.file)) !== undefined,
    receipts: parcel.receipts.map(({ at, by, result, ops }) => ({ at, by, result, fresh: ops.fresh })),
    waiting,
    resumed: parcel.resumed === true,
    ...(answer === undefined ? {} : { answered: { id: answer.id, file: answer.file } }),
  };
};

/** The file of a package that was sent from this desk; undefined when it is not there any more. */
export function keptFile({ store, folder }: ExchangeDeps, id: string): string | undefined {
  const parcel = parcelsOf(store).find((one) => one.id === id && one.direction === 'out');
  const path = parcel === undefined ? undefined : join(folder, OUTBOX, parcel.file);
  return path !== undefined && nodeDisk.stat(path) !== undefined ? path : undefined;
}

interface Held {
  readonly record: Folded;
  readonly lease: LeaseState;
}

/** Only packages take cases away, so the book knows where to look. */
function leasesById({ store, clock }: ExchangeDeps): ReadonlyMap<string, readonly Held[]> {
  const today = localDateAt(clock.now());
  const spaces = new Set(
    parcelsOf(store)
      .filter(({ purpose }) => purpose === 'checkout' || purpose === 'checkin' || purpose === 'sync')
      .flatMap(({ heads }) => Object.keys(heads)),
  );
  const found = new Map<string, Held[]>();
  for (const space of spaces) {
    if (!space.startsWith('case/')) continue;
    const record = store.get(recordId(CASES, space.slice('case/'.length)));
    if (record?.created === undefined) continue;
    for (const lease of leasesOf(record, today)) {
      const list = found.get(lease.id) ?? [];
      list.push({ record, lease });
      found.set(lease.id, list);
    }
  }
  return found;
}

/** Leases that this device has with it and has not given back. */
export function heldLeases(deps: ExchangeDeps, own: string): { id: string; cases: readonly RecordId[] }[] {
  return [...leasesById(deps)].flatMap(([id, held]) => {
    const mine = held.filter(({ lease }) => lease.device === own && lease.state !== 'back');
    return mine.length === 0 ? [] : [{ id, cases: mine.map(({ record }) => record.id) }];
  });
}

function leaseRow(held: readonly Held[], own: string, today: string): LeaseRow {
  const states = new Set(held.map(({ lease }) => lease.state));
  const first = held[0]?.lease;
  return {
    lease: first?.id ?? '',
    device: first?.device ?? '',
    name: first?.name ?? '',
    by: first?.by ?? '',
    on: first?.on ?? (today as LeaseRow['on']),
    until: first?.until ?? (today as LeaseRow['until']),
    state: states.has('expired') ? 'expired' : states.has('out') ? 'out' : 'back',
    cases: held.map(({ record, lease }) => ({
      id: record.id,
      caseNo: wordIn(record.value, 'caseNo') ?? '',
      title: wordIn(record.value, 'title') ?? '',
      state: lease.state,
    })),
    here: first?.device === own,
  };
}
