/** What a file is by its content; the extension only chooses between forms that look alike from inside. */
export const FILE_TYPES = {
  'image/jpeg': { label: 'JPG 图片', extensions: ['jpg', 'jpeg', 'jpe'], family: 'image', view: 'image' },
  'image/png': { label: 'PNG 图片', extensions: ['png'], family: 'image', view: 'image' },
  'image/gif': { label: 'GIF 图片', extensions: ['gif'], family: 'image', view: 'image' },
  'image/webp': { label: 'WebP 图片', extensions: ['webp'], family: 'image', view: 'image' },
  'image/bmp': { label: 'BMP 图片', extensions: ['bmp', 'dib'], family: 'image', view: 'image' },
  'image/tiff': { label: 'TIF 图片', extensions: ['tif', 'tiff'], family: 'image', view: 'none' },
  'application/pdf': { label: 'PDF 文档', extensions: ['pdf'], family: 'pdf', view: 'pdf' },
  'application/ofd': { label: 'OFD 版式文档', extensions: ['ofd'], family: 'office', view: 'none' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    label: 'Word 文档',
    extensions: ['docx'],
    family: 'office',
    view: 'none',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    label: 'Excel 表格',
    extensions: ['xlsx'],
    family: 'office',
    view: 'none',
  },
  'application/msword': { label: 'Word 文档', extensions: ['doc'], family: 'office', view: 'none' },
  'application/vnd.ms-excel': { label: 'Excel 表格', extensions: ['xls'], family: 'office', view: 'none' },
  'application/wps-office.wps': { label: 'WPS 文字', extensions: ['wps'], family: 'office', view: 'none' },
  'application/wps-office.et': { label: 'WPS 表格', extensions: ['et'], family: 'office', view: 'none' },
  'text/plain': { label: '文本文件', extensions: ['txt'], family: 'text', view: 'none' },
  'audio/mpeg': { label: '录音', extensions: ['mp3'], family: 'media', view: 'none' },
  'audio/mp4': { label: '录音', extensions: ['m4a'], family: 'media', view: 'none' },
  'audio/wav': { label: '录音', extensions: ['wav'], family: 'media', view: 'none' },
  'audio/amr': { label: '录音', extensions: ['amr'], family: 'media', view: 'none' },
  'video/mp4': { label: '视频', extensions: ['mp4', 'm4v', 'mov', '3gp'], family: 'media', view: 'none' },
} as const satisfies {
  readonly [mime: string]: {
    readonly label: string;
    readonly extensions: readonly [string, ...string[]];
    readonly family: 'image' | 'pdf' | 'office' | 'text' | 'media';
    /** How it is shown inside the program; anything else is saved and opened elsewhere. */
    readonly view: 'image' | 'pdf' | 'none';
  };
};

export type FileType = keyof typeof FILE_TYPES;

interface TypeFacts {
  readonly label: string;
  readonly view: 'image' | 'pdf' | 'none';
}
const SOME_FILE: TypeFacts = { label: '文件', view: 'none' };

/** What is known of a type written down by this build or a newer one. */
export const factsOfType = (type: string): TypeFacts =>
  (FILE_TYPES as { readonly [type: string]: TypeFacts })[type] ?? SOME_FILE;

/** What a picker offers. */
export const ALLOWED_EXTENSIONS: readonly string[] = Object.values(FILE_TYPES).flatMap(({ extensions }) => [
  ...extensions,
]);

/** The one place for how much may be attached. */
export const ATTACHMENT_LIMITS = {
  /** Bytes of one file. */
  bytes: 50 * 1024 * 1024,
  /** Files on one record. */
  files: 200,
  /** Characters of a name. */
  name: 120,
} as const;

/** Opened by mistake, these do something: never taken in, whatever they hold. */
const EXECUTABLE_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'exe com scr pif bat cmd ps1 psm1 vb vbs vbe js jse mjs cjs wsf wsh ws hta msi msp mst msc jar lnk reg inf scf url ' +
    'cpl dll sys drv ocx chm hlp app sh run bin deb rpm apk ipa iso img vhd docm dotm xlsm xltm xlam pptm ppam gadget ade adp'
  ).split(' '),
);
const WEB_EXTENSIONS: ReadonlySet<string> = new Set('html htm xhtml shtml mht mhtml svg svgz xml xsl'.split(' '));

export type Danger = 'executable' | 'web';

export const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What the name alone forbids. */
export function dangerOfName(name: string): Danger | undefined {
  const extension = extensionOf(name);
  if (EXECUTABLE_EXTENSIONS.has(extension)) return 'executable';
  return WEB_EXTENSIONS.has(extension) ? 'web' : undefined;
}
