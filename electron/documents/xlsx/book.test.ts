import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '#shared/calendar/local-date';
import { type CellValue, readWorkbook, type SheetSpec, writeWorkbook } from '../workbook';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '工作簿 测试-'));
});
afterAll(() => rm(folder, { recursive: true }));

const date = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1900-03-01' as LocalDate, n));
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('=1+1', ' 前后空格 ', '第一行\n第二行', '𠮷野家', '<a & "b">', ']]>', '_x0041_'),
);
const cell: fc.Arbitrary<CellValue> = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  fc.boolean(),
  fc.constant(null),
  date.map((d) => ({ date: d })),
);

const told = (value: CellValue): unknown => {
  if (value !== null && typeof value === 'object') return value.date;
  return value === '' || Object.is(value, -0) ? (value === '' ? null : 0) : value;
};
const isPlain = (value: CellValue): boolean =>
  typeof value !== 'string' || !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]|_x/u.test(value);

const sheet = (rows: SheetSpec['rows'], more: Partial<SheetSpec> = {}): SheetSpec => ({
  name: '甲',
  columns: [10, 20, 30],
  rows,
  ...more,
});

describe('a workbook', () => {
  it('says when read what was written, whatever stands in its cells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('来访登记', "O'Brien & <甲>", '表[1]/2?', ''),
        async (rows, name) => {
          const plain = rows.map((row) => row.map((value) => (isPlain(value) ? value : '字')));
          const path = join(folder, '甲.xlsx');
          const written = await writeWorkbook(path, [
            sheet(
              plain.map((cells) => ({ cells })),
              { name },
            ),
          ]);
          expect(written.ok).toBe(true);
          const read = await readWorkbook(path);
          const found = read.ok ? (read.value[0]?.rows ?? []) : [];
          // A row in which nothing stands is no row to who reads.
          const standing = (row: readonly unknown[]) => row.some((value) => value !== null);
          const back = found.map((row) => [0, 1, 2].map((i) => row[i] ?? null)).filter(standing);
          expect(back).toEqual(plain.map((row) => row.map(told)).filter(standing));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('carries widths, a frozen head, printing on one page across, looks of rows and merged cells', async () => {
    const path = join(folder, '样式.xlsx');
    await writeWorkbook(path, [
      sheet(
        [
          { cells: ['一览'], style: 'title', height: 30 },
          { cells: ['号', '日期', '名'], style: 'header' },
          { cells: ['1', { date: '2026-11-23' as LocalDate }, '李'] },
        ],
        { headRows: 2, merges: [[1, 1, 1, 3]], page: { size: 'A3', landscape: true } },
      ),
      sheet([{ cells: ['备注'], style: 'note' }], { name: '乙' }),
    ]);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const [first, second] = book.worksheets;
    expect(book.worksheets.map((page) => page.name)).toEqual(['甲', '乙']);
    expect([1, 2, 3].map((n) => first?.getColumn(n).width)).toEqual([10, 20, 30]);
    expect(first?.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
    expect(first?.getRow(1).height).toBe(30);
    expect(first?.getCell('A1').font).toMatchObject({ name: '黑体', size: 18 });
    expect(first?.getCell('C1').master.address).toBe('A1');
    expect(first?.getCell('B2').border.top?.style).toBe('thin');
    expect(first?.getCell('B3').value).toEqual(new Date('2026-11-23T00:00:00Z'));
    expect(first?.pageSetup).toMatchObject({ paperSize: 8, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });
    expect(first?.pageSetup).toMatchObject({ printArea: 'A1:C3', printTitlesRow: '1:2' });
    expect(second?.getCell('A1').font).toMatchObject({ size: 10 });
  });

  it('lets other work run while thousands of rows are written', async () => {
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 1);
    const rows = function* () {
      for (let n = 0; n < 20_000; n++) yield { cells: [n, `第 ${n} 行的内容`, { date: '2026-11-23' as LocalDate }] };
    };
    await writeWorkbook(join(folder, '大.xlsx'), [sheet(rows())]);
    clearInterval(others);
    expect(turns).toBeGreaterThan(10);
  });

  it('stops with the error of its rows and leaves nothing behind', async () => {
    const rows = function* () {
      yield { cells: ['一'] };
      throw new Error('the rows broke off');
    };
    await expect(writeWorkbook(join(folder, '断.xlsx'), [sheet(rows())])).rejects.toThrow('the rows broke off');
  });
});
