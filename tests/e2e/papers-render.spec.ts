import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, expect } from '@playwright/test';
import fc from 'fast-check';
import PizZip from 'pizzip';
import { DOCUMENT_TYPES, type DocumentType, paperKind } from '../../shared/domain/documents/kinds';
import { nameLines } from '../../shared/domain/documents/name-lines';
import { type SampleSize, sampleData } from '../../shared/domain/documents/samples';
import { ROOT } from './fixture';
import type { Papers } from './support/paper-main';

/** A window program that makes papers and nothing else, with the pages and guards of the desk. */
class Press {
  constructor(
    private readonly app: ElectronApplication,
    readonly home: string,
  ) {}

  sample(kind: DocumentType, size: SampleSize): Promise<string> {
    return this.app.evaluate((_e, [k, s]) => here().docx(k, s), [kind, size] as const);
  }

  filled(kind: DocumentType, data: object): Promise<string> {
    return this.app.evaluate((_e, [k, d]) => here().filled(k, d), [kind, data] as const);
  }

  async pdf(docx: string, name: string): Promise<string> {
    const path = join(this.home, `${name}.pdf`);
    const pdf = await this.app.evaluate((_e, d) => here().pdf(d), docx);
    writeFileSync(path, Buffer.from(pdf, 'base64'));
    return path;
  }

  async png(docx: string, page: number): Promise<Buffer> {
    return Buffer.from(await this.app.evaluate((_e, [d, p]) => here().png(d, p), [docx, page] as const), 'base64');
  }

  denied(): Promise<string[]> {
    return this.app.evaluate(() => here().denied);
  }
}

/** Inside the window program. */
declare function here(): Papers;

const test = base.extend<object, { press: Press }>({
  press: [
    async ({}, use) => {
      const home = mkdtempSync(join(tmpdir(), 'jrd-papers-'));
      const built = spawnSync(process.execPath, [join(ROOT, 'tests/e2e/support/build-papers.mjs'), home], {
        encoding: 'utf8',
      });
      expect(built.status, built.stderr).toBe(0);
      const args = ['--log-level=3', '--disable-gpu', `--user-data-dir=${join(home, 'profile')}`, home];
      const app = await electron.launch({ args });
      await use(new Press(app, home));
      await app.evaluate(({ app: program }) => program.exit(0)).catch(() => undefined);
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Is filled in by hand and handed over: one sheet, however long the names. */
const ONE_SHEET: readonly DocumentType[] = ['ServiceReceipt'];

for (const kind of DOCUMENT_TYPES) {
  for (const size of ['short', 'long'] as const) {
    test(`${paperKind(kind).title}, ${size}, is drawn in pages`, async ({ press }) => {
      const name = `${kind}-${size}`;
      const docx = await press.sample(kind, size);
      const path = await press.pdf(docx, name);
      const pages = pagesOf(path);
      if (pages === undefined) return notLookedAt('pdftotext');
      if (size === 'long') expect(pages.length > 1).toBe(!ONE_SHEET.includes(kind));
      if (size === 'short') expect(pages.length).toBeLessThanOrEqual(3);
      expect(lettersLost(docx, pages.join('')), 'letters that are in the document and not on paper').toEqual([]);
      for (const page of pages) expect(page.length, 'an empty page').toBeGreaterThan(0);
      for (const picture of picturesOf(path, press.home)) {
        expect(picture.inkIn(0.5), 'print so near the edge of the paper').toBe(0);
        expect(picture.ink(), 'hardly anything on the page').toBeGreaterThan(0.0008);
      }
    });
  }
}

test('a page holds 22 lines of 28 letters, and its number stands outside', async ({ press }) => {
  const facts = '国'.repeat(28 * 22 * 3);
  const docx = await press.filled('HandlingOpinion', { ...sampleData('HandlingOpinion', 'short'), facts });
  const path = await press.pdf(docx, 'grid');
  const pages = pagesOf(path, '-layout');
  if (pages === undefined) return notLookedAt('pdftotext');
  const full = pages[1]?.split('\n').map((line) => line.trim()) ?? [];
  expect(full.filter((line) => line === '国'.repeat(28))).toHaveLength(22);
  expect(full.filter((line) => line !== '').at(-1)).toBe('—2—');
  const bare = pages.map((page) => page.replace(/\s/g, ''));
  bare.forEach((page, at) => expect(page).toContain(`—${at + 1}—`));
});

test('wherever pages end, nothing is lost and nothing runs into the margin', async ({ press }) => {
  const ofLength = (length: number) => '甲乙丙丁戊己庚辛壬癸'.repeat(90).slice(0, length);
  const paragraph = fc.integer({ min: 1, max: 900 }).map(ofLength);
  const text = fc.array(paragraph, { minLength: 1, maxLength: 8 }).map((all) => all.join('\n'));
  const LOWEST = 4;
  // The note of the form would begin a page that holds nothing else.
  const alone = [
    [12, 866, 482, 256, 676, 315, 631, 513],
    [503, 849, 748, 199, 650],
    [605, 563, 7, 235],
  ].map((lengths) => lengths.map(ofLength).join('\n')) as [string, string, string];
  await fc.assert(
    fc.asyncProperty(text, text, text, async (summary, process, result) => {
      const form = await press.filled('CaseClosing', {
        ...sampleData('CaseClosing', 'long'),
        summary,
        process,
        result,
      });
      const letter = await press.filled('ClosureReport', {
        ...sampleData('ClosureReport', 'long'),
        investigation: summary,
        result: process,
        settled: result,
      });
      for (const docx of [form, letter]) {
        const path = await press.pdf(docx, 'any');
        const pages = pagesOf(path);
        if (pages !== undefined) expect(lettersLost(docx, pages.join(''))).toEqual([]);
        for (const page of picturesOf(path, press.home)) expect(page.inkIn(1), 'ink under the foot').toBe(0);
        expect(pages?.every((page) => page.length > LOWEST) ?? true).toBe(true);
      }
      const last = pagesOf(await press.pdf(form, 'form'))?.at(-1);
      if (last?.includes('填表日期') === true) expect(last, 'a note without its form').toContain('领导（签名）');
    }),
    { numRuns: 6, endOnFailure: true, examples: [alone] },
  );
});

for (const kind of ['TransferLetter', 'SupervisionLetter', 'HandlingOpinion', 'ClosureReport'] as const) {
  test(`${paperKind(kind).title}: who else gets it stands on the page of the signature, under some text`, async ({
    press,
  }) => {
    const data = sampleData(kind, 'long');
    for (const attachments of [0, 1, 2, 12, 30]) {
      const docx = await press.filled(kind, {
        ...data,
        attachments: Array.from({ length: attachments }, () => ({ title: '照片' })),
      });
      const last = pagesOf(await press.pdf(docx, 'copies'))?.at(-1);
      if (last === undefined) return notLookedAt('pdftotext');
      expect(last).toMatch(/抄[送报]：/);
      expect(last).toContain('联系电话');
      const before = last.slice(0, last.indexOf(data.organ.slice(0, 6))).replace(/—\d+—/, '');
      expect(before.length, 'the signature stands alone').toBeGreaterThan(3);
    }
  });
}

test('a long name in the head and the signature breaks between its parts', async ({ press }) => {
  const data = sampleData('TransferLetter', 'long');
  const pages = pagesOf(await press.pdf(await press.sample('TransferLetter', 'long'), 'head'), '-layout');
  if (pages === undefined) return notLookedAt('pdftotext');
  const lines = nameLines(data.organ);
  const linesOf = (page = '') => page.split('\n').map((line) => line.trim());
  expect(
    linesOf(pages[0])
      .filter((line) => line !== '')
      .slice(0, lines.length),
  ).toEqual(lines);
  expect(linesOf(pages.at(-1)).filter((line) => lines.includes(line))).toEqual(lines);
});

test('the first page of a letter bears no number, the second does', async ({ press }) => {
  const pages = pagesOf(await press.pdf(await press.sample('TransferLetter', 'long'), 'letter'));
  if (pages === undefined) return notLookedAt('pdftotext');
  expect(pages[0]).not.toContain('—1—');
  expect(pages[1]).toContain('—2—');
});

test('the three copies of the card are on one sheet', async ({ press }) => {
  const pages = pagesOf(await press.pdf(await press.sample('SupervisionCard', 'short'), 'card'));
  if (pages === undefined) return notLookedAt('pdftotext');
  expect(pages).toHaveLength(1);
  for (const copy of ['第一联', '第二联', '第三联']) expect(pages[0]).toContain(copy);
});

test('a paper keeps the page that its template gives it', async ({ press }) => {
  const docx = changed(await press.sample('ServiceReceipt', 'short'), 'word/document.xml', (xml) =>
    xml.replace(/<w:pgSz [^>]*>/, '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'),
  );
  const info = toolSays('pdfinfo', [await press.pdf(docx, 'landscape')]);
  const [, width, height] = /Page size: +([\d.]+) x ([\d.]+)/.exec(info ?? 'Page size: 842 x 595') ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height));
});

test('tabs lead to their stops, page fields of either writing are numbers', async ({ press }) => {
  const simple =
    '<w:p><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple><w:r><w:t>页在此</w:t></w:r></w:p>';
  const tabbed =
    '<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="8000"/></w:tabs></w:pPr><w:r><w:t>靠左</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>靠右</w:t></w:r></w:p>';
  const docx = changed(await press.sample('ServiceReceipt', 'short'), 'word/document.xml', (xml) =>
    xml.replace('<w:body>', `<w:body>${simple}${tabbed}`),
  );
  const text = toolSays('pdftotext', ['-layout', await press.pdf(docx, 'tabs'), '-']);
  if (text === undefined) return notLookedAt('pdftotext');
  expect(text).toMatch(/靠左 {20,}靠右/);
  expect(text).toMatch(/^ *1 *页在此/m);
});

test('a page as a picture', async ({ press }) => {
  const docx = await press.sample('HandlingOpinion', 'long');
  const [first, last] = [await press.png(docx, 1), await press.png(docx, 999)];
  for (const png of [first, last]) {
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16) / png.readUInt32BE(20)).toBeCloseTo(210 / 297, 2);
  }
  expect(first.equals(last)).toBe(false);
});

test('a picture in the document is drawn', async ({ press }) => {
  const plain = await press.sample('ServiceReceipt', 'short');
  const zip = new PizZip(Buffer.from(plain, 'base64')).file('word/media/black.png', BLACK, { base64: true });
  const shown = changed(zip.generate({ type: 'base64' }), 'word/document.xml', (xml) =>
    xml.replace('<w:body>', `<w:body>${picture('x1')}`),
  );
  const related = changed(shown, 'word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      '<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/black.png"/></Relationships>',
    ),
  );
  const typed = changed(related, '[Content_Types].xml', (xml) =>
    xml.replace(/(<Types[^>]*>)/, '$1<Default Extension="png" ContentType="image/png"/>'),
  );
  const [before] = picturesOf(await press.pdf(plain, 'plain'), press.home);
  const [after] = picturesOf(await press.pdf(typed, 'pictured'), press.home);
  if (before === undefined || after === undefined) return notLookedAt('pdftoppm');
  // 25 mm square on an A4 page.
  expect(after.ink() - before.ink()).toBeGreaterThan(0.008);
});

test('a document from elsewhere fetches nothing and runs nothing', async ({ press }) => {
  const docx = changed(await press.sample('AcknowledgementNotice', 'short'), 'word/document.xml', (xml) =>
    xml.replace(
      '<w:body>',
      `<w:body>${picture('x1')}<w:altChunk r:id="x2"/><w:p><w:hyperlink r:id="x3"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>`,
    ),
  );
  const linked = changed(docx, 'word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `${outside('x1', 'image', 'https://example.com/a.png')}${outside('x2', 'aFChunk', 'https://example.com/a.html')}${outside('x3', 'hyperlink', 'javascript:alert(1)')}</Relationships>`,
    ),
  );
  const path = await press.pdf(linked, 'outside');
  const pages = pagesOf(path);
  if (pages !== undefined) expect(pages.join('')).toContain('链接');
  expect(readFileSync(path, 'latin1')).not.toMatch(/\/URI|\/JavaScript/);
  expect(await press.denied()).toEqual([]);
});

test('bytes that are no document are refused, not waited for', async ({ press }) => {
  await expect(press.pdf(Buffer.from('not a document').toString('base64'), 'none')).rejects.toThrow();
  expect(await press.pdf(await press.sample('ServiceReceipt', 'short'), 'after')).toContain('after');
});

/** One black point. */
const BLACK = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

const outside = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/>`;

const picture = (id: string): string =>
  `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="${id}" r:embed="${id}"/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx="900000" cy="900000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

/** Letters that the pages show less often than the document has them; poppler orders cells its own way and drops hyphens at line ends. */
function lettersLost(docx: string, shown: string): string[] {
  const xml = new PizZip(Buffer.from(docx, 'base64')).file('word/document.xml')?.asText() ?? '';
  const written = xml.replace(/<[^>]*>/g, '').replace(/&\w+;|[\s-]/g, '');
  return [...new Set(written)].filter((letter) => shown.split(letter).length < written.split(letter).length);
}

function changed(docx: string, part: string, change: (xml: string) => string): string {
  const zip = new PizZip(Buffer.from(docx, 'base64'));
  zip.file(part, change(zip.file(part)?.asText() ?? ''));
  return zip.generate({ type: 'base64' });
}

/** The text of each page, without spaces unless the layout is wanted; undefined where poppler is not installed. */
function pagesOf(path: string, ...how: readonly string[]): string[] | undefined {
  const text = toolSays('pdftotext', [...how, path, '-']);
  const pages = text?.split('\f').slice(0, -1);
  return pages?.map((page) => (how.length > 0 ? page.replaceAll(' ', '') : page.replace(/\s/g, '')));
}

interface Picture {
  /** The share of dark points on the page. */
  ink(): number;
  /** Dark points within so many centimetres of the edge. */
  inkIn(centimetres: number): number;
}

const DOTS_PER_INCH = 50;

/** Each page as points of grey; none where poppler is not installed. */
function picturesOf(path: string, home: string): Picture[] {
  const prefix = join(home, 'picture');
  if (toolSays('pdftoppm', ['-r', String(DOTS_PER_INCH), '-gray', path, prefix]) === undefined) return [];
  return readdirSync(home)
    .filter((name) => name.startsWith('picture-'))
    .map((name) => {
      const bytes = readFileSync(join(home, name));
      rmSync(join(home, name));
      return pictureOf(bytes);
    });
}

function pictureOf(bytes: Buffer): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  const [width, height] = [Number(head?.[1]), Number(head?.[2])];
  const points = bytes.subarray(head?.[0].length ?? 0);
  const DARK = 160;
  const dark = (within: (x: number, y: number) => boolean): number => {
    let count = 0;
    for (let at = 0; at < points.length; at += 1) {
      if ((points[at] ?? 0) < DARK && within(at % width, Math.floor(at / width))) count += 1;
    }
    return count;
  };
  return {
    ink: () => dark(() => true) / points.length,
    inkIn: (centimetres) => {
      const edge = (centimetres / 2.54) * DOTS_PER_INCH;
      return dark((x, y) => Math.min(x, y, width - 1 - x, height - 1 - y) < edge - 1);
    },
  };
}

/** Output of an independent program; undefined where it is not installed. */
function toolSays(tool: string, args: readonly string[]): string | undefined {
  const run = spawnSync(tool, args, { encoding: 'utf8' });
  return run.error === undefined ? run.stdout : undefined;
}

function notLookedAt(tool: string): void {
  test.info().annotations.push({ type: 'not looked at', description: `${tool} is not installed` });
}
