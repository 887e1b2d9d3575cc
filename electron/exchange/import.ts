import { basename, join } from 'node:path';
import { END_BYTES, sniff } from '#shared/domain/attachments/sniff';
import { CASES } from '#shared/domain/cases/decide';
import { keyInSpace, refuseArrival, refuseNumbers } from '#shared/domain/exchange/arrival';
import { type Preview, previewing } from '#shared/domain/exchange/changes';
import type { PackageManifest, Receipt } from '#shared/domain/exchange/package';
import { isTakable, VERDICTS } from '#shared/domain/exchange/verdict';
import { recordId, type SpaceId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Op, opDevice, opSeq, type Txn } from '#shared/ledger/op';
import type { Incoming } from '../store/blobs';
import { inTurns } from '../turns';
import { receiptFor, writeDown } from './book';
import { namesIn, type TakeBlob } from './content';
import { readEnvelope } from './envelope';
import { asRefusal } from './files';
import { contradictions } from './forks';
import { dropIntent, type Intent, writeIntent } from './intent';
import { INBOX, type Office, type Watch } from './office';
import { type Reading, readInside, readPackage, signerOf, type Standing } from './read';
import type { OpenedKeys, Opening } from './seal';
import { rememberRetired, trusting } from './trust';

/** A package that was looked into, and what taking it in would do. Nothing is changed yet. */
export interface Examined extends Reading {
  /** The copy in the inbox. */
  readonly path: string;
  readonly opening: Opening;
  readonly preview?: Preview;
  /** Contents that the ops name and that are neither in the package nor here. */
  readonly absent: readonly string[];
  /** Why it may not be taken in though it is sound: its sender has no say in what it brings. */
  readonly refused?: Refusal;
  /** One number, two different writes: somebody works with a copy of a data folder. */
  readonly forked: readonly Op[];
}

/** Looks into a package; `opened` remembers what a passphrase opened from one look to the next. */
export async function examine(
  office: Office,
  path: string,
  passphrase?: string,
  watch: Watch = {},
  opened?: OpenedKeys,
): Promise<Examined> {
  const { store, keys, disk, clock } = office;
  const opening: Opening = {
    identities: keys.identities(),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(opened === undefined ? {} : { opened }),
  };
  const trustOf = trusting(office);
  const reader = { now: clock.now(), opening, trustIn: trustOf, vector: store.vector.bind(store) };
  const reading = await readPackage(disk, path, reader, watch.signal);
  const { txns, manifest } = reading;
  if (txns === undefined || manifest === undefined) return { ...reading, path, opening, absent: [], forked: [] };
  const now = { record: store.get.bind(store), vector: store.vector.bind(store) };
  const preview = await inTurns(previewing(txns, now), watch.signal);
  const { forked, unshipped } = await contradictions(office, txns, watch.signal);
  const named = await inTurns(namesIn(txns), watch.signal);
  const absent = [...named].filter((sha256) => reading.blobs?.has(sha256) !== true && !office.blobs.has(sha256));
  const verdict = preview.misplaced.length > 0 ? 'damaged' : reading.verdict;
  const refused = unshipped.length > 0 ? UNSHIPPED : refusedArrival(office, manifest, trustOf, preview);
  return {
    ...reading,
    verdict,
    path,
    opening,
    preview,
    absent,
    forked,
    ...(refused === undefined ? {} : { refused }),
  };
}

const UNSHIPPED = refuse(
  'exchange.unshipped',
  '数据包里有本机程序没有的预置内容，没有导入。请先升级本机程序；已是最新版本的，请与发件单位核实。',
).error;

function refusedArrival(
  office: Office,
  manifest: PackageManifest,
  trustOf: (sign: string) => Standing,
  { changes }: Preview,
): Refusal | undefined {
  const { trust } = signerOf(manifest.from, trustOf);
  const fresh = changes.filter(({ isNew }) => isNew).map(({ id }) => id);
  const arrival = {
    purpose: manifest.purpose,
    from: trust.kind === 'trusted' ? trust.key.unit : office.unit,
    claimed: manifest.from.unit,
    here: office.unit,
    spaces: Object.keys(manifest.spaces) as SpaceId[],
  };
  const caseIn = (space: SpaceId) => office.store.get(recordId(CASES, keyInSpace(space)));
  const refused = refuseArrival(arrival, caseIn, office.world());
  return refused ?? (arrival.from === office.unit ? undefined : refuseNumbers(fresh, office.runOf.bind(office)));
}

export interface Imported {
  readonly receipt: Receipt;
  /** Ops this device had written before older data were put back: it should become another device. */
  readonly ownAhead: boolean;
  /** Hashes of contents that were not taken in, being programs, web pages or files with macros. */
  readonly unfit: ReadonlySet<string>;
}

export interface Consent {
  /** A person compared the clocks. */
  readonly clocksCompared?: boolean;
  /** Makes a backup to go back to; without one nothing is imported. */
  backup(): Promise<unknown>;
  /** Puts the copy where it is kept and answers the name; it stays where it is without. */
  keep?(path: string, manifest: PackageManifest): Promise<string>;
}

/**
 * Backup, contents, the intent, then the ops; the receipt is made last. Until the intent is written nothing has happened; from then on
 * everything does, at the next start if the program is ended.
 */
export async function importPackage(
  office: Office,
  examined: Examined,
  consent: Consent,
  watch: Watch = {},
): Promise<Result<Imported, Refusal>> {
  const { manifest, txns, verdict, blobs = new Set<string>() } = examined;
  const refused = refuseImport(examined, consent);
  if (refused !== undefined) return { ok: false, error: refused };
  if (manifest === undefined || txns === undefined) return refuse('exchange.damaged', VERDICTS.damaged.sentence);
  let begun = false;
  try {
    const ownAhead = bringsOwn(office, txns);
    if (verdict !== 'duplicate') await consent.backup();
    const unfit = blobs.size === 0 ? blobs : await keepContents(office, examined, watch);
    const { fresh = 0, duplicates = [] } = examined.preview ?? {};
    if (fresh > 0) {
      const copy = basename(examined.path);
      await writeIntent(office, { version: 1, manifest, copy, fresh, duplicates: duplicates.length, txns });
      begun = true;
    }
    const received = await office.store.receive(txns);
    const receipt = receiptFor(office, manifest, received.gaps.length > 0 ? 'gap' : verdict, received);
    await bookKept(office, manifest, examined.path, consent);
    return ok({ receipt, ownAhead, unfit });
  } catch (error) {
    return asRefusal(error, begun ? '导入没有完成，下次打开数据时会自动补齐' : '没有导入任何内容');
  }
}

/** An import that was decided and cut short: its ops that are not in the ledger yet, then the book and the receipt. */
export async function resumeImport(
  office: Office,
  { manifest, copy, fresh, duplicates, txns }: Intent,
  consent: Pick<Consent, 'keep'>,
): Promise<Pick<Imported, 'receipt' | 'ownAhead'>> {
  const ownAhead = bringsOwn(office, txns);
  const { gaps } = await office.store.receive(txns);
  const receipt = receiptFor(office, manifest, gaps.length > 0 ? 'gap' : 'ok', { fresh, duplicates });
  await bookKept(office, manifest, join(office.folder, INBOX, copy), consent, true);
  return { receipt, ownAhead };
}

async function bookKept(
  office: Office,
  manifest: PackageManifest,
  path: string,
  { keep }: Pick<Consent, 'keep'>,
  resumed = false,
): Promise<void> {
  const file = (await keep?.(path, manifest)) ?? basename(path);
  await writeDown(office, manifest, file, resumed);
  await rememberRetired(office);
  dropIntent(office, manifest);
}

/** Ops that this device wrote and has not any more. */
function bringsOwn({ store }: Office, txns: readonly Txn[]): boolean {
  const mine = store.device;
  return txns.some((txn) =>
    txn.ops.some((op) => opDevice(op.id) === mine && opSeq(op.id) > (store.vector(op.space)[mine] ?? 0)),
  );
}

function refuseImport(
  { verdict, beyond, forked, refused }: Examined,
  { clocksCompared }: Consent,
): Refusal | undefined {
  if (forked.length > 0) {
    return refuse(
      'exchange.forked',
      '同一台席的编号下出现了两份不同的内容，可能有人复制了数据文件夹并同时使用。请停用其中一份，联系系统管理员处理后再导入。',
    ).error;
  }
  if (refused !== undefined) return refused;
  const checked = verdict === 'clock_ahead' && clocksCompared === true && beyond !== true;
  if (checked || isTakable(verdict) || verdict === 'duplicate') return undefined;
  const { sentence, next } = VERDICTS[verdict];
  return refuse(`exchange.${verdict}`, `${sentence}${next}`).error;
}

/**
 * Contents are durable before the ops that name them. Programs, web pages and files with macros are not taken in, as they are not at the
 * desk either: their entries say that the content is not here. Answers their hashes.
 */
export async function keepContents(
  { disk, blobs }: Pick<Office, 'disk' | 'blobs'>,
  { path, opening }: Pick<Examined, 'path' | 'opening'>,
  { signal }: Watch,
): Promise<ReadonlySet<string>> {
  const unfit = new Set<string>();
  const keep: TakeBlob = async (sha256, bytes, pieces) => {
    if (blobs.has(sha256) && (await blobs.read(sha256, signal)).ok) {
      for await (const _ of pieces);
      return;
    }
    const incoming = blobs.begin(bytes);
    try {
      for await (const piece of pieces) incoming.write(piece);
      if (isFit(incoming)) await incoming.keep(signal);
      else {
        unfit.add(sha256);
        incoming.discard();
      }
    } catch (error) {
      incoming.discard();
      throw error;
    }
  };
  await readInside(disk, path, readEnvelope(disk, path), opening, keep, signal);
  return unfit;
}

function isFit(incoming: Incoming): boolean {
  const head = incoming.read(0, END_BYTES);
  const tail = incoming.read(Math.max(0, incoming.bytes - END_BYTES), END_BYTES);
  return !DANGEROUS.has(sniff({ head, tail }, '').kind);
}
const DANGEROUS: ReadonlySet<string> = new Set(['executable', 'web', 'macro']);
