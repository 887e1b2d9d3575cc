import Docxtemplater from 'docxtemplater';
import InspectModule from 'docxtemplater/js/inspect-module.js';
import type PizZip from 'pizzip';
import type { PaperData } from '#shared/domain/documents/data';
import type { DocumentType } from '#shared/domain/documents/kinds';
import { paperWords, type Word, type Words } from '#shared/domain/documents/words';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { sampleData } from '#shared/domain/documents/samples';
import { isBalanced } from './balanced';
import { type Fault, faultsOf } from './faults';
import type { TemplateUse } from './index';
import { type Tag, unknownNames, unusedNames, usedNames } from './names';
import { openTemplate, pack, type Parts } from './open-template';
import { markParagraphs, splitParagraphs } from './paragraphs';
import { typingFaults } from './typing';

/** See `fillTemplate` of the room's index. */
export function fillTemplate<K extends DocumentType>(
  kind: K,
  template: Uint8Array,
  data: PaperData<K>,
): Result<Uint8Array, Refusal> {
  const read = readTemplate(kind, template);
  return read.ok ? render(read.value, paperWords(kind, data)) : read;
}

/** See `checkTemplate` of the room's index. Some faults show only when it is filled, so it is filled once. */
export function checkTemplate(kind: DocumentType, template: Uint8Array): Result<TemplateUse, Refusal> {
  const read = readTemplate(kind, template);
  if (!read.ok) return read;
  const tried = render(read.value, paperWords(kind, sampleData(kind, 'long')));
  if (!tried.ok) return tried;
  const placeholders = usedNames(read.value.tags);
  return ok({ placeholders, unused: unusedNames(kind, placeholders) });
}

const TORN: Fault = {
  field: '模板',
  message:
    '有一处“{{#……}}”和“{{/……}}”不在同一处：一个在表格里，另一个在表格外。请放在同一个单元格、同一行或者都在正文中。',
};

function render({ paper }: ReadTemplate, words: Words): Result<Uint8Array, Refusal> {
  try {
    paper.render(marked(words));
    const zip = paper.getZip();
    for (const name of Object.keys(zip.files).filter((n) => /^word\/[^/]+\.xml$/.test(n))) {
      const xml = splitParagraphs(zip.file(name)?.asText() ?? '');
      if (!isBalanced(xml)) return refused([TORN]);
      zip.file(name, xml);
    }
    return ok(zip.generate({ type: 'uint8array', compression: 'DEFLATE' }));
  } catch (error) {
    return refused(faultsOf(error));
  }
}

interface ReadTemplate {
  readonly paper: Docxtemplater<PizZip>;
  readonly tags: readonly Tag[];
}

function readTemplate(kind: DocumentType, template: Uint8Array): Result<ReadTemplate, Refusal> {
  const parts = openTemplate(template);
  if (!parts.ok) return parts;
  const mistyped = typingFaults(kind, parts.value);
  const compiled = compile(parts.value);
  if (!compiled.ok) return refused([...mistyped, ...compiled.error]);
  const faults = [...mistyped, ...unknownNames(kind, compiled.value.tags)];
  return faults.length > 0 ? refused(faults) : compiled;
}

function compile(parts: Parts): Result<ReadTemplate, readonly Fault[]> {
  const inspect = new InspectModule();
  try {
    const paper = new Docxtemplater(pack(parts), {
      delimiters: { start: '{{', end: '}}' },
      paragraphLoop: true,
      stripInvalidXMLChars: true,
      errorLogging: false,
      syntax: { changeDelimiterPrefix: null },
      modules: [inspect],
      nullGetter: () => '',
      parser: (tag) => ({ get: (scope: unknown) => lookUp(scope, nameOf(tag)) }),
    });
    return ok({ paper, tags: tagsOf(inspect.getAllStructuredTags()) });
  } catch (error) {
    return { ok: false, error: faultsOf(error) };
  }
}

/** Only the data's own names: never what every object inherits. */
const lookUp = (scope: unknown, name: string): unknown =>
  typeof scope === 'object' && scope !== null && Object.hasOwn(scope, name) ? (scope as Words)[name] : undefined;

const nameOf = (tag: string): string => tag.trim();

interface LibraryTag {
  readonly type: string;
  readonly value: string;
  readonly module?: string;
  readonly subparsed?: readonly LibraryTag[];
}

function tagsOf(parts: readonly LibraryTag[]): Tag[] {
  return parts
    .filter(({ type }) => type === 'placeholder')
    .map(({ value, module, subparsed }) => ({
      name: nameOf(value),
      sort: sortOf(module),
      inside: tagsOf(subparsed ?? []),
    }));
}

function sortOf(module: string | undefined): Tag['sort'] {
  if (module === undefined) return 'plain';
  return module === 'loop' ? 'loop' : 'other';
}

/** One refusal with every fault; its sentence is the first fault and how many more there are. */
function refused(faults: readonly Fault[]): { readonly ok: false; readonly error: Refusal } {
  const [first] = faults;
  const more = faults.length > 1 ? `（共 ${faults.length} 处问题）` : '';
  return refuse('template.faults', `模板不能使用：${first?.message ?? ''}${more}`, { issues: [...faults] });
}

const marked = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([name, word]) => [name, markedWord(word)]));

function markedWord(word: Word): Word {
  if (typeof word === 'string') return markParagraphs(word);
  return typeof word === 'boolean' ? word : word.map(marked);
}
