import { z } from 'zod';

/** One fault of a template: the placeholder it is about, and a sentence for the person who edits it in WPS. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

const Text = z.string().catch('');
const Properties = z.object({
  id: Text,
  xtag: Text,
  file: Text,
  openingtag: Text,
  closingtag: Text,
  errors: z.array(z.unknown()).catch([]),
  pair: z.object({ left: Text }).catch({ left: '' }),
});
type Properties = z.infer<typeof Properties>;
const LibraryError = z.object({ properties: Properties });

const SENTENCES: { readonly [id: string]: (p: Properties) => string } = {
  unopened_tag: ({ xtag }) => `“${xtag}”前面缺少“{{”。`,
  unclosed_tag: ({ xtag }) => `“{{${bare(xtag)}”后面缺少“}}”。`,
  duplicate_open_tag: ({ xtag }) => `“${xtag}”处“{{”多写了，或者上一个占位符没有写“}}”。`,
  duplicate_close_tag: ({ xtag }) => `“${xtag}”处“}}”多写了。`,
  unclosed_loop: ({ xtag }) => `“{{#${xtag}}}”没有对应的“{{/${xtag}}}”。`,
  unopened_loop: ({ xtag }) => `“{{/${xtag}}}”前面没有对应的“{{#${xtag}}}”。`,
  closing_tag_does_not_match_opening_tag: (p) =>
    `“{{#${p.openingtag}}}”应当用“{{/${p.openingtag}}}”结束，现在写的是“{{/${p.closingtag}}}”。`,
  unbalanced_loop_tags: ({ pair }) => `“{{#${pair.left}}}”和相邻的重复段交叉了，请让一段完整地在另一段之内或者之外。`,
  loop_position_invalid: ({ xtag }) =>
    `“{{#${xtag}}}”和“{{/${xtag}}}”不在同一处：一个在表格里，另一个在表格外。请放在同一个单元格、同一行或者都在正文中。`,
  file_has_invalid_xml: () => '文件的内容已经损坏，请重新从 WPS 或 Word 另存一份 .docx。',
  malformed_xml: () => '文件的内容已经损坏，请重新从 WPS 或 Word 另存一份 .docx。',
};

const bare = (tag: string): string => tag.replace(/^[{#/^]+/, '');

/** What the library says, in words; every single error where it reports several. */
export function faultsOf(error: unknown): Fault[] {
  const parsed = LibraryError.safeParse(error);
  if (!parsed.success) return [{ field: '模板', message: '模板读不懂，请对照说明检查占位符的写法。' }];
  const { properties } = parsed.data;
  if (properties.errors.length > 0) return unique(properties.errors.flatMap(faultsOf));
  const tag = bare(properties.xtag || properties.openingtag || properties.pair.left);
  const said = SENTENCES[properties.id]?.(properties) ?? `“{{${tag}}}”的写法不对，请对照说明检查。`;
  return [{ field: tag || '模板', message: placeOf(properties.file) + said }];
}

function placeOf(file: string): string {
  if (file.includes('header')) return '页眉中，';
  if (file.includes('footer')) return '页脚中，';
  return '';
}

/** The library reports some faults twice, from either end. */
const unique = (faults: readonly Fault[]): Fault[] =>
  faults.filter(({ message }, at) => faults.findIndex((other) => other.message === message) === at);
