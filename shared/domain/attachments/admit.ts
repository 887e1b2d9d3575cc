import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Ends, type Sniffed, sniff } from './sniff';
import { ATTACHMENT_LIMITS, dangerOfName, extensionOf, FILE_TYPES, type FileType } from './types';

export interface Admitted {
  readonly name: string;
  readonly type: FileType;
}

const ALLOWED_WORDS = '可添加图片、PDF、OFD、Word、Excel、WPS、文本以及录音录像文件。';
const WORDS: { readonly [kind in Exclude<Sniffed['kind'], 'type'>]: readonly [code: string, sentence: string] } = {
  executable: ['attachment.executable', '是程序或脚本一类可执行的文件，为安全起见不能作为附件添加。'],
  web: ['attachment.web', '的内容是网页代码，为安全起见不能作为附件添加；可将其打印或另存为 PDF 后添加。'],
  macro: ['attachment.macro', '带有宏，为安全起见不能作为附件添加；请另存为不带宏的文档后添加。'],
  archive: ['attachment.archive', '是压缩包，请先解压，再把其中的文件逐个添加。'],
  heic: [
    'attachment.heic',
    '是 HEIC 格式的照片，本程序不能显示；请在手机上选择“兼容性最佳”格式，或转换为 JPG 后添加。',
  ],
  unknown: ['attachment.unknownType', `不是可识别的文件格式，或者已经损坏。${ALLOWED_WORDS}`],
};

const about = (name: string, [code, sentence]: readonly [string, string]) => refuse(code, `“${name}”${sentence}`);

/** Whether a file of this name and size may come in at all, before a byte of it is copied. */
export function admitName(given: string, bytes: number): Result<string, Refusal> {
  const name = cleanName(given);
  const danger = dangerOfName(name);
  if (danger !== undefined) return about(name, WORDS[danger]);
  if (bytes === 0) return about(name, ['attachment.empty', '是空文件，没有内容可添加。']);
  if (bytes > ATTACHMENT_LIMITS.bytes) {
    const limit = ATTACHMENT_LIMITS.bytes / 1024 / 1024;
    return about(name, ['attachment.tooLarge', `超过 ${limit} MB，不能添加；请压缩图片、降低清晰度或拆分后再添加。`]);
  }
  return ok(name);
}

/**
 * The type of a file as its content says. An extension of a sister format is put right; one that says something else altogether is a
 * disguise, and the file is refused.
 */
export function admit(given: string, bytes: number, ends: Ends): Result<Admitted, Refusal> {
  const named = admitName(given, bytes);
  if (!named.ok) return named;
  const name = named.value;
  const found = sniff(ends, name);
  if (found.kind !== 'type') return about(name, WORDS[found.kind]);
  const { extensions, family, label } = FILE_TYPES[found.type];
  const extension = extensionOf(name);
  if ((extensions as readonly string[]).includes(extension)) return ok({ name, type: found.type });
  const claimed = familyOf(extension);
  if (claimed !== undefined && claimed !== family) {
    return about(name, [
      'attachment.disguised',
      `的内容其实是${label}，与扩展名“.${extension}”不符，不能添加；请核对来源，改正扩展名后再添加。`,
    ]);
  }
  const stem = claimed === undefined ? name : name.slice(0, -extension.length - 1);
  return ok({ name: `${stem}.${extensions[0]}`, type: found.type });
}

const familyOf = (extension: string): string | undefined =>
  Object.values(FILE_TYPES).find(({ extensions }) => (extensions as readonly string[]).includes(extension))?.family;

/** Separators, what no file system keeps, and marks that turn the writing direction to hide an extension. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/gu;

/** A name that any file system keeps and that says what it says. */
export function cleanName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const name = last
    .replace(UNFIT, '')
    .replace(/[. ]+$/, '')
    .trim();
  if (name === '') return '未命名';
  if (name.length <= ATTACHMENT_LIMITS.name) return name;
  const extension = extensionOf(name);
  const tail = extension === '' || extension.length > 8 ? '' : `.${extension}`;
  const stem = name.slice(0, ATTACHMENT_LIMITS.name - tail.length).replace(/[\ud800-\udbff]$/, '');
  return `${stem}${tail}`;
}
