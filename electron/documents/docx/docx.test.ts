import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterAll, describe, expect, test } from 'vitest';
import { paperFields } from '#shared/domain/documents/data';
import { DOCUMENT_TYPES } from '#shared/domain/documents/kinds';
import { type SampleSize, sampleData } from '#shared/domain/documents/samples';
import { canBeAbsent, paperWords, type Word, type Words } from '#shared/domain/documents/words';
import { throughOffice } from '../../../tests/office';
import { builtinTemplate, checkTemplate, fillTemplate } from './index';

const home = mkdtempSync(join(tmpdir(), 'papers-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const SIZES: readonly SampleSize[] = ['short', 'long'];
const CASES = DOCUMENT_TYPES.flatMap((kind) => SIZES.map((size) => ({ kind, size })));

/** The text a reader sees, paragraphs apart. */
function textOf(docx: Uint8Array): string {
  const { files } = new PizZip(docx);
  return Object.values(files)
    .filter(({ name }) => /^word\/(document|header\d+|footer\d+)\.xml$/.test(name))
    .map((file) =>
      file
        .asText()
        .replaceAll('</w:p>', '\n')
        .replaceAll(/<[^>]*>/g, ''),
    )
    .join('\n');
}

describe('the templates that come with the desk', () => {
  test.each(DOCUMENT_TYPES)('%s uses only names it has', async (kind) => {
    const checked = await checkTemplate(kind, await builtinTemplate(kind));
    expect(checked).toMatchObject({ ok: true });
    expect(checked.ok && checked.value.placeholders.length).toBeGreaterThan(3);
  });

  test.each(CASES)('$kind, $size: every datum is in the filled paper', async ({ kind, size }) => {
    const template = await builtinTemplate(kind);
    const data = sampleData(kind, size);
    const filled = await fillTemplate(kind, template, data);
    if (!filled.ok) throw new Error(JSON.stringify(filled.error));
    const text = textOf(filled.value);
    const checked = await checkTemplate(kind, template);
    const unused = checked.ok ? checked.value.unused : [];
    for (const said of spoken(paperWords(kind, data), unused)) {
      expect(text.replaceAll('\n', '')).toContain(said.replaceAll('\n', ''));
    }
    expect(text).not.toMatch(/[{}]|undefined|object Object/);
  });

  test.each(DOCUMENT_TYPES)('%s leaves out nothing that a paper must have', async (kind) => {
    const checked = await checkTemplate(kind, await builtinTemplate(kind));
    const required = Object.values(paperFields(kind)).filter((field) => !canBeAbsent(field));
    const unused = checked.ok ? checked.value.unused : [];
    expect(required.map(({ name }) => name).filter((name) => unused.includes(name))).toEqual([]);
  });

  test('call each datum by a name of its own', () => {
    for (const kind of DOCUMENT_TYPES) {
      const names = Object.values(paperFields(kind)).map(({ name }) => name);
      expect(new Set(names).size, kind).toBe(names.length);
    }
  });
});

describe('another program', () => {
  // One of each layout: letter, opinion, form, table over pages, three copies.
  test.each(['TransferLetter', 'HandlingOpinion', 'VisitForm', 'DossierIndex', 'SupervisionCard'] as const)(
    'reads a filled %s',
    async (kind) => {
      const filled = await fillTemplate(kind, await builtinTemplate(kind), sampleData(kind, 'long'));
      if (!filled.ok) throw new Error(filled.error.message);
      const file = join(home, `${kind}.docx`);
      writeFileSync(file, filled.value);
      const read = (await throughOffice(file, 'txt:Text (encoded):UTF8'))?.toString('utf8');
      const { title, caseNo } = sampleData(kind, 'long');
      for (const said of [title, caseNo]) expect(read ?? said).toContain(said);
    },
    180_000,
  );
});

test('a template saved by another program is still one', async () => {
  const file = join(home, 'template.docx');
  const ours = await builtinTemplate('TransferLetter');
  writeFileSync(file, ours);
  const theirs = (await throughOffice(file, 'docx:MS Word 2007 XML')) ?? ours;
  expect(await checkTemplate('TransferLetter', theirs)).toEqual(await checkTemplate('TransferLetter', ours));
}, 180_000);

/** Every text of the data that the template asks for. */
function spoken(words: Words, unused: readonly string[]): string[] {
  return Object.entries(words)
    .filter(([name]) => !unused.includes(name) && !['序号', '汉字序号'].includes(name))
    .flatMap(([, word]) => texts(word));
}

function texts(word: Word): string[] {
  if (typeof word === 'boolean') return [];
  return typeof word === 'string' ? [word] : word.flatMap((entry) => spoken(entry, []));
}
