import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import PizZip from 'pizzip';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleData } from '#shared/domain/documents/samples';
import { builtinTemplate, checkTemplate, fillTemplate } from './index';

const KIND = 'AcknowledgementNotice';
let template: Uint8Array;
beforeAll(async () => {
  template = await builtinTemplate(KIND);
});

/** Our template, changed as somebody might change it. */
function changed(change: (zip: PizZip) => void): Uint8Array {
  const zip = new PizZip(template);
  change(zip);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

const rewritten = (part: string, rewrite: (xml: string) => string): Uint8Array =>
  changed((zip) => zip.file(part, rewrite(zip.file(part)?.asText() ?? '')));

/** The template with a paragraph of this text before everything. */
const saying = (text: string): Uint8Array =>
  rewritten('word/document.xml', (xml) => xml.replace('<w:body>', `<w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p>`));

async function refusalOf(bytes: Uint8Array) {
  const [checked, filled] = await Promise.all([
    checkTemplate(KIND, bytes),
    fillTemplate(KIND, bytes, sampleData(KIND, 'short')),
  ]);
  expect(filled.ok).toBe(false);
  if (checked.ok) throw new Error('not refused');
  return checked.error;
}

describe('faults of a template, in words', () => {
  test.each([
    ['{{信访人', '“{{信访人”后面缺少“}}”', '信访人'],
    ['信访人}}', '“信访人”前面缺少“{{”', '信访人'],
    ['{{#事项}}{{标题}}', '“{{#事项}}”没有对应的“{{/事项}}”', '事项'],
    ['{{标题}}{{/事项}}', '“{{/事项}}”前面没有对应的“{{#事项}}”', '事项'],
    ['{{#事项}}{{标题}}{{/附件}}', '“{{/附件}}”前面没有对应的“{{#附件}}”', '附件'],
    ['{{信访人姓名}}', '没有叫“{{信访人姓名}}”的占位符，是不是“{{信访人}}”？', '信访人姓名'],
    ['{{完全不同}}', '没有叫“{{完全不同}}”的占位符，请对照可用的名称', '完全不同'],
    ['{{标题}}', '没有叫“{{标题}}”的占位符', '标题'],
    ['{{事项}}', '“事项”有多项', '事项'],
    ['{{@信访人}}', '的写法不支持', '信访人'],
    ['{{constructor}}', '没有叫“{{constructor}}”的占位符', 'constructor'],
    ['｛｛信访人｝｝', '用了全角的花括号', '信访人'],
    ['{信访人}', '花括号个数不对', '信访人'],
  ])('%s', async (text, sentence, field) => {
    const { code, issues } = await refusalOf(saying(text));
    expect(code).toBe('template.faults');
    const fault = issues?.find(({ message }) => message.includes(sentence));
    expect(fault, JSON.stringify(issues)).toBeDefined();
    expect(fault?.field).toContain(field);
  });

  test('every fault is told at once', async () => {
    const { message, issues } = await refusalOf(saying('{{甲乙丙}}{{丁戊己}}｛｛信访人｝｝'));
    expect(issues).toHaveLength(3);
    expect(message).toContain('共 3 处问题');
  });

  test('a repeated part half in a table and half outside', async () => {
    const table =
      '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{#事项}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>{{/事项}}</w:t></w:r></w:p>';
    const bytes = rewritten('word/document.xml', (xml) => xml.replace('<w:body>', `<w:body>${table}`));
    expect((await refusalOf(bytes)).issues?.[0]?.message).toContain('不在同一处');
  });

  test('a name of a foot is told to be there', async () => {
    const part = 'word/footer1.xml';
    const bytes = rewritten(part, (xml) =>
      xml.replace('</w:ftr>', '<w:p><w:r><w:t>{{信访人</w:t></w:r></w:p></w:ftr>'),
    );
    expect((await refusalOf(bytes)).issues?.[0]?.message).toMatch(/^页脚中，/);
  });
});

describe('files that are no template', () => {
  const relation = (attributes: string) => () =>
    rewritten('word/_rels/document.xml.rels', (xml) =>
      xml.replace('</Relationships>', `<Relationship Id="x1" ${attributes}/></Relationships>`),
    );
  const type = (name: string) => `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}"`;
  const CASES: readonly (readonly [string, () => Uint8Array, string, string])[] = [
    ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), 'template.notDocx', '.docx'],
    ['nothing', () => new Uint8Array(), 'template.notDocx', '.docx'],
    [
      'an old or locked document',
      () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      'template.notDocx',
      '密码',
    ],
    ['half a file', () => template.slice(0, template.length / 2), 'template.damaged', '损坏'],
    [
      'an archive of something else',
      () => new PizZip().file('a.txt', 'a').generate({ type: 'uint8array' }),
      'template.notDocx',
      '.docx',
    ],
    ['an enormous file', () => new Uint8Array(11 * 1024 * 1024).fill(0x50), 'template.tooLarge', '10 MB'],
    [
      'a bomb',
      () => changed((zip) => zip.file('word/big.xml', '0'.repeat(60 * 1024 * 1024))),
      'template.bomb',
      '大得不正常',
    ],
    ['a bomb that lies', lyingBomb, 'template.bomb', '大得不正常'],
    [
      'a thousand parts',
      () =>
        changed((zip) => {
          for (let i = 0; i < 600; i += 1) zip.file(`word/p${i}.xml`, '<a/>');
        }),
      'template.bomb',
      '大得不正常',
    ],
    ['macros', () => changed((zip) => zip.file('word/vbaProject.bin', 'x')), 'template.macros', '宏'],
    [
      'a .docm',
      () =>
        rewritten('[Content_Types].xml', (xml) =>
          xml.replace(
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
            'application/vnd.ms-word.document.macroEnabled.main+xml',
          ),
        ),
      'template.macros',
      '宏',
    ],
    [
      'a .dotx',
      () =>
        rewritten('[Content_Types].xml', (xml) =>
          xml.replace('wordprocessingml.document.main+xml', 'wordprocessingml.template.main+xml'),
        ),
      'template.notDocx',
      '.dotx',
    ],
    [
      'an outside picture',
      relation(`${type('image')} Target="http://example.com/a.png" TargetMode="External"`),
      'template.outside',
      '图片',
    ],
    [
      'an outside picture in disguise',
      relation(`${type('image')} Target="http://example.com/a.png" TargetMode="&#69;xternal"`),
      'template.damaged',
      '规范',
    ],
    [
      'an outside template',
      relation(`${type('attachedTemplate')} Target="file:///a.dotm" TargetMode="External"`),
      'template.outside',
      '另一个模板',
    ],
    ['another document inside', relation(`${type('aFChunk')} Target="a.html"`), 'template.embedded', '嵌入'],
    [
      'an object inside',
      () => changed((zip) => zip.file('word/embeddings/oleObject1.bin', 'x')),
      'template.embedded',
      '嵌入',
    ],
    [
      'a field that fetches',
      () =>
        rewritten('word/document.xml', (xml) =>
          xml.replace(
            '<w:body>',
            '<w:body><w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "http://a"</w:instrText></w:r></w:p>',
          ),
        ),
      'template.fields',
      '域',
    ],
    [
      'entities',
      () => rewritten('word/document.xml', (xml) => xml.replace(/^<\?xml[^>]*>/, '<!DOCTYPE a [<!ENTITY b "c">]>')),
      'template.damaged',
      '规范',
    ],
    ['torn XML', () => rewritten('word/document.xml', (xml) => xml.slice(0, -200)), 'template.faults', '损坏'],
  ];
  test.each(CASES)('%s', async (_what, make, code, sentence) => {
    const refusal = await refusalOf(make());
    expect(refusal).toMatchObject({ code });
    expect(refusal.message).toContain(sentence);
  });

  test('a link that waits for a click may stay', async () => {
    const link = relation(`${type('hyperlink')} Target="http://example.com/" TargetMode="External"`)();
    expect(await checkTemplate(KIND, link)).toMatchObject({ ok: true });
  });

  test('any damage is told, never thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 }), async (bytes) => {
        const damaged = template.slice();
        for (const [at, byte] of bytes) damaged[at % damaged.length] = byte;
        const checked = await checkTemplate(KIND, damaged);
        if (!checked.ok) expect(checked.error.message).toMatch(/[\u4e00-\u9fff]/);
      }),
      { numRuns: 60 },
    );
  });

  /** States of itself that it is small. */
  function lyingBomb(): Uint8Array {
    const name = 'word/document.xml';
    const packed = deflateRawSync(Buffer.alloc(60 * 1024 * 1024));
    const bytes = Buffer.from(changed((zip) => zip.file(name, packed, { binary: true, compression: 'STORE' })));
    // Stored as it is, but marked as deflated and of three bytes: both in the entry and in the directory.
    for (const [signature, method, size, nameAt] of [
      ['PK\x03\x04', 8, 22, 30],
      ['PK\x01\x02', 10, 24, 46],
    ] as const) {
      for (let at = bytes.indexOf(signature, 0, 'latin1'); at >= 0; at = bytes.indexOf(signature, at + 4, 'latin1')) {
        if (bytes.toString('latin1', at + nameAt, at + nameAt + name.length) !== name) continue;
        bytes.writeUInt16LE(8, at + method);
        bytes.writeUInt32LE(3, at + size);
      }
    }
    return bytes;
  }
});

const ENTITIES: { readonly [entity: string]: string } = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const plain = (xml: string): string =>
  xml.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|apos|amp);/g, (all, entity: string) => ENTITIES[entity] ?? all);

describe('what a clerk types', () => {
  const filledWith = async (petitioner: string, procedure: string) => {
    const data = { ...sampleData(KIND, 'short'), petitioner, procedure };
    const filled = await fillTemplate(KIND, template, data);
    if (!filled.ok) throw new Error(filled.error.message);
    return new PizZip(filled.value).file('word/document.xml')?.asText() ?? '';
  };

  test('is text, whatever it looks like', async () => {
    const xml = await filledWith('{{信访事项}}<w:p/>&amp;', '正常');
    expect(xml).toContain('{{信访事项}}&lt;w:p/&gt;&amp;amp;');
  });

  test('of several paragraphs becomes paragraphs of the same form', async () => {
    const xml = await filledWith('李桂兰', '第一段\r\n第二段\n第三段');
    const paragraphs = xml.split('<w:p>').filter((p) => /第[一二三]段/.test(p));
    expect(paragraphs).toHaveLength(3);
    const forms = paragraphs.map((p) => /<w:pPr>.*?<\/w:pPr>/.exec(p)?.[0]);
    expect(new Set(forms).size).toBe(1);
    expect(forms[0]).toContain('w:firstLine');
  });

  test('comes out as it went in, whatever it is', async () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((s) => /\S/.test(s));
    await fc.assert(
      fc.asyncProperty(typed, fc.array(typed, { minLength: 1, maxLength: 4 }), async (name, paragraphs) => {
        const xml = await filledWith(name, paragraphs.join('\n'));
        const text = plain(xml);
        for (const said of [name, ...paragraphs]) expect(text).toContain(said);
      }),
      { numRuns: 40 },
    );
  });

  test('letters that XML cannot hold are left out', async () => {
    expect(await filledWith('李\u0001桂\u000b兰', '正常')).toContain('李桂兰');
  });
});
