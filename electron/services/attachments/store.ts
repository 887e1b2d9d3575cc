import { localDateAt } from '#shared/calendar/local-date';
import { admit, admitName } from '#shared/domain/attachments/admit';
import { alreadyOn, decideAttach, refuseAttaching } from '#shared/domain/attachments/decide';
import type { Attachment, AttachmentSource } from '#shared/domain/attachments/schema';
import { END_BYTES } from '#shared/domain/attachments/sniff';
import type { RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { hlcMillis } from '#shared/ledger/hlc';
import type { Answer, Call } from '../../ipc/router';
import type { Blobs, Incoming } from '../../store/blobs';
import { StoreError } from '../../store/fault';
import type { Store } from '../../store/store';
import type { ServiceDeps } from '../deps';

type Deps = Pick<ServiceDeps, 'store' | 'blobs'>;
type Stored = Result<Attachment, Refusal>;

/** A file on its way to a record. */
export interface Arriving {
  readonly name: string;
  readonly source: AttachmentSource;
}

/** Why the record takes no file now; a read-only store says so before anything is copied. */
export function refuseNow(store: Store, on: RecordId, more: number): Refusal | undefined {
  const state = store.state();
  if (state.mode === 'readOnly') return new StoreError(state.reason, state.detail).refusal;
  const allowed = refuseAttaching(store.get(on), more);
  return allowed.ok ? undefined : allowed.error;
}

/** Judges what came in by its content and makes it durable under its hash; a refused one leaves nothing behind. */
export async function keepIncoming(
  incoming: Incoming,
  { name, source }: Arriving,
  now: number,
  signal?: AbortSignal,
): Promise<Stored> {
  const ends = {
    head: incoming.read(0, END_BYTES),
    tail: incoming.read(Math.max(0, incoming.bytes - END_BYTES), END_BYTES),
  };
  const admitted = admit(name, incoming.bytes, ends);
  if (!admitted.ok) {
    incoming.discard();
    return admitted;
  }
  const facts = await incoming.keep(signal);
  return ok({ ...admitted.value, ...facts, source, addedOn: localDateAt(now) });
}

/**
 * Makes bytes of the desk's own durable, before anything names them: the op that does can stand in the Txn of whoever calls
 * (`decideAttach` makes it).
 */
export async function keepBytes(
  blobs: Blobs,
  { bytes, ...file }: Arriving & { readonly bytes: Uint8Array },
  now: number,
): Promise<Stored> {
  const allowed = admitName(file.name, bytes.length);
  if (!allowed.ok) return allowed;
  const incoming = blobs.begin(bytes.length);
  incoming.write(bytes);
  return keepIncoming(incoming, file, now);
}

export interface BytesToAttach extends Arriving {
  readonly on: RecordId;
  readonly bytes: Uint8Array;
}

/** Stores bytes and adds them to a record, as a paper is archived when it is issued; answers the hash that names it. */
export async function attachBytes(
  deps: Deps,
  { on, ...file }: BytesToAttach,
  call: Pick<Call, 'actor' | 'now'>,
): Promise<Answer<{ sha256: string; savedAt: number }>> {
  const refused = refuseNow(deps.store, on, 1);
  if (refused !== undefined) return { ok: false, error: refused };
  const stored = await keepBytes(deps.blobs, file, call.now);
  if (!stored.ok) return stored;
  const written = await writeDown(deps.store, on, [stored.value], call);
  return written.ok ? ok({ sha256: stored.value.sha256, savedAt: written.value.savedAt }) : written;
}

/** Writes down files whose contents are durable. Nothing is awaited between reading the record and committing. */
export async function writeDown(
  store: Store,
  on: RecordId,
  files: readonly Attachment[],
  call: Pick<Call, 'actor'>,
): Promise<Answer<{ savedAt: number }>> {
  const decided = decideAttach(store.get(on), files);
  if (!decided.ok) return decided;
  const txn = await store.commit(decided.value, call.actor);
  return ok({ savedAt: hlcMillis(txn.hlc) });
}

/** Leaves out what the record has or what came twice, and says so. */
export function withoutDoubles(store: Store, on: RecordId, files: readonly Attachment[]) {
  const record = store.get(on);
  const fresh: Attachment[] = [];
  const refused: { name: string; message: string }[] = [];
  for (const file of files) {
    const there =
      fresh.find((one) => one.sha256 === file.sha256) ??
      (record === undefined ? undefined : alreadyOn(record, file.sha256));
    if (there === undefined) fresh.push(file);
    else refused.push({ name: file.name, message: `“${file.name}”已经添加过（“${there.name}”）。` });
  }
  return { fresh, refused };
}

export const noUpload = () => refuse('attachment.noUpload', '附件没有传完，请重新添加。');
