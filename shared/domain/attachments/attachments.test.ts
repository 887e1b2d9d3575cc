import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../calendar/local-date';
import type { OpId, RecordId, SpaceId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import type { Hlc } from '../../ledger/hlc';
import { admit, cleanName } from './admit';
import { attachmentsOf, decideAttach, decideDetach } from './decide';
import type { Attachment } from './schema';
import { sniff } from './sniff';
import { ATTACHMENT_LIMITS, FILE_TYPES, type FileType } from './types';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const ends = (head: string, tail = '') => ({ head: latin(head), tail: latin(tail) });

const JPG = '\xff\xd8\xff\xe0\0\x10JFIF';
const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';
const BMP = 'BM\x36\x04\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0';
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0';
const ZIP = 'PK\x03\x04\x14\0\x06\0';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('the type of a file', () => {
  it.each<[string, FileType, string, string?]>([
    ['照片.jpg', 'image/jpeg', JPG],
    ['截图.PNG', 'image/png', PNG],
    ['动图.gif', 'image/gif', 'GIF89a\x01\0\x01\0'],
    ['图.webp', 'image/webp', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['图.bmp', 'image/bmp', BMP],
    ['扫描.tif', 'image/tiff', 'II*\0\x08\0\0\0'],
    ['扫描.tiff', 'image/tiff', 'MM\0*\0\0\0\x08'],
    ['答复.pdf', 'application/pdf', '%PDF-1.7\n%\xe2\xe3'],
    ['公文.ofd', 'application/ofd', `${ZIP}OFD.xml`],
    ['来信.docx', DOCX, `${ZIP}[Content_Types].xml`, 'word/document.xml'],
    ['台账.xlsx', XLSX, `${ZIP}_rels/.rels`, '[Content_Types].xml xl/workbook.xml'],
    ['来信.doc', 'application/msword', OLE],
    ['台账.xls', 'application/vnd.ms-excel', OLE],
    ['来信.wps', 'application/wps-office.wps', OLE],
    ['台账.et', 'application/wps-office.et', OLE],
    ['说明.txt', 'text/plain', '反映人:李桂兰\r\n\t'.replace(/[^\0-\x7f]/g, '\xe6')],
    ['通知.txt', 'text/plain', 'BMW 4S store'],
    ['记事本.txt', 'text/plain', '\xff\xfe\x41\0\x42\0'],
    ['录音.mp3', 'audio/mpeg', 'ID3\x04\0'],
    ['录音.mp3', 'audio/mpeg', '\xff\xfb\x90\x64'],
    ['录音.m4a', 'audio/mp4', '\0\0\0\x20ftypM4A '],
    ['录音.wav', 'audio/wav', 'RIFF\x10\0\0\0WAVEfmt '],
    ['录音.amr', 'audio/amr', '#!AMR\n'],
    ['现场.mp4', 'video/mp4', '\0\0\0\x20ftypisom'],
  ])('%s is %s', (name, type, head, tail) => {
    expect(admit(name, 100, ends(head, tail))).toEqual({ ok: true, value: { name, type } });
  });

  it.each([
    ['照片.jpg', '照片.png', PNG],
    ['截图.png', '截图.jpg', JPG],
    ['没有扩展名', '没有扩展名.pdf', '%PDF-1.4'],
    ['来信.2026', '来信.2026.pdf', '%PDF-1.4'],
  ])('of %s is put right: %s', (name, right, head) => {
    expect(admit(name, 100, ends(head))).toMatchObject({ ok: true, value: { name: right } });
  });
});

describe('a file that is not what it seems', () => {
  it.each([
    ['照片.jpg', 'attachment.executable', 'MZ\x90\0'],
    ['照片.jpg', 'attachment.executable', '\x7fELF\x02'],
    ['说明.txt', 'attachment.executable', '#!/bin/sh\n'],
    ['说明.txt', 'attachment.executable', '@echo off\r\n'],
    ['来信.docx', 'attachment.executable', `${ZIP}META-INF/MANIFEST.MF`],
    ['快捷方式.pdf', 'attachment.executable', 'L\0\0\0\x01\x14\x02\0'],
    ['安装.exe', 'attachment.executable', JPG],
    ['安装.JPG.ScR', 'attachment.executable', JPG],
    ['宏.docm', 'attachment.executable', ZIP],
    ['照片.jpg', 'attachment.web', '<html><script>alert(1)</script>'],
    ['照片.jpg', 'attachment.web', '<?xml version="1.0"?><svg onload="x">'],
    ['说明.txt', 'attachment.web', '\xef\xbb\xbf\n<!DOCTYPE html>'],
    ['图.svg', 'attachment.web', PNG],
    ['来信.docx', 'attachment.macro', `${ZIP}[Content_Types].xml`, 'word/document.xml word/vbaProject.bin'],
    ['材料.zip', 'attachment.archive', `${ZIP}a.jpg`],
    ['材料.rar', 'attachment.archive', 'Rar!\x1a\x07'],
    ['照片.heic', 'attachment.heic', '\0\0\0\x18ftypheic'],
    ['照片.jpg', 'attachment.disguised', '%PDF-1.7'],
    ['照片.jpg', 'attachment.disguised', 'plain words'],
    ['来信.pdf', 'attachment.disguised', PNG],
    ['照片.jpg', 'attachment.unknownType', '\0\x01\x02\x03'],
    ['数据.msi', 'attachment.executable', OLE],
    ['数据.bin2', 'attachment.unknownType', OLE],
  ])('%s is refused: %s', (name, code, head, tail?: string) => {
    const answer = admit(name, 100, ends(head, tail));
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(answer.ok ? '' : answer.error.message).toContain(cleanName(name));
  });

  it.each([
    [0, 'attachment.empty'],
    [ATTACHMENT_LIMITS.bytes + 1, 'attachment.tooLarge'],
  ])('of %i bytes is refused: %s', (bytes, code) => {
    expect(admit('照片.jpg', bytes, ends(JPG))).toMatchObject({ ok: false, error: { code } });
  });

  it('is never taken for a picture or a PDF unless it begins as one, whatever its name', () => {
    const shown = Object.entries(FILE_TYPES).filter(([, { view }]) => view !== 'none');
    const extension = fc.constantFrom(...Object.values(FILE_TYPES).flatMap(({ extensions }) => [...extensions]));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), extension, (bytes, ending) => {
        const found = sniff({ head: bytes, tail: bytes }, `a.${ending}`);
        if (found.kind !== 'type' || !shown.some(([type]) => type === found.type)) return true;
        return [0xff, 0x89, 0x47, 0x52, 0x42, 0x25, 0xef].includes(bytes[0] ?? 0);
      }),
    );
  });
});

describe('a name', () => {
  it.each([
    ['C:\\fakepath\\照片.jpg', '照片.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['报告\u202egpj.exe', '报告gpj.exe'],
    ['a<b>:"|?*.pdf', 'ab.pdf'],
    ['尾巴. . ', '尾巴'],
    ['', '未命名'],
    ['...', '未命名'],
  ])('%j becomes %s', (given, name) => {
    expect(cleanName(given)).toBe(name);
  });
  it('is any file system’s, keeps its extension and its limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = cleanName(`${given}.pdf`);
        expect(name.length).toBeLessThanOrEqual(ATTACHMENT_LIMITS.name);
        expect(name).not.toMatch(/\p{Cs}/u);
        expect(name).toMatch(/pdf$/);
        expect(name).not.toMatch(/[\\/:*?"<>|]/);
        expect(name).not.toMatch(/\p{Cc}/u);
        expect(cleanName(name)).toBe(name);
      }),
    );
  });
});

const ON = 'visits/2026-A01-000001' as RecordId;
const file = (n: number): Attachment => ({
  name: `照片${n}.jpg`,
  type: 'image/jpeg',
  bytes: 10,
  sha256: n.toString(16).padStart(64, '0'),
  source: 'scan',
  addedOn: '2026-11-23' as LocalDate,
});
const stamp = (n: number) => ({ op: `d1:${n}` as OpId, hlc: `${n}` as Hlc, by: '王敏', unit: 'units/CZ-JFZX' });
const record = (files: readonly Attachment[], more: Partial<Folded> = {}): Folded => ({
  id: ON,
  space: 'case/2026-A01-000001' as SpaceId,
  created: stamp(0),
  value: {},
  items: { attachments: files.map((value, i) => ({ ...stamp(i + 1), value: { ...value } })) },
  ...more,
});

describe('decideAttach', () => {
  it('adds an entry per file, and they are read back as they were', () => {
    const decided = decideAttach(record([]), [file(1), file(2)]);
    expect(decided).toMatchObject({ ok: true, value: { action: '添加附件' } });
    const ops = decided.ok ? decided.value.ops : [];
    expect(ops.map(({ kind, on, field }) => ({ kind, on, field }))).toEqual(
      [1, 2].map(() => ({ kind: 'add', on: ON, field: 'attachments' })),
    );
    expect(attachmentsOf(record([file(1), file(2)]))).toMatchObject([file(1), file(2)]);
  });
  it.each([
    ['attachment.noRecord', undefined, [file(1)]],
    ['attachment.voided', record([], { voids: [{ ...stamp(9), value: { reason: '重复登记' } }] }), [file(1)]],
    ['attachment.already', record([file(1)]), [{ ...file(1), name: '同一张.jpg' }]],
    ['attachment.tooMany', record(Array.from({ length: 200 }, (_, n) => file(n))), [file(300)]],
  ])('refuses: %s', (code, on, files) => {
    expect(decideAttach(on, files)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('decideDetach', () => {
  it('withdraws the entry with its reason, also of a record that has too many', () => {
    const full = record(Array.from({ length: 201 }, (_, n) => file(n)));
    expect(decideDetach(full, 'd1:3' as OpId, '传错了')).toMatchObject({
      ok: true,
      value: { action: '移除附件', reason: '传错了', ops: [{ kind: 'void', on: ON, value: { op: 'd1:3' } }] },
    });
  });
  it('refuses what is gone already; a removed file can be added again', () => {
    const removed = record([file(1)], { voids: [{ ...stamp(5), value: { op: 'd1:1' } }] });
    expect(attachmentsOf(removed)).toEqual([]);
    expect(decideDetach(removed, 'd1:1' as OpId, '传错了')).toMatchObject({
      ok: false,
      error: { code: 'attachment.gone' },
    });
    expect(decideAttach(removed, [file(1)])).toMatchObject({ ok: true });
  });
  it('refuses a paper that was issued', () => {
    const paper = record([{ ...file(1), source: 'paper' }]);
    expect(decideDetach(paper, 'd1:1' as OpId, '传错了')).toMatchObject({
      ok: false,
      error: { code: 'attachment.paper', message: expect.stringContaining('请在“文书”中作废') },
    });
  });
  it('an entry of a newer build is kept and shown as a file', () => {
    const newer = { ...file(1), type: 'model/stl', source: 'drone' } as unknown as Attachment;
    expect(attachmentsOf(record([newer]))).toMatchObject([{ type: 'model/stl', source: 'file' }]);
  });
});
