import { join } from 'node:path';
import { blobsNamed } from '#shared/domain/exchange/foreign';
import type { Verdict } from '#shared/domain/exchange/verdict';
import type { SpaceId } from '#shared/kernel/ids';
import { contradictions } from '../forks';
import { keepContents } from '../import';
import type { Office } from '../office';
import { type Reading, readPackage, type Standing } from '../read';
import { trusting } from '../trust';
import type { Hold } from '#shared/domain/exchange/sync';
import type { Consent } from '../sync/carrier';
import type { Known } from '../sync/known';
import { nextSegment, readPlace, type Segment, type StreamName, streamFolder } from './names';
import type { Share } from './share';

/** What taking in needs to know of this desk and of the folder in this round. */
export interface Taking {
  readonly office: Office;
  readonly share: Share;
  readonly known: Known;
  /** Where copies lie while they are read. */
  readonly local: string;
  readonly consent: Consent;
  /** The stream this desk writes itself. Its former ones are read, but what is only there is brought again. */
  readonly own: string;
  /** Large files that had to wait, so that they are not fetched every few seconds. */
  readonly waiting: Map<string, { readonly size: number; readonly at: number; readonly hold: Hold }>;
  /** Keys of desks for which the key of the unit speaks. */
  readonly vouched: ReadonlySet<string>;
}

export interface Step {
  readonly segment: Segment;
  readonly bytes: number;
  /** Ops of the stream up to its end. */
  readonly ops: number;
  /** Contents its ops name and that are not here. */
  readonly wants: readonly string[];
}

/** Takes in what of a stream is there and fits, step by step; `taken` is told of each. Answers what it waits for, if it waits. */
export async function takeStream(
  taking: Taking,
  stream: StreamName,
  names: readonly string[],
  read: number,
  taken: (step: Step) => Promise<void>,
  signal: AbortSignal,
): Promise<Hold | undefined> {
  let at = read;
  for (let segment = nextSegment(names, at); segment !== undefined; segment = nextSegment(names, at)) {
    const step = await takeOrWait(taking, stream, segment, signal);
    if (typeof step === 'string') return step;
    await taken(step);
    at = segment.to;
  }
  return undefined;
}

const LARGE = 4 * 1024 * 1024;
const AGAIN_AFTER = 60_000;

/** A large file that had to wait is fetched again when it has another size, a while later, or when a person says so. */
async function takeOrWait(
  taking: Taking,
  stream: StreamName,
  segment: Segment,
  signal: AbortSignal,
): Promise<Step | Hold> {
  const { share, office, waiting, consent } = taking;
  const key = `${streamFolder(stream)}/${segment.name}`;
  const size = (await share.size(streamFolder(stream), segment.name)) ?? 0;
  const now = office.clock.now();
  const known = waiting.get(key);
  const early = known?.size === size && Math.abs(now - known.at) < AGAIN_AFTER && consent.clocksCompared !== true;
  if (known !== undefined && early) return known.hold;
  waiting.delete(key);
  const step = await takeSegment(taking, stream, segment, signal);
  if (typeof step === 'string' && size > LARGE) waiting.set(key, { size, at: now, hold: step });
  return step;
}

/** Local copy → verify → contents → ops. What is not as it should be changes nothing. */
async function takeSegment(
  taking: Taking,
  stream: StreamName,
  segment: Segment,
  signal: AbortSignal,
): Promise<Step | Hold> {
  const { office, share, local } = taking;
  const path = join(local, 'in.part');
  office.disk.makeFolder(local);
  if (!(await share.fetch(path, signal, streamFolder(stream), segment.name))) return 'incomplete';
  try {
    const opening = { identities: office.keys.identities() };
    const reader = {
      now: office.clock.now(),
      opening,
      trustIn: (sign: string) => trustOf(taking, sign),
      vector: office.store.vector.bind(office.store),
    };
    const reading = await readPackage(office.disk, path, reader, signal);
    const hold = holdOf(reading, taking, stream, segment);
    if (hold !== undefined) return hold;
    const { manifest, txns = [], blobs } = reading;
    const { forked, unshipped } = await contradictions(office, txns, signal);
    if (forked.length + unshipped.length > 0) return forked.length > 0 ? 'forked' : 'newer';
    if ((blobs?.size ?? 0) > 0) await keepContents(office, { path, opening }, { signal });
    const { gaps } = await office.store.receive(txns);
    if (gaps.length > 0) return 'gap';
    if (stream.device !== office.store.device || stream.stream === taking.own) {
      for (const [space, { head }] of Object.entries(manifest?.spaces ?? {})) taking.known.join(space as SpaceId, head);
    }
    const named = new Set(txns.flatMap((txn) => txn.ops.flatMap((op) => blobsNamed(op.value))));
    return {
      segment,
      bytes: office.disk.stat(path)?.size ?? 0,
      ops: readPlace(manifest?.note)?.ops ?? 0,
      wants: [...named].filter((sha256) => !office.blobs.has(sha256)),
    };
  } finally {
    office.disk.remove(path);
  }
}

/** Can the file that holds this step of our own stream still be read? */
export async function isReadable(taking: Taking, own: StreamName, step: number, signal: AbortSignal): Promise<boolean> {
  const { office, share, local } = taking;
  const segment = nextSegment(await share.list(streamFolder(own)), step - 1);
  const path = join(local, 'check.part');
  try {
    office.disk.makeFolder(local);
    if (segment === undefined || !(await share.fetch(path, signal, streamFolder(own), segment.name))) return false;
    const reader = {
      now: office.clock.now(),
      opening: { identities: office.keys.identities() },
      trustIn: (sign: string) => trustOf(taking, sign),
      vector: office.store.vector.bind(office.store),
    };
    return HOLDS[(await readPackage(office.disk, path, reader, signal)).verdict] !== 'damaged';
  } finally {
    office.disk.remove(path);
  }
}

/** Desks of this unit whose key is paired or vouched for; one that was retired or replaced counts for nothing whoever vouches for it. */
function trustOf({ office, vouched }: Taking, sign: string): Standing {
  const trust = trusting(office)(sign);
  const stranger = trust.kind === 'unknown' || (trust.kind === 'trusted' && trust.key.unit !== office.unit);
  if (!stranger) return trust;
  return vouched.has(sign) ? { kind: 'own' } : { kind: 'unknown' };
}

const HOLDS: { readonly [V in Verdict]?: Hold } = {
  damaged: 'damaged',
  bad_signature: 'damaged',
  unknown_signer: 'unknown',
  wrong_recipient: 'sealed',
  newer_format: 'newer',
};

function holdOf(reading: Reading, taking: Taking, stream: StreamName, segment: Segment): Hold | undefined {
  const { verdict, manifest, txns, revoked, beyond } = reading;
  if (verdict === 'clock_ahead') {
    if (beyond === true || taking.consent.clocksCompared !== true) return 'clock';
  } else if (HOLDS[verdict] !== undefined) return revoked === true ? 'revoked' : HOLDS[verdict];
  if (manifest === undefined || txns === undefined) return 'damaged';
  if (manifest.purpose !== 'sync' || manifest.from.unit !== taking.office.unit) return 'stranger';
  const place = readPlace(manifest.note);
  const fits =
    place?.stream === stream.stream &&
    place.from === segment.from &&
    place.to === segment.to &&
    manifest.from.device === stream.device;
  return fits ? undefined : 'damaged';
}
