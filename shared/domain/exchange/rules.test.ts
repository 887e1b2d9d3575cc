import { describe, expect, it, test } from 'vitest';
import type { LocalDate } from '../../calendar/local-date';
import type { OpId, SpaceId } from '../../kernel/ids';
import { recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import type { Entry, Folded } from '../../ledger/fold';
import type { Hlc } from '../../ledger/hlc';
import type { Decision } from '../../ledger/op';
import { caseSpace, ORG_SPACE } from '../../ledger/space';
import { TestCase, TO_HANDLING, unit } from '../cases/testing';
import { createDirectory } from '../departments/directory';
import { readUnit, type UnitType } from '../departments/unit';
import { DEFAULT_ROUTING_POLICY } from '../routing/policy';
import { type Arrival, refuseArrival } from './arrival';
import { blobsNamed, readForeign } from './foreign';
import { decidePair, decideRevoke, type PairingCard, readKeys, trustIn } from './keys';
import { decideCheckin, decideCheckout, leasesOf } from './lease';
import { PURPOSES, type Purpose } from './package';
import { officeOf } from './places';
import { type Journey, refuseTravel } from './travel';
import { VERDICTS } from './verdict';

const CENTER = unit('CENTER');
const UNITS: readonly (readonly [string, string, string | null, UnitType])[] = [
  ['CITY', '常州市', null, 'city'],
  ['CENTER', '联合接访中心', 'CITY', 'center'],
  ['HOST', '住房和城乡建设局', 'CITY', 'government'],
  ['HOST-XF', '住建局信访科', 'HOST', 'government'],
  ['OTHER', '教育局', 'CITY', 'government'],
  ['JIWEI', '市纪委监委', 'CITY', 'party'],
  ['HOST-JW', '派驻住建局纪检监察组', 'HOST', 'party'],
];
const world = {
  directory: createDirectory(
    UNITS.map(([code, name, parent, type]) =>
      readUnit({
        id: unit(code),
        space: ORG_SPACE,
        value: { name, short: name, parent: parent === null ? null : unit(parent), type },
      }),
    ),
    [],
  ),
  policy: DEFAULT_ROUTING_POLICY,
};

const claim = new TestCase().walk(...TO_HANDLING).record;
const accusation = new TestCase({ purpose: 'purposes/04' }).walk([
  'triage',
  '2026-03-02',
  { triageClass: 'accusation', accused: [unit('HOST')] },
]).record;
const waiting = new TestCase().record;

const asked = (purpose: Purpose, to: string, records: readonly Folded[], more: Partial<Journey> = {}) =>
  refuseTravel(
    { purpose, from: CENTER, to: [unit(to)], byPassphrase: false, ...more },
    { space: caseSpace('2026-A01-000001'), records },
    world,
  )?.code;

describe('what may travel to whom', () => {
  test.each<[string, string | undefined, Purpose, string, Folded]>([
    ['the host gets its case', undefined, 'route', 'HOST', claim],
    ['an office within the host too', undefined, 'route', 'HOST-XF', claim],
    ['a unit without a part in it does not', 'exchange.notTheirs', 'route', 'OTHER', claim],
    ['being in the same city is no part', 'exchange.notTheirs', 'route', 'CITY', claim],
    ['a case that is with the counter goes to nobody', 'exchange.notTheirs', 'route', 'HOST', waiting],
    ['a roster package carries no case', 'exchange.notForPurpose', 'roster', 'HOST', claim],
    ['nor does a directory', 'exchange.notForPurpose', 'directory', 'HOST', claim],
    ['nor does a receipt', 'exchange.notForPurpose', 'receipt', 'HOST', claim],
    ['sync stays at home', 'exchange.notHome', 'sync', 'HOST', claim],
    ['and works there', undefined, 'sync', 'CENTER', claim],
    ['a laptop of the centre may take it along', undefined, 'checkout', 'CENTER', claim],
    ['an accusation is in no ordinary package', 'exchange.accusation', 'route', 'JIWEI', accusation],
    ['not even between the desks of the centre', 'exchange.accusation', 'sync', 'CENTER', accusation],
    ['nor on a laptop', 'exchange.accusation', 'checkout', 'CENTER', accusation],
    ['it goes to the organ that may handle it', undefined, 'accusation', 'JIWEI', accusation],
    ['and to no other', 'exchange.accusationOrgan', 'accusation', 'OTHER', accusation],
    ['never to the accused', 'exchange.accused', 'accusation', 'HOST', accusation],
    [
      'nor to anything within it, be it an organ of discipline',
      'exchange.accused',
      'accusation',
      'HOST-JW',
      accusation,
    ],
    ['nor by an ordinary package', 'exchange.accused', 'route', 'HOST-XF', accusation],
    ['the special package is for accusations only', 'exchange.notAccusation', 'accusation', 'JIWEI', claim],
  ])('%s: %s', (_, code, purpose, to, record) => {
    expect(asked(purpose, to, [record])).toBe(code);
  });

  it('an accusation is sealed to one organ, not to whoever knows a word', () => {
    const to = [unit('JIWEI'), CENTER];
    expect(asked('accusation', 'JIWEI', [accusation], { byPassphrase: true })).toBe('exchange.accusationSealed');
    expect(asked('accusation', 'JIWEI', [accusation], { to })).toBe('exchange.accusationSealed');
    expect(asked('accusation', 'JIWEI', [accusation], { to: [] })).toBe('exchange.noRecipient');
  });

  it('a visit that came to accuse counts before the case is classified', () => {
    const visit: Folded = {
      id: recordId('visits', '2026-A01-000001'),
      space: waiting.space,
      value: { purpose: accusationPurpose() },
    };
    expect(asked('sync', 'CENTER', [waiting])).toBeUndefined();
    expect(asked('sync', 'CENTER', [waiting, visit])).toBe('exchange.accusation');
  });

  it.each(Object.keys(PURPOSES) as Purpose[])('the papers of another office are in no package: %s', (purpose) => {
    const refused = refuseTravel(
      { purpose, from: CENTER, to: [CENTER], byPassphrase: false },
      { space: 'office/HOST' as SpaceId, records: [] },
      world,
    );
    expect(refused).toBeDefined();
  });
});

describe('what a trusted sender may bring', () => {
  const held = new TestCase().walk(
    ...TO_HANDLING.slice(0, 3),
    ['object', '2026-03-05', { reason: '不属本单位职责', proposedUnit: unit('JIWEI') }],
    ['agreeObjection', '2026-03-06', { opinion: '情况属实' }],
  ).record;
  const arrives = (purpose: Purpose, from: string, spaces: readonly string[], more: Partial<Arrival> = {}) =>
    refuseArrival(
      { purpose, from: unit(from), claimed: unit(from), here: CENTER, spaces: spaces as SpaceId[], ...more },
      (space) => (space === 'case/2026-A01-000001' ? held : undefined),
      world,
    )?.code;
  const CASE = ['case/2026-A01-000001'];

  test.each<[string, string | undefined, Purpose, string, readonly string[], Partial<Arrival>?]>([
    ['a unit answers a case it held', undefined, 'reply', 'HOST', CASE],
    ['so does an office within it', undefined, 'reply', 'HOST-XF', CASE],
    ['another unit does not', 'exchange.notTheirs', 'reply', 'OTHER', CASE],
    ['anybody may bring a case that is new', undefined, 'route', 'OTHER', ['case/2026-B01-000001']],
    ['nobody changes the directory by the way', 'exchange.notForPurpose', 'reply', 'HOST', [...CASE, 'org']],
    ['nor publishes one of their own', 'exchange.mayNotPublish', 'directory', 'HOST', ['org']],
    ['the centre does', undefined, 'directory', 'CENTER', ['org'], { here: unit('HOST') }],
    ['and whoever is above', undefined, 'roster', 'HOST', ['roster/1'], { here: unit('HOST-XF') }],
    ['sync comes from home', 'exchange.notHome', 'sync', 'HOST', ['org']],
    ['and from nowhere else', undefined, 'sync', 'CENTER', ['org', ...CASE]],
    ['a name that is not the key’s', 'exchange.otherName', 'reply', 'HOST', CASE, { claimed: 'units/OTHER' }],
  ])('%s: %s', (_, code, purpose, from, spaces, more) => {
    expect(arrives(purpose, from, spaces, more)).toBe(code);
  });
});

/** The purpose that the list of purposes counts as 检举控告. */
function accusationPurpose(): string {
  const codes = Array.from({ length: 20 }, (_, i) => `purposes/${String(i).padStart(2, '0')}`);
  const found = codes.find((purpose) => {
    const record: Folded = { ...waiting, value: { ...waiting.value, purpose } };
    return asked('sync', 'CENTER', [record]) === 'exchange.accusation';
  });
  if (found === undefined) throw new Error('no purpose is an accusation');
  return found;
}

let seq = 100;
/** The record after the `add` ops of a decision. */
function added(record: Folded, decision: Decision): Folded {
  let items: { readonly [field: string]: readonly Entry[] } = { ...record.items };
  for (const { on, field = '', value = null } of decision.ops) {
    if (on !== record.id) continue;
    const entry = { op: `x:${seq}` as OpId, hlc: `00000000000${seq++}-0000` as Hlc, by: '甲', unit: 'u', value };
    items = { ...items, [field]: [...(items[field] ?? []), entry] };
  }
  return { ...record, items };
}
const day = (text: string) => text as LocalDate;

describe('a lease', () => {
  const lease = {
    id: '0123456789abcdef',
    device: '123',
    name: '下访便携机',
    by: '王敏',
    on: day('2026-11-20'),
    until: day('2026-11-22'),
  };
  const out = decideCheckout([claim], lease);
  const leased = out.ok ? added(claim, out.value) : claim;

  it('says where a case is until it comes back or its day is over', () => {
    expect(leasesOf(claim, day('2026-11-20'))).toEqual([]);
    expect(leasesOf(leased, day('2026-11-22'))).toMatchObject([{ name: '下访便携机', state: 'out' }]);
    expect(leasesOf(leased, day('2026-11-23'))).toMatchObject([{ state: 'expired' }]);
    const back = decideCheckin([leased], lease.id, day('2026-11-21'));
    const returned = back.ok ? added(leased, back.value) : leased;
    expect(leasesOf(returned, day('2026-11-23'))).toMatchObject([{ state: 'back' }]);
    expect(decideCheckin([returned], lease.id, day('2026-11-23'))).toMatchObject({ ok: false });
  });

  it.each([
    ['while it is out', 'exchange.leased', leased, {}],
    ['for days gone by', 'exchange.leasePast', claim, { until: day('2026-11-19') }],
    ['for months', 'exchange.leaseLong', claim, { until: day('2027-02-01') }],
  ])('is not given %s', (_, code, record, more) => {
    const again = decideCheckout([record], { ...lease, id: 'fedcba9876543210', ...more });
    expect(again).toMatchObject({ ok: false, error: { code } });
  });

  it('is given again when the laptop did not come back in time', () => {
    const later = { ...lease, id: 'fedcba9876543210', on: day('2026-11-25'), until: day('2026-11-26') };
    expect(decideCheckout([leased], later).ok).toBe(true);
  });
});

describe('a key', () => {
  const card: PairingCard = {
    card: 'jrd-key',
    version: 1,
    unit: unit('HOST'),
    name: '住建局',
    sign: `${'A'.repeat(43)}=`,
    seal: `age1${'q'.repeat(58)}`,
  };
  const HOME = unit('CENTER');
  const FINGERPRINT = '12345 67890 12345 67890 12345 67890';
  const paired = decidePair(undefined, card, FINGERPRINT, '12345-67890-12345-67890-12345-67890', HOME);
  const stamp = { op: 'x:1' as OpId, hlc: '000000000001-0000' as Hlc };
  const draft = paired.ok ? paired.value.ops[0] : undefined;
  const record: Folded = {
    id: draft?.on ?? recordId('pairings', '0'),
    space: officeOf(HOME),
    created: stamp,
    value: (draft?.value ?? {}) as JsonObject,
  };

  it('is taken in when the digits read out are the same', () => {
    expect(paired.ok).toBe(true);
    expect(decidePair(undefined, card, FINGERPRINT, FINGERPRINT.replace('9', '8'), HOME)).toMatchObject({ ok: false });
    expect(decidePair(record, card, FINGERPRINT, FINGERPRINT, HOME)).toMatchObject({
      error: { code: 'exchange.paired' },
    });
    expect(trustIn(readKeys([record], HOME), card.sign)).toMatchObject({
      kind: 'trusted',
      key: { unit: unit('HOST') },
    });
    expect(trustIn(readKeys([record], HOME), `${'B'.repeat(43)}=`)).toEqual({ kind: 'unknown' });
  });

  it('that was retired stays so, whatever else is merged', () => {
    const decided = decideRevoke(record, '便携机遗失');
    const revoked = decided.ok ? added(record, decided.value) : record;
    expect(trustIn(readKeys([revoked], HOME), card.sign).kind).toBe('revoked');
    const twice: Folded = { ...record, id: recordId('pairings', 'other') };
    expect(trustIn(readKeys([twice, revoked], HOME), card.sign).kind).toBe('revoked');
    expect(decideRevoke(revoked, '再次')).toMatchObject({ ok: false });
    expect(decidePair(revoked, card, FINGERPRINT, FINGERPRINT, HOME)).toMatchObject({
      error: { code: 'exchange.revoked' },
    });
  });
});

describe('a line from elsewhere', () => {
  const op = { s: 1, space: 'case/1', kind: 'set', on: 'cases/1', field: 'name', value: '甲', parents: ['d:1'] };
  const txn = { id: 't1', device: 'd', hlc: '000000000001-0000', by: '甲', unit: 'units/X', action: '写', ops: [op] };
  const line = (more: object, opMore: object = {}) => JSON.stringify({ ...txn, ops: [{ ...op, ...opMore }], ...more });

  it('is read as it was written', () => {
    expect(readForeign(line({}))?.ops[0]).toMatchObject({ id: 'd:1', space: 'case/1', value: '甲' });
    expect(readForeign(line({}, { kind: 'merge', v: 9 }))?.ops[0]).toMatchObject({ kind: 'merge', v: 9 });
  });

  it.each([
    ['no JSON', '{'],
    ['a device that every object has', line({ device: 'constructor' })],
    ['a field that every object has', line({}, { field: 'constructor' })],
    ['a field that is the prototype', line({}, { field: '__proto__' })],
    ['a create with such a field', line({}, { kind: 'create', value: { toString: 1 } })],
    ['a prototype anywhere', line({}).replace('"甲"', '{"a":{"__proto__":1}}')],
    ['a record outside the folder', line({}, { on: '../x' })],
    ['a collection with a path', line({}, { on: 'a/b/c' })],
    ['a space of no kind', line({}, { space: 'case' })],
    ['a stamp of no shape', line({ hlc: 'zzz' })],
    ['a seq of nothing', line({}, { s: 0 })],
    ['no ops', line({ ops: [] })],
    ['seqs out of order', line({ ops: [{ ...op, s: 2 }, op] })],
    ['seqs with a hole', line({ ops: [op, { ...op, s: 3 }] })],
    ['nesting without end', line({}).replace('"甲"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ])('is not taken: %s', (_, text) => {
    expect(readForeign(text)).toBeUndefined();
  });

  it('names the contents it needs, wherever they are mentioned', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    expect(blobsNamed({ sha256: a, pdf: { sha256: b }, other: [{ sha256: 'x' }] })).toEqual([a, b]);
  });
});

it('every verdict tells what it is and what to do next', () => {
  for (const { title, sentence, next } of Object.values(VERDICTS)) {
    for (const text of [title, sentence, next]) expect(text).toMatch(/^[\p{Script=Han}，。；、0-9]+$/u);
  }
});
