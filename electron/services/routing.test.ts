import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import { DEFAULT_CATEGORIES } from '#shared/domain/departments/defaults/categories';
import { DEFAULT_AREAS } from '#shared/domain/departments/defaults/regions';
import { DEFAULT_UNITS } from '#shared/domain/departments/defaults/units';
import { collections } from '#shared/domain/collections';
import type { DeviceId } from '#shared/kernel/ids';
import { openStore } from '../store/open';
import { seedDirectory } from './directory';
import { type PlainDesk, plainDesk } from '../../tests/plain-desk';
import caseFile from '../demo/cases.json';

let folder: string;
let desk: PlainDesk;
const openAgain = () => plainDesk(join(folder, '数据 夹'));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jrd-routing-'));
  desk = await openAgain();
});
afterEach(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});
const get = <M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> => desk.get(method, input);
const recommended = async (facts: InputOf<'routing.recommend'>): Promise<string[]> =>
  (await get('routing.recommend', facts)).units.map(({ unit }) => unit.slice('units/CZ-'.length));
const rules = async () => (await get('routing.rules', {})).rules;

/**
 * The public cases, put into the shipped centre: category and purpose by their names; the suggested unit is the shipped one whose short
 * name it begins with (城管局, 住建局…), and for 公安局交巡警 the 交巡警 of the bureau.
 */
const PublicCase = z.object({
  id: z.string(),
  title: z.string(),
  content: z.string(),
  purpose: z.string(),
  category: z.string(),
  subcategory: z.string(),
  suggestedUnit: z.string(),
});
type PublicCase = z.infer<typeof PublicCase>;
const CASES = z.array(PublicCase).parse(caseFile);
const PURPOSES = ['申诉', '求决', '意见建议', '揭发控告', '咨询'];

function factsOf(told: PublicCase, problemRegion: string): InputOf<'routing.recommend'> {
  const top = DEFAULT_CATEGORIES.find(({ name }) => name === told.category);
  const category = top?.children.find(([, name]) => name === told.subcategory)?.[0];
  return {
    category: `categories/${category}`,
    purpose: `purposes/0${PURPOSES.indexOf(told.purpose) + 1}`,
    problemRegion: `regions/${problemRegion}`,
    title: told.title,
    summary: told.content,
  };
}

function suggestedOf({ suggestedUnit }: PublicCase): string | undefined {
  const names = suggestedUnit === '公安局交巡警' ? '交巡警' : suggestedUnit;
  const unit = DEFAULT_UNITS.find(({ short, mergedInto }) => mergedInto === undefined && names.startsWith(short));
  return unit?.code.slice('CZ-'.length);
}

/** The places (from 1) at which the suggested units are recommended; 0: not at all. */
async function placesIn(regionOf: (n: number) => string): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  for (const [n, told] of CASES.entries()) {
    const unit = suggestedOf(told);
    expect(unit, told.id).toBeDefined();
    places.set(told.id, (await recommended(factsOf(told, regionOf(n)))).indexOf(unit ?? '') + 1);
  }
  return places;
}

const count = (places: Map<string, number>, from: number, to: number): number =>
  [...places.values()].filter((place) => place >= from && place <= to).length;

describe('the 41 public cases', () => {
  test('go to the unit that was suggested for them, wherever in the city the problem lies', async () => {
    expect(CASES).toHaveLength(41);
    const anywhere = await placesIn(() => '320400');
    expect(count(anywhere, 1, 1)).toBeGreaterThanOrEqual(35);
    expect(count(anywhere, 1, 3)).toBeGreaterThanOrEqual(39);
    const inDistricts = await placesIn((n) => DEFAULT_AREAS[n % DEFAULT_AREAS.length]?.code ?? '');
    expect(count(inDistricts, 1, 3)).toBeGreaterThanOrEqual(39);
    // 揭发控告: to the discipline organs and not to the bureau that was suggested (条例第三十条).
    expect(anywhere.get('C018')).toBe(0);
    expect([...anywhere].filter(([, place]) => place === 0)).toHaveLength(1);
  });

  test('name the district among the first three when the problem lies in one', async () => {
    for (const [n, told] of CASES.entries()) {
      if (told.purpose === '揭发控告') continue;
      const area = DEFAULT_AREAS[n % DEFAULT_AREAS.length];
      const { units } = await get('routing.recommend', factsOf(told, area?.streets[0]?.[0] ?? 'JKQ'));
      expect(
        units.slice(0, 3).some(({ reasons }) => reasons.some((reason) => reason.startsWith('属地管理'))),
        told.id,
      ).toBe(true);
    }
  });
});

describe('the rules of a centre', () => {
  test('are seeded into a ledger that had a directory before there were rules', async () => {
    const old = join(folder, '旧');
    const clock = { now: () => 1_790_000_000_000 };
    const random = { hex: (n: number) => '0'.repeat(2 * n) };
    const store = await openStore({ folder: old, device: 'old1' as DeviceId, collections, clock, random });
    await seedDirectory(store);
    await store.close();
    const seeded = await rules();
    await desk.close();
    desk = await plainDesk(old);
    expect(await rules()).toEqual(seeded);
  });

  test('are seeded once; what is removed stays away', async () => {
    const seeded = await rules();
    expect(seeded.map(({ no }) => no)).toEqual(seeded.map((_, i) => i + 1));
    expect(seeded.find(({ id }) => id === 'routingRules/0309')).toMatchObject({
      categoryName: '市容环卫（占道、油烟、门头）',
      unitName: '常州市城市管理局（市综合行政执法局）',
      unitRetired: false,
    });
    const [first] = seeded;
    if (first === undefined) throw new Error('no rules');
    await get('routing.removeRule', { id: first.id, reason: '由镇办理' });
    await desk.close();
    desk = await openAgain();
    expect((await rules()).map(({ id }) => id)).toEqual(seeded.slice(1).map(({ id }) => id));
    const { entries } = await get('history.list', { id: first.id });
    expect(entries.map(({ action, by }) => [action, by])).toContainEqual(['初始化转办规则', '系统默认']);
  });

  test('are written, moved and answered by at once', async () => {
    const category = 'categories/0309';
    const { id } = await get('routing.saveRule', {
      category,
      keywords: ['共享单车'],
      unit: 'units/CZ-JTJ',
      level: 'city',
      active: true,
    });
    const asked = { category, summary: '共享单车乱停' };
    expect((await recommended(asked))[0]).toBe('CGJ');
    await get('routing.moveRule', { id, before: (await rules())[0]?.id ?? null });
    expect((await rules())[0]).toMatchObject({ id, no: 1, keywords: ['共享单车'] });
    expect((await recommended(asked))[0]).toBe('JTJ');
    await get('routing.saveRule', { id, category, unit: 'units/CZ-JTJ', level: 'city', active: false });
    expect((await recommended(asked))[0]).toBe('CGJ');
    expect(await desk.refused('routing.saveRule', { unit: 'units/CZ-JTJ', level: 'city', active: true })).toMatchObject(
      {
        code: 'routing.ruleTooWide',
      },
    );
  });

  test('follow a merger, and show whose rule it is now', async () => {
    await get('departments.merge', {
      id: 'units/CZ-CGJ',
      into: 'units/CZ-ZJJ',
      on: '2026-11-23',
      reason: '机构改革',
      movePersons: true,
    });
    expect((await rules()).find(({ id }) => id === 'routingRules/0309')).toMatchObject({
      successorName: '常州市住房和城乡建设局',
      unitRetired: false,
    });
    expect(await recommended({ category: 'categories/0309' })).toEqual(['ZJJ']);
  });

  test('a purpose of the centre counts by its class; who handles accusations can be set', async () => {
    await get('dictionary.add', {
      dictionary: 'purposes',
      code: '06',
      name: '举报',
      parent: null,
      articleGroup: 'accusation',
    });
    const asked = { purpose: 'purposes/06', category: 'categories/0309', accused: ['units/CZ-CGJ'] };
    expect(await recommended(asked)).toEqual(['JW']);
    const policy = await get('routing.policy', {});
    await get('routing.setPolicy', { ...policy, accusationUnits: ['units/CZ-ZZB'] });
    expect(await recommended(asked)).toEqual(['ZZB']);
  });
});
