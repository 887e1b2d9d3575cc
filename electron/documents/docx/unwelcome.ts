import { type Refusal, refuse } from '#shared/kernel/refusal';
import type { Parts } from './open-template';

type Refused = { readonly ok: false; readonly error: Refusal };

const CONTENT_TYPES = '[Content_Types].xml';
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

const NOT_DOCX = '这不是 Word 文档。请选择扩展名为 .docx 的文件。';
const MACROS = '模板中带有宏，不能使用。请在 WPS 或 Word 中另存为“Word 文档（.docx）”后再放回。';
const DOTX = '这是 .dotx 或者其他格式的文件。请在 WPS 或 Word 中另存为“Word 文档（.docx）”后再放回。';
const STRICT = '这个文档存成了“严格的 Open XML”格式。请另存为普通的“Word 文档（.docx）”后再放回。';
const EMBEDDED = '模板中嵌入了其他文件或者控件，不能使用。请删去嵌入的对象（表格、图表可以改为图片）后再放回。';
const FIELDS = '模板中有会读取外部内容的域（如 INCLUDEPICTURE、DDE、LINK）。请删去后再放回。';
const DAMAGED = '这个文件的内容不合规范，可能已经损坏。请重新从 WPS 或 Word 另存一份 .docx。';

/** What a template must not bring along: code, other files, and anything that would be fetched from outside. */
export function unwelcome(parts: Parts): Refused | undefined {
  const types = textOf(parts, CONTENT_TYPES);
  if (types === undefined || !parts.has('word/document.xml')) return refuse('template.notDocx', NOT_DOCX);
  const names = [...parts.keys()];
  if (/macroEnabled/i.test(types) || names.some((n) => /vbaProject|vbaData/i.test(n))) {
    return refuse('template.macros', MACROS);
  }
  if (!types.includes(DOCUMENT)) return refuse('template.notDocx', DOTX);
  if (names.some((n) => /(^|\/)(embeddings|activeX|afchunk)/i.test(n))) return refuse('template.embedded', EMBEDDED);
  for (const name of names) {
    const refused = /\.(xml|rels)$/i.test(name) ? inXml(name, textOf(parts, name) ?? '') : undefined;
    if (refused !== undefined) return refused;
  }
  return undefined;
}

const textOf = (parts: Parts, name: string): string | undefined => {
  const bytes = parts.get(name);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
};

function inXml(name: string, xml: string): Refused | undefined {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return refuse('template.damaged', DAMAGED);
  if (name.endsWith('.rels')) return inRelations(xml);
  if (xml.includes('purl.oclc.org/ooxml')) return refuse('template.strict', STRICT);
  if (/<\w+:(altChunk|OLEObject|control)\b/.test(xml)) return refuse('template.embedded', EMBEDDED);
  const instructions = [...xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map((m) => m[1]).join('');
  const simple = [...xml.matchAll(/w:instr="([^"]*)"/g)].map((m) => m[1]).join(' ');
  const FETCHING = /\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|LINK|IMPORT)\b/i;
  return FETCHING.test(`${instructions} ${simple}`) ? refuse('template.fields', FIELDS) : undefined;
}

/** A hyperlink waits for a click and is drawn as plain text; everything else outside would be fetched. */
const HARMLESS = 'hyperlink';
const LINKS: { readonly [type: string]: string } = {
  image: '图片',
  attachedTemplate: '另一个模板',
  frame: '框架网页',
  oleObject: '嵌入的对象',
  subDocument: '子文档',
};

function inRelations(xml: string): Refused | undefined {
  // An escape could spell a word so that it is not recognised; no office program writes one here.
  if (/&#/.test(xml)) return refuse('template.damaged', DAMAGED);
  for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/g)) {
    const type = (/\bType\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '').split('/').at(-1) ?? '';
    if (/aFChunk|oleObject|control|package/i.test(type) && !/core|metadata|extended/i.test(type)) {
      return refuse('template.embedded', EMBEDDED);
    }
    const outside = /\bTargetMode\s*=\s*["']External["']/i.test(attributes);
    if (outside && type !== HARMLESS) {
      const what = LINKS[type] ?? '外部内容';
      return refuse(
        'template.outside',
        `模板中的${what}链接在文档之外，打开时会到别处读取，不能使用。请删去链接，改为插入到文档中。`,
      );
    }
  }
  return undefined;
}
