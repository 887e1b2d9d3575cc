import type { Hold } from '#shared/domain/exchange/sync';
import type { Known } from '../sync/known';
import type { Outgoing } from '../sync/outgoing';
import type { Office } from '../office';
import { pairedKeys, unitPair, unitPairs } from '../office';
import { contentsIn, giveContents, takeContents } from './contents';
import { giveBatch, type Giving, JOIN, joinFiles } from './give';
import { type Head, readHead, vouch, voucherOf, writeHead } from './head';
import { HEAD, readSegmentName, readStreamFolder, type StreamName, streamFolder } from './names';
import type { Share } from './share';
import type { State } from './state';
import { type Step, takeStream, type Taking } from './take';

/** A stream as found in this round. */
export interface Found extends StreamName {
  /** Absent while it is not there, half copied, or signed by nobody this desk trusts. */
  readonly head?: Head;
}

export interface RoundDeps {
  readonly office: Office;
  readonly share: Share;
  readonly known: Known;
  readonly outgoing: Outgoing;
  readonly local: string;
  save(state: State): Promise<void>;
}

/** Every stream in the folder, with what its desk says of itself. */
export async function findStreams(share: Share): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of await share.list()) {
    const stream = readStreamFolder(name);
    if (stream === undefined) continue;
    const head = readHead(await share.small(name, HEAD));
    const fits = head?.device === stream.device && head.stream === stream.stream;
    found.push({ ...stream, ...(head !== undefined && fits ? { head } : {}) });
  }
  return found;
}

/** Keys of desks for which a key of our unit speaks. */
export function vouchedIn({ office }: Pick<RoundDeps, 'office'>, found: readonly Found[]): ReadonlySet<string> {
  const heads = found.flatMap(({ head }) => head ?? []);
  return new Set(heads.filter((head) => isOurs(office, head)).map(({ sign }) => sign));
}

function isOurs(office: Office, head: Head): boolean {
  const voucher = voucherOf(head);
  return head.unit === office.unit && unitPairs(office).some(({ sign }) => sign === voucher);
}

/** Who can open what this desk writes: the unit, this desk, and every paired desk of the unit whose key is good. */
export function sealedTo(office: Office): string[] {
  const { keys, unit } = office;
  const paired = pairedKeys(office).filter((key) => key.unit === unit && !key.revoked);
  const own = unitPair(office);
  const all = [keys.device.seal, ...(own === undefined ? [] : [own.seal]), ...paired.map(({ seal }) => seal)];
  return [...new Set(all)].sort().slice(0, 64);
}

/** Takes from all streams until nothing more fits: what one waits for may lie in another. */
export async function takeAll(
  taking: Taking,
  deps: RoundDeps,
  found: readonly Found[],
  start: State,
  signal: AbortSignal,
): Promise<{ readonly state: State; readonly holds: ReadonlyMap<string, Hold> }> {
  let state = start;
  const holds = new Map<string, Hold>();
  const save = async (next: State): Promise<void> => {
    deps.known.save();
    await deps.save(next);
    state = next;
  };
  for (let before: State | undefined; before !== state; ) {
    before = state;
    for (const stream of found) {
      const read = state.read[streamFolder(stream)]?.step ?? 0;
      if (stream.head !== undefined && stream.head.end.step <= read && holds.get(streamFolder(stream)) === undefined)
        continue;
      const names = await deps.share.list(streamFolder(stream));
      const taken = (step: Step) => save(afterStep(state, stream, step));
      const hold = await takeStream(taking, stream, names, read, taken, signal);
      if (hold === undefined) holds.delete(streamFolder(stream));
      else holds.set(streamFolder(stream), hold);
    }
  }
  return { state, holds };
}

/** Our own files are met here only when a run ended between writing one and writing that down. */
function afterStep(state: State, name: StreamName, { segment, bytes, ops, wants }: Step): State {
  const mark = { step: segment.to, ops };
  const own = name.stream === state.stream && segment.to > state.end.step;
  return {
    ...state,
    ...(own ? { files: [...state.files, { from: segment.from, to: segment.to, bytes }], end: mark } : {}),
    read: { ...state.read, [streamFolder(name)]: mark },
    wants: [...new Set([...state.wants, ...wants])].slice(0, 1000),
  };
}

/** Brings everything that is not in the folder yet, then joins small files. */
export async function giveAll(
  giving: Giving,
  deps: RoundDeps,
  start: State,
  signal: AbortSignal,
  join: typeof JOIN,
): Promise<State> {
  let state = start;
  const save = async (mine: Pick<State, 'stream' | 'files' | 'end'>): Promise<void> => {
    deps.known.save();
    state = { ...state, ...mine, read: { ...state.read, [streamFolder(state)]: mine.end } };
    await deps.save(state);
  };
  for await (const batch of deps.outgoing.batches(deps.office, signal)) {
    const mine = await giveBatch(giving, state, batch, signal);
    deps.outgoing.arrived(batch);
    await save(mine);
  }
  const joined = await joinFiles(giving, state, signal, join);
  if (joined !== state) await save(joined);
  return state;
}

/** Contents that were not to be had where the ops were written. */
export async function exchangeContents(
  giving: Giving,
  found: readonly Found[],
  state: State,
  signal: AbortSignal,
): Promise<{ readonly wants: string[]; readonly gives: string[] }> {
  const heads = found.flatMap(({ head, stream }) => (head === undefined || stream === state.stream ? [] : [head]));
  const own = { device: giving.office.store.device, stream: state.stream };
  const wants = state.wants.length === 0 ? [] : await takeContents(giving, state.wants, heads, signal);
  const mine = found.find(({ stream }) => stream === state.stream)?.head;
  const idle = heads.every((head) => head.wants.length === 0) && (mine?.gives.length ?? 0) === 0;
  const gives = idle ? [] : await giveContents(giving, own, await namesOf(giving, own), heads, signal);
  return { wants, gives };
}

const namesOf = async ({ share }: Giving, own: StreamName): Promise<string[]> => {
  const names = await share.list(streamFolder(own));
  return names.filter((name) => contentsIn([name]).length > 0);
};

/** Old traces of this desk: another stream under its name, wholly read and, since nothing waits, wholly brought again. */
export async function clearFormer(deps: RoundDeps, found: readonly Found[], state: State): Promise<void> {
  if (deps.outgoing.ops > 0) return;
  for (const stream of found) {
    if (stream.device !== state.device || stream.stream === state.stream) continue;
    const names = await deps.share.list(streamFolder(stream));
    const read = state.read[streamFolder(stream)]?.step ?? 0;
    const rest = names.some((name) => (readSegmentName(name)?.to ?? 0) > read);
    if (!rest) await deps.share.remove(streamFolder(stream));
  }
}

/** The head of this desk; written again when something in it changed, or once in a while as a sign of life. */
export async function leaveHead(
  { office, share }: Pick<RoundDeps, 'office' | 'share'>,
  state: State,
  more: Pick<Head, 'waiting' | 'gives' | 'stuck'> & { readonly last: Head | undefined },
  signal: AbortSignal,
): Promise<Head> {
  const { device } = office.keys;
  const unit = unitPair(office);
  const desk = { device: office.store.device as string, sign: device.sign, seal: device.seal };
  const head: Head = {
    version: 1,
    ...desk,
    stream: state.stream,
    unit: office.unit,
    name: office.name,
    at: office.clock.now(),
    end: state.end,
    waiting: more.waiting,
    read: state.read,
    wants: [...state.wants],
    gives: more.gives,
    stuck: more.stuck,
    ...(unit === undefined ? {} : { voucher: vouch(desk, unit) }),
  };
  const { last } = more;
  const same = last !== undefined && JSON.stringify({ ...last, at: 0 }) === JSON.stringify({ ...head, at: 0 });
  if (last !== undefined && same && Math.abs(head.at - last.at) < SIGN_OF_LIFE) return last;
  await share.put(streamFolder(head), HEAD, writeHead(head, device.secret), signal);
  return head;
}
const SIGN_OF_LIFE = 60_000;
