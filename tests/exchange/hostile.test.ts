import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { decideSeed, SEED_ACTOR } from '#shared/domain/departments/seed';
import { KEYS } from '#shared/domain/exchange/keys';
import { PackageManifest, type Purpose } from '#shared/domain/exchange/package';
import { officeOf } from '#shared/domain/exchange/places';
import { recordId, type SpaceId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import { caseSpace, ORG_SPACE } from '#shared/ledger/space';
import { importPackage } from '../../electron/exchange/import';
import { digitsOf, newKeyPair } from '../../electron/exchange/keyring';
import { pairedKeys } from '../../electron/exchange/office';
import { archive, END, entry, seal, sha256, wrap } from './support/forge';
import { CASE, CENTER, HOST, MemoryOffice, openCase, OTHER, SPACE } from './support/office';

/** What a department whose desk is in strange hands could send: it is paired, it signs soundly, and nothing it brings is sound. */
let center: MemoryOffice;
let host: MemoryOffice;

beforeEach(async () => {
  center = await MemoryOffice.open('c1', CENTER);
  host = await MemoryOffice.open('h1', HOST);
  await host.pairWith(center);
  await center.pairWith(host);
  await openCase(center);
});

interface Forged {
  readonly purpose?: Purpose;
  readonly device?: string;
  readonly ops: readonly object[];
  readonly manifest?: object;
  readonly inside?: (lines: Buffer) => Buffer;
}

const HLC = '0199f2c3a000-0000';

/** A package for the centre, signed by `from`, with these ops in one Txn. */
async function forge(from: MemoryOffice, forged: Forged): Promise<string> {
  const { purpose = 'reply', device = 'h1', ops, manifest: more = {}, inside } = forged;
  const line = { id: 'forged1', device, hlc: HLC, by: '某人', unit: HOST, action: '写', ops };
  const lines = Buffer.from(`${JSON.stringify(line)}\n`);
  const payload = await seal(inside?.(lines) ?? archive({ lines, blobs: [] }), center.pair.seal);
  const heads: { [space: string]: { base: object; head: { [device: string]: number } } } = {};
  for (const { space, s } of ops as readonly { space: string; s: number }[]) {
    heads[space] ??= { base: s === 1 ? {} : { [device]: s - 1 }, head: {} };
    heads[space].head[device] = s;
  }
  const manifest = {
    format: 'jrd',
    version: 1,
    minReader: 1,
    id: 'ab'.repeat(16),
    purpose,
    created: 1_795_000_000_000,
    writer: 'x',
    from: { device, unit: HOST, name: '住建局', by: '某人', sign: from.pair.sign, seal: from.pair.seal },
    to: [{ unit: CENTER, name: 'c1', seal: center.pair.seal, number: 1 }],
    spaces: heads,
    counts: { txns: 1, ops: ops.length, blobs: 0, blobBytes: 0 },
    hlc: HLC,
    ops: { sha256: sha256(lines), bytes: lines.length },
    payload: { sha256: sha256(payload), bytes: payload.length },
    ...more,
  };
  return center.put('x.jrd', wrap(payload, Buffer.from(JSON.stringify(manifest)), from.pair.secret));
}

const create = (space: string, on: string, value: JsonObject, s = 1) => ({ s, space, kind: 'create', on, value });

/** Neither looking nor importing changes anything; answers why. */
async function refusedBy(path: string): Promise<string> {
  const before = JSON.stringify([center.store.vector(ORG_SPACE), center.store.vector(SPACE)]);
  const seen = await center.examine(path);
  const done = await importPackage(center.office, seen, { backup: () => Promise.resolve() });
  expect(JSON.stringify([center.store.vector(ORG_SPACE), center.store.vector(SPACE)])).toBe(before);
  return done.ok ? 'taken' : done.error.code;
}

describe('a key', async () => {
  const pair = await newKeyPair();
  const id = `${KEYS}/${digitsOf(pair)}`;
  const card = { card: 'jrd-key', version: 1, unit: CENTER, name: '冒充', sign: pair.sign, seal: pair.seal };

  it.each([
    ['the space of a case', 'reply', SPACE],
    ['the directory', 'directory', 'org'],
    ['a roster', 'roster', 'roster/R1'],
    ['the papers of the centre', 'sync', officeOf(CENTER)],
    ['the papers of the centre, as a reply', 'reply', officeOf(CENTER)],
    ['its own papers', 'directory', officeOf(HOST)],
  ] as const)('is not made known in %s', async (_, purpose, space) => {
    const code = await refusedBy(await forge(host, { purpose, ops: [create(space, id, card)] }));
    expect(['exchange.damaged', 'exchange.notForPurpose', 'exchange.notHome']).toContain(code);
    expect(pairedKeys(center.office).map(({ name }) => name)).toEqual(['h1']);
  });

  it('that the centre publishes the directory with stays at home', async () => {
    const packed = await center.pack({ purpose: 'directory', to: [host.address()], spaces: [ORG_SPACE] });
    await host.import(center.carry(packed, host));
    expect(pairedKeys(host.office)).toHaveLength(1);
    expect(pairedKeys({ ...host.office, unit: CENTER })).toEqual([]);
  });
});

describe('what belongs to the directory', () => {
  it.each([
    ['a unit', 'units/FAKE', { name: '假单位', type: 'center' }],
    ['a holiday', 'holidays/2027', { year: 2027, days: { off: [], work: [] } }],
    ['a rule of routing', 'routingRules/mine', { unit: HOST, level: 'unit', order: 1, active: true }],
    ['a template', 'paperTemplates/x', { kind: 'acceptance' }],
    ['another case', 'cases/2026-A01-000999', { caseNo: 'XF2026A01000999' }],
    ['the book', 'packages/0', { direction: 'out' }],
  ])('is not brought in with a case: %s', async (_, on, value) => {
    expect(await refusedBy(await forge(host, { ops: [create(SPACE, on, value)] }))).toBe('exchange.damaged');
    expect(center.store.get(on as never)).toBeUndefined();
  });
});

describe('in the name of the program', () => {
  const shipped = decideSeed(false)?.ops ?? [];
  const seedLine = (i: number, more: object = {}) => ({ s: i + 1, ...shipped[i], ...more });
  const by = { by: SEED_ACTOR.by, unit: SEED_ACTOR.unit };

  /** The centre publishes to the department: the shipped directory travels with it. */
  async function fromCenter(ops: readonly object[], who: object = by): Promise<string> {
    const line = { id: 'forged1', device: SEED_ACTOR.device, hlc: HLC, action: '写', ...who, ops };
    const lines = Buffer.from(`${JSON.stringify(line)}\n`);
    const payload = await seal(archive({ lines, blobs: [] }), host.pair.seal);
    const heads = { org: { base: {}, head: { [SEED_ACTOR.device]: ops.length } } };
    const manifest = {
      format: 'jrd',
      version: 1,
      minReader: 1,
      id: 'cd'.repeat(16),
      purpose: 'directory',
      created: 1_795_000_000_000,
      writer: 'x',
      from: { device: 'c1', unit: CENTER, name: 'c1', by: '王敏', sign: center.pair.sign, seal: center.pair.seal },
      to: [{ unit: HOST, name: 'h1', seal: host.pair.seal, number: 1 }],
      spaces: heads,
      counts: { txns: 1, ops: ops.length, blobs: 0, blobBytes: 0 },
      hlc: HLC,
      ops: { sha256: sha256(lines), bytes: lines.length },
      payload: { sha256: sha256(payload), bytes: payload.length },
    };
    const path = host.put('x.jrd', wrap(payload, Buffer.from(JSON.stringify(manifest)), center.pair.secret));
    const seen = await host.examine(path);
    const done = await importPackage(host.office, seen, { backup: () => Promise.resolve() });
    return done.ok ? 'taken' : done.error.code;
  }

  it('comes what the program ships, and nothing else', async () => {
    const bent = seedLine(1, { value: { ...(shipped[1]?.value as JsonObject), name: '改过' } });
    expect(await fromCenter([seedLine(0), bent])).toBe('exchange.unshipped');
    expect(await fromCenter([seedLine(0)], { by: '某人', unit: HOST })).toBe('exchange.unshipped');
    expect(host.store.vector(ORG_SPACE)).toEqual({});
    expect(await fromCenter([seedLine(0), seedLine(1)])).toBe('taken');
    expect(host.store.vector(ORG_SPACE)).toEqual({ [SEED_ACTOR.device]: 2 });
    expect(await fromCenter([seedLine(0), bent])).toBe('exchange.forked');
  });

  it('no other device of the program is made up to hide a step behind', async () => {
    const op = { s: 1, space: SPACE, kind: 'event', on: CASE, field: 'note', value: { on: '2026-11-05', text: '假' } };
    expect(await refusedBy(await forge(host, { device: 'seedEvil', ops: [op] }))).toBe('exchange.unshipped');
  });
});

describe('a manifest', () => {
  it.each([
    ['a date beyond all dates', { created: Number.MAX_SAFE_INTEGER }],
    ['a count that is none', { counts: { txns: 1, ops: 1e300, blobs: 0, blobBytes: 0 } }],
    ['more bytes than there are', { ops: { sha256: 'a'.repeat(64), bytes: Number.MAX_SAFE_INTEGER } }],
    ['a space outside', { spaces: { '../../x': { base: {}, head: { h1: 1 } } } }],
    ['a device that every object has', { spaces: { [SPACE]: { base: {}, head: { constructor: 1 } } } }],
    ['a file for a name', { id: '../../../etc/passwd00000000000000000' }],
    ['the stamp of another time', { hlc: '0199f2c3a001-0000' }],
  ])('with %s is damaged', async (_, manifest) => {
    const ops = [{ s: 1, space: SPACE, kind: 'event', on: CASE, field: 'note', value: { text: '一' } }];
    expect(await refusedBy(await forge(host, { ops, manifest }))).toBe('exchange.damaged');
  });

  it('that borrows the unit of another is not believed', async () => {
    const ops = [{ s: 1, space: SPACE, kind: 'event', on: CASE, field: 'note', value: { text: '一' } }];
    const from = { device: 'h1', unit: OTHER, name: 'h1', by: 'x', sign: host.pair.sign, seal: host.pair.seal };
    expect(await refusedBy(await forge(host, { ops, manifest: { from } }))).toBe('exchange.otherName');
  });

  it('of any date that is one has a name', () => {
    const last = { created: 253_402_300_799_999 };
    expect(PackageManifest.shape.created.safeParse(last.created).success).toBe(true);
    expect(PackageManifest.shape.created.safeParse(last.created + 1).success).toBe(false);
  });
});

describe('an inside', () => {
  const note = { s: 1, space: SPACE, kind: 'event', on: CASE, field: 'note', value: { text: '一' } };
  const inside = (entries: (lines: Buffer) => readonly Buffer[]) => (lines: Buffer) =>
    Buffer.concat([...entries(lines), END]);
  const ops = (lines: Buffer) => entry('ops.ndjson.gz', gzipSync(lines));

  it.each([
    ['an entry twice', inside((lines) => [ops(lines), ops(lines)])],
    ['a file of another place', inside((lines) => [ops(lines), entry('../../evil', Buffer.from('x'))])],
    [
      'a content nobody names',
      inside((lines) => [ops(lines), entry(`blobs/${sha256(Buffer.from('x'))}`, Buffer.from('x'))]),
    ],
    ['a bomb', inside(() => [entry('ops.ndjson.gz', gzipSync(Buffer.alloc(64 * 1024 * 1024)))])],
    ['something behind the end', (lines: Buffer) => Buffer.concat([ops(lines), END, Buffer.alloc(512, 1)])],
  ])('with %s is damaged', async (_, made) => {
    expect(await refusedBy(await forge(host, { ops: [note], inside: made }))).toBe('exchange.damaged');
  });

  it('with a step of another space under the name of this case is damaged', async () => {
    const stray = { s: 1, space: 'case/2026-A01-000002', kind: 'set', on: CASE, field: 'title', value: '改' };
    expect(await refusedBy(await forge(host, { ops: [stray] }))).toBe('exchange.damaged');
  });

  it.each([
    ['far ahead', 'visits/2026-A01-900000'],
    ['beyond counting', `visits/2026-A01-${'9'.repeat(40)}`],
    ['that is none', 'visits/2026-A01-x'],
  ])('with a number of our own run %s is refused', async (_, on) => {
    const visit = create(SPACE, on, { visitNo: on.slice(7), name: '某人' });
    expect(await refusedBy(await forge(host, { ops: [visit] }))).toBe('exchange.ourNumbers');
  });

  it.each(['cases/2026-A01-900000', 'cases/2026-A01-900000-2', 'papers/2026-A01-900000'])(
    'with %s, a number that we have not come to, is refused',
    async (on) => {
      const record = create(caseSpace(on.slice(on.indexOf('/') + 1)), on, { title: '占号' });
      expect(await refusedBy(await forge(host, { ops: [record] }))).toBe('exchange.ourNumbers');
    },
  );

  it('with a number that we may have given out is taken in', async () => {
    const visit = create(SPACE, 'visits/2026-A01-000013', { visitNo: '2026-A01-000013', name: '某人' });
    const seen = await center.examine(await forge(host, { ops: [visit] }));
    expect(seen).toMatchObject({ verdict: 'ok' });
    expect(seen.refused).toBeUndefined();
  });

  it('with a case in which the sender has no part is refused', async () => {
    const secret = await openCase(
      center,
      [['triage', { on: '2026-11-02', triageClass: 'claim', legalPath: 'petition' }]],
      '2026-A01-000002',
    );
    const space = center.store.get(secret)?.space ?? ('' as SpaceId);
    const set = { s: 1, space, kind: 'set', on: secret, field: 'title', value: '改' };
    expect(await refusedBy(await forge(host, { ops: [set] }))).toBe('exchange.notTheirs');
    expect(center.store.get(recordId('cases', '2026-A01-000002'))?.value['title']).not.toBe('改');
  });
});
