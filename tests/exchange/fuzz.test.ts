import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { collections } from '#shared/domain/collections';
import type { PackageManifest } from '#shared/domain/exchange/package';
import { type Verdict, VERDICTS } from '#shared/domain/exchange/verdict';
import { writeTxn } from '#shared/ledger/op';
import { letGo, readContent } from '../../electron/exchange/content';
import { PackageFault } from '../../electron/exchange/fault';
import { importPackage } from '../../electron/exchange/import';
import { memoryDisk } from '../crash/support/memory-disk';
import { below, type Dice, dice } from '../crash/support/power-cut';
import { FOLDER, MemoryDesk, previewOf } from './support/desk';
import { archive, END, entry, seal, sha256, wrap } from './support/forge';
import { CENTER, HOST, MemoryOffice, openCase, SPACE } from './support/office';

/** 4,000 in an ordinary run; the long run has 1,000,000, some thousand from each of many seeds. */
const INPUTS = Number(process.env['FUZZ_INPUTS'] ?? 4000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 11);
/** An input that takes so long hangs. */
const PATIENCE = 10_000;

let center: MemoryOffice;
let host: MemoryOffice;
/** The files of the host before any package came. */
let ready: ReadonlyMap<string, Buffer>;
let whole: Buffer;
let manifest: PackageManifest;
let lines: Buffer;
const refused: readonly Verdict[] = ['damaged', 'bad_signature', 'newer_format', 'unknown_signer', 'wrong_recipient'];

beforeAll(async () => {
  center = await MemoryOffice.open('c1', CENTER);
  host = await MemoryOffice.open('h1', HOST);
  await host.pairWith(center);
  await openCase(center);
  const packed = await center.pack({ purpose: 'route', to: [host.address()], spaces: [SPACE] });
  whole = Buffer.from(center.desk.disk.files.get(packed.path) ?? []);
  manifest = packed.manifest;
  ready = new Map(host.desk.disk.files);
  lines = linesOf(center.store.since(new Map([[SPACE, {}]])));
});

const linesOf = (txns: Parameters<typeof writeTxn>[0][] | readonly Parameters<typeof writeTxn>[0][]): Buffer =>
  Buffer.from(txns.map((txn) => `${JSON.stringify(writeTxn(txn))}\n`).join(''));

/** Bytes as a bad stick, a cut copy or a clumsy hand leaves them. */
function harmed(bytes: Buffer, roll: Dice): Buffer {
  const copy = Buffer.from(bytes);
  const at = below(copy.length, roll);
  const length = 1 + below(2000, roll);
  switch (below(7, roll)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << below(8, roll));
      return copy;
    case 1:
      return copy.subarray(0, at);
    case 2:
      return Buffer.concat([copy, copy.subarray(at, at + length)]);
    case 3:
      return copy.fill(0, at, Math.min(copy.length, at + length));
    case 4:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
    case 5:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at, at + length), copy.subarray(at)]);
    default:
      for (let i = 0; i < length && at + i < copy.length; i++) copy[at + i] = below(256, roll);
      return copy;
  }
}

const ODD: readonly unknown[] = [
  null,
  -1,
  0,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  '',
  'x',
  '../../x',
  'constructor',
  '__proto__',
  'a'.repeat(100_000),
  true,
  [],
  {},
  [[[]]],
  { toString: 1 },
  '\u0000',
  '\ud800',
  'ffffffffffff-ffff',
  'org',
  'case/..',
  'cases/../x',
  'units/constructor',
  'd:1',
];

const NAMES = ODD.filter((odd) => typeof odd === 'string');

/** A copy of a JSON value in which something, somewhere, is odd, missing or twice. */
function twisted(value: unknown, roll: Dice): unknown {
  const copy = structuredClone(value);
  let place = copy;
  for (;;) {
    if (place === null || typeof place !== 'object') return ODD[below(ODD.length, roll)];
    const members = place as { [key: string]: unknown };
    const keys = Object.keys(members);
    const key = keys[below(Math.max(1, keys.length), roll)];
    if (key === undefined) return copy;
    const inner = members[key];
    if (inner !== null && typeof inner === 'object' && roll() < 0.7) {
      place = inner;
      continue;
    }
    const way = below(4, roll);
    if (way === 0) delete members[key];
    else if (way === 1)
      Object.defineProperty(members, NAMES[below(NAMES.length, roll)] ?? '', { value: inner, enumerable: true });
    else members[key] = ODD[below(ODD.length, roll)];
    return copy;
  }
}

/** Lines of ops as a paired unit with bad intentions might write them. */
function twistedLines(roll: Dice): Buffer {
  const list = lines.toString('utf8').trimEnd().split('\n');
  const at = below(list.length, roll);
  switch (below(8, roll)) {
    case 0:
      return harmed(lines, roll);
    case 1:
      list.splice(at, 1);
      break;
    case 2:
      list.splice(at, 0, list[below(list.length, roll)] ?? '');
      break;
    case 3:
      list.reverse();
      break;
    case 4:
      list[at] = '['.repeat(below(50_000, roll));
      break;
    default:
      list[at] = JSON.stringify(twisted(JSON.parse(list[at] ?? 'null'), roll));
  }
  return Buffer.from(`${list.join('\n')}\n`);
}

/** What the outside would say of such lines, so that nothing stops them at the door. */
function fitting(text: Buffer): PackageManifest {
  const parsed = text
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as { hlc?: string; device?: string; ops?: { s?: number; space?: string }[] }];
      } catch {
        return [];
      }
    });
  const stamps = parsed.map((txn) => (typeof txn?.hlc === 'string' ? txn.hlc : '')).sort();
  const ops = parsed.flatMap((txn) =>
    Array.isArray(txn?.ops) ? txn.ops.map((op) => ({ ...op, device: txn.device })) : [],
  );
  const head: { [device: string]: number } = {};
  for (const { s, device } of ops) if (typeof device === 'string' && typeof s === 'number') head[device] = s;
  return {
    ...manifest,
    spaces: { [SPACE]: { base: {}, head } },
    hlc: stamps.at(-1) ?? manifest.hlc,
    counts: { ...manifest.counts, txns: parsed.length, ops: ops.length },
    ops: { sha256: sha256(text), bytes: text.length },
  };
}

function twistedArchive(text: Buffer, roll: Dice): Buffer {
  const sound = archive({ lines: text, blobs: [] });
  const packed = entry('ops.ndjson.gz', gzipSync(text));
  switch (below(6, roll)) {
    case 0:
      return harmed(sound, roll);
    case 1:
      return Buffer.concat([
        packed,
        entry(NAMES[below(NAMES.length, roll)]?.slice(0, 99) ?? '', Buffer.from('x')),
        END,
      ]);
    case 2:
      return Buffer.concat([packed, entry(`blobs/${'a'.repeat(64)}`, Buffer.from('x'), below(2 ** 31, roll)), END]);
    case 3:
      return Buffer.concat([packed, packed, END]);
    default:
      return sound;
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 700) yield await Promise.resolve(bytes.subarray(at, at + 700));
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const begun = performance.now();
  const done = await work;
  if (performance.now() - begun > PATIENCE) throw new Error(`${what} took too long`);
  return done;
}

/** A disk that keeps a diary is replaced before the diary is too long. */
const RENEWED = 2000;
const anew = (run: number): Promise<MemoryOffice> =>
  MemoryOffice.open('h1', HOST, { disk: memoryDisk(ready), run: `r${run}` });

async function reopens(desk: MemoryDesk): Promise<void> {
  await desk.store.compact();
  await desk.store.close();
  const again = await MemoryDesk.open({ device: 't', collections, disk: memoryDisk(desk.disk.files), run: 'again' });
  expect(again.store.state()).toEqual({ mode: 'ready' });
}

/** Files the desk made anywhere but in its folder, or with a name that leads out of it. */
const strays = (office: MemoryOffice): string[] =>
  [...office.desk.disk.files.keys()].filter((path) => !path.startsWith(`${FOLDER}/`) || path.includes('..'));

describe('the reader of packages', () => {
  it(
    `takes no changed byte for sound, and answers always (${INPUTS} inputs)`,
    async () => {
      const roll = dice(SEED);
      let reader = host;
      for (let i = 0; i < INPUTS; i++) {
        if (i % RENEWED === 0) reader = await anew(i);
        const bytes = harmed(whole, roll);
        if (bytes.equals(whole)) continue;
        const { verdict } = await inTime(reader.examine(reader.put('fuzz.jrd', bytes)), `input ${i}`);
        if (!refused.includes(verdict)) throw new Error(`input ${i} is taken for ${verdict}`);
        if (i % RENEWED === 0) expect(strays(reader)).toEqual([]);
      }
    },
    24 * 3_600_000,
  );

  it(
    `bears any inside a paired unit may send (${INPUTS} inputs)`,
    async () => {
      const roll = dice(SEED + 1);
      let desk = await MemoryDesk.open({ device: 't', collections });
      let sound = 0;
      for (let i = 0; i < INPUTS; i++) {
        const text = twistedLines(roll);
        const inside = twistedArchive(text, roll);
        const read = readContent(once(inside), fitting(text), letGo).catch((error: unknown) => error);
        const content = await inTime(read, `input ${i}`);
        if (content instanceof PackageFault) continue;
        if (content instanceof Error) throw new Error(`input ${i}`, { cause: content });
        const { txns } = content as Awaited<ReturnType<typeof readContent>>;
        previewOf(txns, desk);
        await desk.store.receive(txns);
        // On one desk alone, most would be duplicates of the first.
        if (++sound % 20 !== 0) continue;
        await reopens(desk);
        desk = await MemoryDesk.open({ device: 't', collections });
      }
      expect(sound).toBeGreaterThan(INPUTS / 50);
    },
    24 * 3_600_000,
  );

  it(
    `bears any outside, rightly signed (${Math.ceil(INPUTS / 10)} inputs)`,
    async () => {
      const roll = dice(SEED + 2);
      const payload = whole.subarray(512, 512 + manifest.payload.bytes);
      for (let i = 0; i < INPUTS / 10; i++) {
        const text =
          roll() < 0.8 ? JSON.stringify(twisted(manifest, roll)) : harmed(Buffer.from(JSON.stringify(manifest)), roll);
        const bytes = wrap(payload, Buffer.from(text), center.pair.secret);
        const target = await anew(i);
        const seen = await inTime(target.examine(target.put('fuzz.jrd', bytes)), `input ${i}`);
        expect(Object.keys(VERDICTS)).toContain(seen.verdict);
        const done = await importPackage(target.office, seen, {
          backup: () => Promise.resolve(),
          clocksCompared: true,
        });
        if (done.ok)
          expect(
            target.store.get(center.store.get(`cases/${SPACE.slice(5)}` as never)?.id ?? ('' as never)),
          ).toBeDefined();
        expect(strays(target)).toEqual([]);
      }
    },
    24 * 3_600_000,
  );

  it.each([
    ['one endless line', () => Buffer.alloc(300_000_000, 0x20)],
    ['lines without end', () => Buffer.alloc(300_000_000, lines)],
  ])('does not unpack %s', async (_, make) => {
    const text = make();
    const inside = archive({ lines: text, blobs: [] });
    const outside = { ...fitting(lines), ops: { sha256: sha256(text), bytes: text.length } };
    const before = process.memoryUsage().rss;
    const read = await readContent(once(inside), outside, letGo).catch((error: unknown) => error);
    expect(read).toMatchObject({ verdict: 'damaged' });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });

  it('reads what another writer made from the description alone', async () => {
    const inside = await seal(archive({ lines, blobs: [] }), host.pair.seal);
    const outside = { ...manifest, id: 'f'.repeat(32), payload: { sha256: sha256(inside), bytes: inside.length } };
    const bytes = wrap(inside, Buffer.from(JSON.stringify(outside)), center.pair.secret);
    expect((await host.examine(host.put('other.jrd', bytes))).verdict).toBe('ok');
  });

  it('stops at a header of age that does not end', async () => {
    const inside = Buffer.concat([Buffer.from('age-encryption.org/v1\n-> X25519 '), Buffer.alloc(500_000, 0x61)]);
    const outside = { ...manifest, payload: { sha256: sha256(inside), bytes: inside.length } };
    const bytes = wrap(inside, Buffer.from(JSON.stringify(outside)), center.pair.secret);
    expect((await host.examine(host.put('endless.jrd', bytes))).verdict).toBe('damaged');
  });
});
