import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeviceId, recordId } from '#shared/kernel/ids';
import type { Decision } from '#shared/ledger/op';
import { caseSpace } from '#shared/ledger/space';
import { type Disk, nodeDisk } from '../store/disk';
import { openStore } from '../store/open';
import type { Store } from '../store/store';
import { groupBy } from './group';
import { type Needs, needsOfPage, readAhead } from './reading';
import { count, select } from './select';
import { people } from './testing';

const YEARS = ['2026', '2025', '2024', '2023'];
const PER_YEAR = 30;
const device = 'd1' as DeviceId;
const actor = { by: '张三', unit: 'units/XFJ', device };

/** The files beside the segments that are opened, by year. */
let opened: string[] = [];
const disk: Disk = {
  ...nodeDisk,
  open: (path, mode) => {
    const year = /^s-people-(\d{4})-.*\.[it][di]x$/.exec(basename(path))?.[1];
    if (year !== undefined && mode === 'read') opened.push(year);
    return nodeDisk.open(path, mode);
  },
};

let folder: string;
let store: Store;
let ops = 0;
const open = (): Promise<Store> =>
  openStore({
    folder,
    device,
    clock: { now: () => Date.UTC(2026, 10, 23) },
    random: { hex: () => `t${ops++}` },
    collections: [people],
    disk,
  });

function register(year: string, n: number): Decision {
  const key = `${year}-A01-${String(n).padStart(6, '0')}`;
  const value = {
    day: (Number(year) - 1970) * 366,
    kind: `类别${n % 3}`,
    name: n % 5 === 0 ? '单雄信' : '王明',
    text: [`第${n}号楼拆迁`],
    idNos: [`${year}-${n}`],
  };
  return { action: '登记', ops: [{ kind: 'create', on: recordId('people', key), space: caseSpace(key), value }] };
}

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'jrd-years-')), '数据');
  store = await open();
  const all = YEARS.flatMap((year) => Array.from({ length: PER_YEAR }, (_, n) => ({ year, n })));
  await Promise.all(all.map(({ year, n }) => store.commit(register(year, n), actor)));
  await store.compact();
  await store.close();
  store = await open();
  opened = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const years = () => [...new Set(opened)];
const since = (year: string) => [{ column: 'day', op: 'gte' as const, value: (Number(year) - 1970) * 366 }];

describe('a closed year', () => {
  it('costs nothing until it is asked for', async () => {
    await readAhead(store, people, {});
    const page = select(store, people, { limit: 20 });
    expect(page.rows).toHaveLength(20);
    expect(page.total).toBe(YEARS.length * PER_YEAR);
    expect(years()).toEqual(['2026']);
  });

  it('is read in short turns with progress, and then search and statistics over all years answer from memory', async () => {
    const asks: readonly Needs[] = [
      { filter: { text: '拆迁' } },
      { filter: { text: 'sxx' } },
      { filter: { where: since('2024') }, order: [{ column: 'name' }] },
      { parts: [{ column: 'kind' }] },
    ];
    const told: [number, number, string][] = [];
    let turns = 0;
    let reading = true;
    const others = () => {
      turns += 1;
      if (reading) setImmediate(others);
    };
    setImmediate(others);
    const progress = (...said: [number, number, string]) => told.push(said);
    for (const needs of asks) await readAhead(store, people, needs, { progress, slice: 0 });
    reading = false;
    const first: [number, number, string][] = YEARS.map((year, i) => [i, YEARS.length, year]);
    expect(told.slice(0, YEARS.length + 1)).toEqual([...first, [4, 4, '2023']]);
    expect(turns).toBeGreaterThan(YEARS.length * asks.length);
    told.length = 0;
    for (const needs of asks) await readAhead(store, people, needs, { progress });
    expect(told).toEqual([]);
    expect(count(store, people, { text: '拆迁' })).toBe(YEARS.length * PER_YEAR);
    expect(count(store, people, { text: 'sxx' })).toBe((YEARS.length * PER_YEAR) / 5);
    expect(select(store, people, { where: since('2024'), order: [{ column: 'name' }], limit: 1 }).total).toBe(90);
    expect(groupBy(store, people, ['kind']).map((group) => group.count)).toEqual([40, 40, 40]);
  });

  it('is left alone by a question that cannot concern it, but for the column that says so', async () => {
    await readAhead(store, people, { filter: { where: since('2025') }, parts: ['text'] });
    const [, , third, fourth] = store.blocks('people');
    for (const block of [third, fourth]) {
      expect(block?.fetch({ column: 'day' })).toBe(false);
      expect(block?.fetch('text')).toBe(true);
    }
  });

  it('is not looked through for a page of found texts that is full', async () => {
    const query = { text: '拆迁', limit: PER_YEAR + 5 };
    await readAhead(store, people, needsOfPage(store, people, query));
    expect(select(store, people, query)).toMatchObject({ more: true });
    expect(years()).toEqual(['2026', '2025']);
  });

  it('is not read any further once the question is abandoned', async () => {
    const abort = new AbortController();
    const told: string[] = [];
    const progress = (_: number, __: number, year: string) => {
      told.push(year);
      if (year === '2025') abort.abort();
    };
    const asked = readAhead(store, people, { filter: { text: '拆迁' } }, { signal: abort.signal, progress, slice: 0 });
    await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(told).toEqual(['2026', '2025', '2025']);
    expect(years()).toEqual(['2026', '2025']);
  });

  it('may be joined with others meanwhile', async () => {
    const key = '2024-A01-000003';
    const set = {
      kind: 'set' as const,
      on: recordId('people', key),
      space: caseSpace(key),
      field: 'kind',
      value: '改',
    };
    await store.commit({ action: '修改', ops: [set] }, actor);
    const [asked] = await Promise.all([
      readAhead(store, people, { filter: { text: '拆迁' }, parts: [{ column: 'kind' }] }, { slice: 0 }),
      store.compact(),
    ]);
    expect(asked).toBeUndefined();
    expect(count(store, people, { text: '拆迁' })).toBe(YEARS.length * PER_YEAR);
  });
});
