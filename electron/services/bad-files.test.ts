import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlainDesk, plainDesk } from '../../tests/plain-desk';

let home = '';
let desk: PlainDesk;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), '坏 文件-'));
  desk = await plainDesk(join(home, '数据'));
});
afterAll(async () => {
  await desk.close();
  rmSync(home, { recursive: true, force: true });
});

const IMPORTS = ['departments.importPreview', 'holidays.importPreview'] as const;

/** A file of that name with this content, as both imports answer it. */
async function answersTo(name: string, content?: Uint8Array | string): Promise<string[]> {
  const path = join(home, name);
  if (content !== undefined) writeFileSync(path, content);
  const said: string[] = [];
  for (const method of IMPORTS) {
    const answer = await desk.call(method, { file: `path:${path}` });
    said.push(answer.ok ? 'read' : `${answer.error.code} ${answer.error.message}`);
  }
  expect(desk.faults).toEqual([]);
  for (const sentence of said) expect(sentence).toMatch(/^(read$|[\w.]+ \p{Script=Han})/u);
  return said;
}

async function workbook(fill: (sheet: exceljs.Worksheet) => void, name = '单位'): Promise<Buffer> {
  const book = new exceljs.Workbook();
  fill(book.addWorksheet(name));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A zip of one deflated entry whose directory promises `size` bytes. */
function zipOf(name: string, content: Buffer, size: number): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const head = (signature: number, lead: number, tail: number) => {
    const bytes = Buffer.alloc(lead + 26 + tail);
    bytes.writeUInt32LE(signature, 0);
    const at = lead;
    bytes.writeUInt16LE(20, at);
    bytes.writeUInt16LE(8, at + 4);
    bytes.writeUInt32LE(crc32(content), at + 10);
    bytes.writeUInt32LE(packed.length, at + 14);
    bytes.writeUInt32LE(size, at + 18);
    bytes.writeUInt16LE(name.length, at + 22);
    return bytes;
  };
  const local = Buffer.concat([head(0x0403_4b50, 4, 0), Buffer.from(name), packed]);
  const central = Buffer.concat([head(0x0201_4b50, 6, 14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

const codes = (said: readonly string[]): string[] => said.map((s) => s.split(' ')[0] ?? '');

describe('a file that cannot be imported is refused in words', () => {
  it('missing, empty, a folder, a pipe', async () => {
    expect(codes(await answersTo('没有.xlsx'))).toEqual(['file.unreadable', 'file.unreadable']);
    expect(codes(await answersTo('空.xlsx', ''))).toEqual(['file.empty', 'file.empty']);
    mkdirSync(join(home, '夹.xlsx'));
    for (const code of codes(await answersTo('夹.xlsx'))) expect(code).toMatch(/^file\.(notFile|unreadable)$/);
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(home, '管.xlsx')]);
    expect(codes(await answersTo('管.xlsx'))).toEqual(['file.notFile', 'file.notFile']);
  });

  it('something else under the name of a workbook', async () => {
    await answersTo('图片.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    await answersTo('乱码.xlsx', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)));
    await answersTo('老.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    const good = await workbook((sheet) => sheet.addRow(['编号', '名称']));
    for (const cut of [4, 200, Math.floor(good.length / 2), good.length - 1]) {
      expect(await answersTo('截断.xlsx', good.subarray(0, cut))).not.toContain('read');
    }
    expect(codes(await answersTo('压缩.xlsx', zipOf('a.txt', Buffer.from('x'), 1)))).not.toContain('read');
    expect(codes(await answersTo('深.json', '['.repeat(500_000)))[1]).toBe('file.badJson');
    await answersTo('原型.json', '{"__proto__": 1, "offDays": {"length": 9}, "workDays": []}');
    await answersTo('引号.csv', `日期,安排,名称\n"2027-01-01,${'"'.repeat(99_999)}`);
    await answersTo('属性.csv', '日期,安排,名称\n2027-01-01,constructor,__proto__\n,,\n2027-13-45,放假,\n');
  });

  it('a workbook that swells, whatever its directory promises', async () => {
    const bomb = Buffer.alloc(201 * 1024 * 1024);
    const lie = zipOf('xl/workbook.xml', bomb.subarray(0, 30 * 1024 * 1024), 100);
    expect(codes(await answersTo('炸弹.xlsx', zipOf('xl/workbook.xml', bomb, bomb.length)))[0]).toBe('file.tooLarge');
    expect(codes(await answersTo('谎报.xlsx', lie))[0]).toBe('file.damaged');
  });

  it('strange but sound workbooks: other columns, formulas, errors, merged and far-off cells, impossible dates', async () => {
    expect(codes(await answersTo('别的列.xlsx', await workbook((s) => s.addRow(['姓名', '电话']))))).not.toContain(
      'read',
    );
    expect(codes(await answersTo('别的表.xlsx', await workbook((s) => s.addRow(['姓名']), '工作表1')))).not.toContain(
      'read',
    );
    await answersTo('空表.xlsx', await workbook(() => undefined));
    const odd = await workbook((sheet) => {
      sheet.addRow(['日期', '安排', '名称', '编号', '类型']);
      sheet.getCell('A2').value = { formula: 'TODAY()', result: new Date(Number.NaN) };
      sheet.getCell('A3').value = { formula: '1/0', result: { error: '#DIV/0!' } };
      sheet.getCell('A4').value = 1e15;
      sheet.getCell('A4').numFmt = 'yyyy-mm-dd';
      sheet.getCell('B5').value = { richText: [{ text: '放' }, { text: '假' }] };
      sheet.mergeCells('A6:C9');
      sheet.getCell('A6').value = 'x';
      sheet.getCell('E1048576').fill = { type: 'pattern', pattern: 'solid' };
    });
    await answersTo('怪.xlsx', odd);
    const far = await workbook((sheet) => {
      sheet.addRow(['日期', '安排', '名称']);
      sheet.getCell('A1048576').value = '远';
    });
    expect(codes(await answersTo('远.xlsx', far))).toEqual(['file.tooLarge', 'file.tooLarge']);
  });
});

describe('a place that takes no file is said in words, and nothing is left there', () => {
  it.each([
    ['a folder that is gone', '没有/的/夹/导出.xlsx'],
    ['a file for a folder', '占.txt/导出.xlsx'],
    ['a name that is too long', `${'长'.repeat(120)}.xlsx`],
    ['a folder of that name', '数据'],
  ])('%s', async (_, name) => {
    writeFileSync(join(home, '占.txt'), 'x');
    const before = readdirSync(home).sort();
    for (const method of ['departments.export', 'recovery.exportReadable']) {
      const answer = await desk.call(method, { file: `path:${join(home, name)}` });
      expect(answer).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\p{Script=Han}/u) } });
    }
    expect(desk.faults).toEqual([]);
    expect(readdirSync(home).sort()).toEqual(before);
  });
});
