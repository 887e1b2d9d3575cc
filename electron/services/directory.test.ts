import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import type { FileHandle } from '#shared/kernel/ids';
import { decideSeed, SEED_ACTOR } from '#shared/domain/departments/seed';
import { canonicalJson, type Json } from '#shared/kernel/json';
import { holidayLines } from '#shared/domain/departments/holiday-file';
import { readWorkbook, writeWorkbook } from '../documents/workbook';
import { type PlainDesk, plainDesk } from '../../tests/plain-desk';

let folder: string;
let desk: PlainDesk;
const openAgain = () => plainDesk(join(folder, '数据 夹'));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jrd-directory-'));
  desk = await openAgain();
});
afterEach(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): FileHandle => `path:${join(folder, name)}` as FileHandle;
const get = <M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> => desk.get(method, input);
async function refusal<M extends MethodName>(method: M, input: InputOf<M>): Promise<string> {
  const { code, message } = await desk.refused(method, input);
  return `${code} ${message}`;
}

const notice2026 = async () => (await get('holidays.get', { year: 2026 })).table;
/** The 2026 table as lines of a CSV. */
const csv2026 = async (): Promise<string> =>
  ['日期,安排,名称', ...holidayLines(await notice2026()).map(([date, kind, name]) => `${date},${kind},${name}`)].join(
    '\r\n',
  );

describe('the directory', () => {
  test('as shipped is the same on every desk: who changes it must raise the number of the seed', () => {
    const text = canonicalJson({ device: SEED_ACTOR.device, ops: decideSeed(false)?.ops as unknown as Json });
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe('b655cab100e865b6');
  });

  test('is seeded once, also after a restart, and found by pinyin', async () => {
    const { units } = await get('departments.options', { includeRetired: true });
    await desk.close();
    desk = await openAgain();
    expect((await get('departments.options', { includeRetired: true })).units).toEqual(units);
    expect(units.find((u) => u.code === 'CZ-CGJ')?.keywords.split(' ')).toContain('cgj');
    const { entries } = await get('history.list', { id: 'units/CZ-CGJ' });
    expect(entries.map((e) => [e.action, e.by])).toEqual([['初始化目录', '系统默认']]);
  });

  test('a workbook that went out is imported with its changes as one action', async () => {
    await get('persons.add', {
      unit: 'units/CZ-CZJ',
      kind: 'leader',
      name: '钱明',
      post: '局长',
      businessLines: ['预算'],
    });
    await get('departments.export', { file: at('目录.xlsx') });
    expect(await get('departments.importPreview', { file: at('目录.xlsx') })).toMatchObject({ created: 0, changed: 0 });
    const sheets = await readWorkbook(join(folder, '目录.xlsx'));
    if (!sheets.ok) throw new Error(sheets.error.message);
    await writeWorkbook(
      join(folder, '改.xlsx'),
      sheets.value.map(({ name, rows }) => ({
        name,
        columns: (rows[0] ?? []).map(() => 12),
        rows: rows.map((cells) => ({
          cells: cells.map((cell) =>
            cell === '钱明' ? '钱明之' : cell === '常州市统计局' ? '常州市统计调查局' : cell,
          ),
        })),
      })),
    );
    const preview = await get('departments.importPreview', { file: at('改.xlsx') });
    expect(preview).toMatchObject({ created: 0, changed: 2, issues: [] });
    await get('departments.move', { id: 'units/CZ-TJJ', parent: 'units/CZ-ZFB', reason: '归口' });
    expect(await refusal('departments.import', { file: at('改.xlsx'), digest: preview.digest })).toContain(
      'import.changed',
    );
    await get('departments.move', { id: 'units/CZ-TJJ', parent: 'units/CZ', reason: '归口' });
    expect((await get('backups.list', {})).backups).toEqual([]);
    await get('departments.import', { file: at('改.xlsx'), digest: preview.digest });
    expect((await get('backups.list', {})).backups.map((b) => b.reason)).toEqual(['beforeImport']);
    const { unit } = await get('departments.get', { id: 'units/CZ-TJJ' });
    expect(unit.formerNames.map((former) => former.name)).toEqual(['常州市统计局']);
    expect((await get('departments.get', { id: 'units/CZ-CZJ' })).leaders[0]?.name).toBe('钱明之');
    const { entries } = await get('history.list', { id: 'units/CZ-TJJ' });
    expect(entries[0]?.action).toBe('导入机构目录');
  });

  test('a file that is no directory is refused in words', async () => {
    await writeFile(join(folder, '假.xlsx'), 'not a workbook');
    expect(await refusal('departments.importPreview', { file: at('假.xlsx') })).toContain('这不是 Excel 工作簿');
    await writeWorkbook(join(folder, '成绩.xlsx'), [{ name: '成绩', columns: [10], rows: [{ cells: ['姓名'] }] }]);
    expect(await refusal('departments.importPreview', { file: at('成绩.xlsx') })).toContain('没有名为“单位”的工作表');
    expect(await refusal('departments.importPreview', { file: at('没有.xlsx') })).toContain('读不出来');
  });
});

describe('holidays', () => {
  test('read alike from a workbook, from CSV in UTF-8 and in the Chinese code page, and from JSON', async () => {
    await get('holidays.export', { year: 2026, file: at('a.xlsx') });
    await writeFile(join(folder, 'b.csv'), await csv2026());
    await writeFile(join(folder, 'c.csv'), encodeGbk(await csv2026()));
    const { offDays, workDays } = await notice2026();
    await writeFile(join(folder, 'd.json'), JSON.stringify({ offDays, workDays }));
    for (const name of ['a.xlsx', 'b.csv', 'c.csv', 'd.json']) {
      const preview = await get('holidays.importPreview', { file: at(name) });
      expect([name, preview.issues, preview.differences, preview.replaces]).toEqual([name, [], [], true]);
    }
  });

  test('a line that cannot be right is named; a file that is no table is refused', async () => {
    await writeFile(join(folder, 'a.csv'), `${await csv2026()}\r\n2026-02-30,放假,错\r\n2026/3/3,加班,错`);
    const { table, issues } = await get('holidays.importPreview', { file: at('a.csv') });
    expect(table).toBeNull();
    expect(issues.map((i) => [i.row, i.column])).toEqual([
      [41, '日期'],
      [42, '安排'],
    ]);
    await writeFile(join(folder, 'b.csv'), '姓名,电话\n甲,1');
    expect(await refusal('holidays.importPreview', { file: at('b.csv') })).toContain('没有“日期”和“安排”两列');
    await writeFile(join(folder, 'c.csv'), await readFile(process.execPath).then((b) => b.subarray(0, 5000)));
    expect(await refusal('holidays.importPreview', { file: at('c.csv') })).toContain('这不是表格文件');
  });

  test('a missing year is refused by name until it is imported', async () => {
    expect(await refusal('holidays.get', { year: 2031 })).toContain('2031年放假安排未导入');
    await writeFile(join(folder, 'a.csv'), shifted(await csv2026()));
    const preview = await get('holidays.importPreview', { file: at('a.csv') });
    expect(preview.issues).toEqual([]);
    await get('holidays.import', { file: at('a.csv'), digest: preview.digest });
    expect((await get('backups.list', {})).backups.map((b) => b.reason)).toEqual(['beforeImport']);
    expect((await get('holidays.get', { year: 2037 })).table.offDays).toHaveLength(33);
    expect((await get('holidays.years', {})).years.map((y) => y.year)).toEqual([2024, 2025, 2026, 2037]);
  });
});

/** 2037 has the weekdays of 2026. */
const shifted = (csv: string): string => csv.replaceAll('2026-', '2037-');

/** Text in the code page of Chinese Windows: found by asking the decoder for every two-byte character. */
function encodeGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly number[]>();
  for (let a = 0x81; a < 0xff; a++)
    for (let b = 0x40; b < 0xff; b++) table.set(decoder.decode(Uint8Array.of(a, b)), [a, b]);
  return Uint8Array.from(Array.from(text).flatMap((char) => table.get(char) ?? [char.charCodeAt(0)]));
}
