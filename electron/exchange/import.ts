import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { END_BYTES, sniff } from '#shared/domain/attachments/sniff';
import { CASES } from '#shared/domain/cases/decide';
import { keyInSpace, refuseArrival } from '#shared/domain/exchange/arrival';
import { type Preview, previewing } from '#shared/domain/exchange/changes';
import { blobsNamed } from '#shared/domain/exchange/foreign';
import { trustIn } from '#shared/domain/exchange/keys';
import type { PackageManifest, Receipt } from '#shared/domain/exchange/package';
import { isTakable, VERDICTS } from '#shared/domain/exchange/verdict';
import { recordId, type RecordId, type SpaceId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Op, opDevice, opSeq, type Txn } from '#shared/ledger/op';
import type { Incoming } from '../store/blobs';
import { receiptFor, writeDown } from './book';
import type { TakeBlob } from './content';
import { readEnvelope } from './envelope';
import { asRefusal } from './files';
import { type Office, pairedKeys, type Watch } from './office';
import { type Reading, readInside, readPackage } from './read';
import type { Opening } from './seal';

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

export async function examine(office: Office, path: string, passphrase?: string, watch: Watch = {}): Promise<Examined> {
  const { store, keys, disk, clock } = office;
  const opening: Opening = {
    identities: keys.identities(),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
  const known = pairedKeys(store);
  const reader = {
    now: clock.now(),
    opening,
    trustIn: (sign: string) => (keys.isOwn(sign) ? ({ kind: 'own' } as const) : trustIn(known, sign)),
    vector: store.vector.bind(store),
  };
  const reading = await readPackage(disk, path, reader, watch.signal);
  const { txns } = reading;
  if (txns === undefined) return { ...reading, path, opening, absent: [], forked: [] };
  const now = { record: store.get.bind(store), vector: store.vector.bind(store) };
  const preview = await inSlices(previewing(txns, now), watch.signal);
  const named = new Set(txns.flatMap((txn) => txn.ops.flatMap((op) => blobsNamed(op.value))));
  const absent = [...named].filter((sha256) => reading.blobs?.has(sha256) !== true && !office.blobs.has(sha256));
  const verdict = preview.misplaced.length > 0 ? 'damaged' : reading.verdict;
  const refused = refusedArrival(office, reading.manifest);
  return {
    ...reading,
    verdict,
    path,
    opening,
    preview,
    absent,
    forked: await inSlices(forking(office, txns, preview.duplicates), watch.signal),
    ...(refused === undefined ? {} : { refused }),
  };
}

function refusedArrival(office: Office, manifest: PackageManifest | undefined): Refusal | undefined {
  if (manifest === undefined || office.keys.isOwn(manifest.from.sign)) return undefined;
  const trust = trustIn(pairedKeys(office.store), manifest.from.sign);
  const signer = trust.kind === 'unknown' ? '' : trust.key.unit;
  const arrival = {
    purpose: manifest.purpose,
    from: signer as RecordId,
    claimed: manifest.from.unit,
    here: office.unit,
    spaces: Object.keys(manifest.spaces) as SpaceId[],
  };
  return refuseArrival(arrival, (space) => office.store.get(recordId(CASES, keyInSpace(space))), office.world());
}

/** Ops we have under the same number from another step. */
export function forksIn(office: Pick<Office, 'store'>, txns: readonly Txn[], duplicates: readonly Op[]): Op[] {
  const work = forking(office, txns, duplicates);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function* forking(
  { store }: Pick<Office, 'store'>,
  txns: readonly Txn[],
  duplicates: readonly Op[],
): Generator<void, Op[]> {
  const theirs = stepsOf(txns);
  const known = new Map<RecordId, ReadonlyMap<string, string>>();
  const forked: Op[] = [];
  for (const op of duplicates) {
    if (isSeed(opDevice(op.id))) continue;
    let ours = known.get(op.on);
    if (ours === undefined) {
      if (known.size % HISTORIES_AT_ONCE === 0) yield;
      ours = stepsOf(store.history(op.on));
      known.set(op.on, ours);
    }
    if (ours.get(nameOf(op)) !== theirs.get(nameOf(op))) forked.push(op);
  }
  return forked;
}
const HISTORIES_AT_ONCE = 50;

async function inSlices<T>(work: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await nextTurn();
    signal?.throwIfAborted();
  }
}

/** What the program ships is written by every desk for itself, under the same numbers. */
const isSeed = (device: string): boolean => device.startsWith('seed');

/** Which step each op belongs to. */
const stepsOf = (txns: readonly Txn[]): ReadonlyMap<string, string> =>
  new Map(txns.flatMap((txn) => txn.ops.map((op): [string, string] => [nameOf(op), txn.id])));
const nameOf = (op: Op): string => `${op.space} ${op.id}`;

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
}

/** Backup, contents, then the ops; the receipt is made last. Cut short anywhere, doing it again does the rest. */
export async function importPackage(
  office: Office,
  examined: Examined,
  consent: Consent,
  watch: Watch = {},
): Promise<Result<Imported, Refusal>> {
  const { manifest, txns, verdict } = examined;
  const refused = refuseImport(examined, consent);
  if (refused !== undefined) return { ok: false, error: refused };
  if (manifest === undefined || txns === undefined) return refuse('exchange.damaged', VERDICTS.damaged.sentence);
  try {
    const here = office.store.vector.bind(office.store);
    const mine = office.store.device;
    const ownAhead = txns.some((txn) =>
      txn.ops.some((op) => opDevice(op.id) === mine && opSeq(op.id) > (here(op.space)[mine] ?? 0)),
    );
    if (verdict !== 'duplicate') await consent.backup();
    const unfit = await keepContents(office, examined, watch);
    const received = await office.store.receive(txns);
    const receipt = receiptFor(office, manifest, received.gaps.length > 0 ? 'gap' : verdict, received);
    await writeDown(office, manifest, basename(examined.path));
    return ok({ receipt, ownAhead, unfit });
  } catch (error) {
    return asRefusal(error, '导入没有完成，已导入的部分有效，重新导入即可补齐');
  }
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
