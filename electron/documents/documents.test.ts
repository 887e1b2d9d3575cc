import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '#shared/calendar/local-date';
import { csvText } from './csv';
import { calendarText } from './ics';
import { saveFile } from './save';
import { columnName, readWorkbook, writeWorkbook } from './workbook';

const folder = () => mkdtemp(join(tmpdir(), '文书 测试-'));

describe('workbook', () => {
  it('reads back what it wrote, in a folder with Chinese and spaces', async () => {
    const path = join(await folder(), '排班 表.xlsx');
    const date = '2026-11-23' as LocalDate;
    const written = await writeWorkbook(path, [
      {
        name: '排班',
        columns: [12, 30, 8],
        headRows: 2,
        merges: [
          [1, 1, 1, 3],
          [3, 1, 4, 1],
        ],
        rows: [
          { cells: ['接访排班表'], style: 'title', height: 30 },
          { cells: ['日期', '单位', '人数'], style: 'header' },
          { cells: [{ date }, '=刑侦\u0001支队', 8] },
          { cells: [null, '经侦', 2] },
        ],
      },
    ]);
    expect(written.ok).toBe(true);
    const read = await readWorkbook(path);
    expect(read.ok && read.value[0]?.rows).toEqual([
      ['接访排班表', '接访排班表', '接访排班表'],
      ['日期', '单位', '人数'],
      ['2026-11-23', '=刑侦支队', 8],
      ['2026-11-23', '经侦', 2],
    ]);
  });

  it('cancelled half way leaves no file behind', async () => {
    const dir = await folder();
    const abort = new AbortController();
    const rows = function* () {
      for (let n = 0; n < 5_000; n++) {
        if (n === 1_000) abort.abort();
        yield { cells: [n] };
      }
    };
    const job = writeWorkbook(join(dir, 'a.xlsx'), [{ name: 'a', columns: [8], rows: rows() }], {
      signal: abort.signal,
    });
    await expect(job).rejects.toMatchObject({ refusal: { code: 'job.cancelled' } });
    expect(await readdir(dir)).toEqual([]);
  });

  it('refuses in words what is no workbook', async () => {
    const path = join(await folder(), 'x.xlsx');
    for (const [bytes, code] of [
      ['日期,单位\n', 'file.notWorkbook'],
      ['PK\x05\x06', 'file.damaged'],
      [`PK\x05\x06${'\0'.repeat(18)}`, 'file.notWorkbook'],
    ] as const) {
      await writeFile(path, bytes, 'latin1');
      const read = await readWorkbook(path);
      expect(!read.ok && read.error.code).toBe(code);
    }
    await writeWorkbook(path, [{ name: 'a', columns: [9], rows: [{ cells: ['甲'] }] }]);
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0, 40, bytes.indexOf('PK\x01\x02', 'latin1')));
    const damaged = await readWorkbook(path);
    expect(!damaged.ok && damaged.error.code).toBe('file.damaged');
    const missing = await readWorkbook(join(await folder(), 'none.xlsx'));
    expect(!missing.ok && missing.error.message).toContain('读不出来');
  });

  it('names columns as Excel does', () => {
    expect([1, 26, 27, 52, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']);
  });
});

describe('other files', () => {
  it('a CSV starts with a BOM and defuses formulas', () => {
    const text = csvText([
      ['日期', '备注'],
      ['2026-11-23', '=1+1'],
    ]);
    expect(text.startsWith('\ufeff日期,备注\r\n')).toBe(true);
    expect(text).toContain("'=1+1");
  });

  it('an iCalendar event carries the Chinese time as UTC, whatever the machine zone', () => {
    const text = calendarText('排班', 0, [
      { uid: 'a@desk', date: '2026-10-08' as LocalDate, start: '08:30', end: '11:30', summary: '刑侦接访' },
      { uid: 'b@desk', date: '2026-10-09' as LocalDate, summary: '经侦接访' },
    ]);
    expect(text).toContain('DTSTART:20261008T003000Z');
    expect(text).toContain('DTEND:20261008T033000Z');
    expect(text).toContain('DTSTART;VALUE=DATE:20261009');
  });

  it('saving over a file replaces it whole; a missing folder is said in Chinese', async () => {
    const dir = await folder();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect((await saveFile(join(dir, 'a.bin'), bytes)).ok).toBe(true);
        expect(new Uint8Array(await readFile(join(dir, 'a.bin')))).toEqual(bytes);
      }),
      { numRuns: 20 },
    );
    const gone = await saveFile(join(dir, '拔出的U盘', 'a.bin'), 'x');
    expect(!gone.ok && gone.error.message).toContain('文件夹不存在');
  });
});
