import { z } from 'zod';
import { FileHandle } from '#shared/kernel/ids';

export const FileFilter = z.object({ name: z.string(), extensions: z.array(z.string()).readonly() });
export type FileFilter = z.infer<typeof FileFilter>;

/** Paper and margins of a rendered document, millimetres. */
export const PageSetup = z.object({
  size: z.enum(['A4', 'A3']),
  landscape: z.boolean().optional(),
  margin: z.object({ top: z.number(), right: z.number(), bottom: z.number(), left: z.number() }).readonly().optional(),
  /** Shown at the foot: 第 x 页 共 y 页. */
  pageNumbers: z.boolean().optional(),
});
export type PageSetup = Readonly<z.infer<typeof PageSetup>>;

export const OpenAsk = z.object({
  title: z.string(),
  filters: z.array(FileFilter).readonly(),
  folder: z.boolean().optional(),
});
export type OpenAsk = Readonly<z.infer<typeof OpenAsk>>;

export const SaveAsk = z.object({ title: z.string(), name: z.string(), filters: z.array(FileFilter).readonly() });
export type SaveAsk = Readonly<z.infer<typeof SaveAsk>>;

/** Width and height in CSS pixels. */
export const PictureSize = z.object({ width: z.number(), height: z.number() });
export type PictureSize = Readonly<z.infer<typeof PictureSize>>;

/** `failed`: no printer, or the printer refused. */
export const PrintOutcome = z.enum(['printed', 'cancelled', 'failed']);
export type PrintOutcome = z.infer<typeof PrintOutcome>;

/**
 * What only the window program can do. The rest of the desk runs in plain Node without it: there every call
 * answers `unavailable`, except that `resolve` knows the files named on the command line.
 */
export interface Shell {
  readonly available: boolean;
  pickOpen(ask: OpenAsk): Promise<FileHandle | undefined>;
  /** Several files at once; none when the person thinks better of it. */
  pickOpenMany(ask: OpenAsk): Promise<FileHandle[]>;
  pickSave(ask: SaveAsk): Promise<FileHandle | undefined>;
  /** The path behind a handle; undefined for a handle nobody handed out. */
  resolve(handle: FileHandle): Promise<string | undefined>;
  pdf(html: string, page: PageSetup): Promise<Uint8Array>;
  /** A picture of the page. */
  png(html: string, size: PictureSize): Promise<Uint8Array>;
  print(html: string, page: PageSetup): Promise<PrintOutcome>;
  /** A Word document as its pages: paper size, margins, heads and feet are its own. */
  docxPdf(docx: Uint8Array): Promise<Uint8Array>;
  /** A picture of one page; the first is 1, a number too large gives the last. */
  docxPng(docx: Uint8Array, pageNo: number): Promise<Uint8Array>;
  docxPrint(docx: Uint8Array): Promise<PrintOutcome>;
  /** Shows the file in the system's file manager. */
  reveal(handle: FileHandle): Promise<void>;
  /** The next request of our own page for the camera, without sound, is granted; the screen has just asked the person. */
  allowCamera(): Promise<void>;
  /** Locks a text to the user of this computer, where the system can do that. */
  lockText(text: string): Promise<string | undefined>;
  /** The text again; undefined on another computer or for another user. */
  unlockText(locked: string): Promise<string | undefined>;
  /** Lets the person pick another data folder and opens the desk again on it; undefined when they think better of it. */
  chooseFolder(): Promise<string | undefined>;
  /** Opens the same data folder again, as after a restore. */
  reopen(): Promise<void>;
}

const FILE_ON_THE_COMMAND_LINE = 'path:';

/** The shell of the command line: no window; a handle `path:/a/file` is the file the caller named. */
export const noShell: Shell = {
  available: false,
  pickOpen: () => unavailable(),
  pickOpenMany: () => unavailable(),
  pickSave: () => unavailable(),
  resolve: async (handle) =>
    handle.startsWith(FILE_ON_THE_COMMAND_LINE) ? handle.slice(FILE_ON_THE_COMMAND_LINE.length) : undefined,
  pdf: () => unavailable(),
  png: () => unavailable(),
  print: () => unavailable(),
  docxPdf: () => unavailable(),
  docxPng: () => unavailable(),
  docxPrint: () => unavailable(),
  reveal: () => unavailable(),
  allowCamera: () => unavailable(),
  lockText: async () => undefined,
  unlockText: async () => undefined,
  chooseFolder: () => unavailable(),
  reopen: () => unavailable(),
};

/** Carries its own sentence to the router, which makes it the answer. */
const unavailable = (): Promise<never> =>
  Promise.reject(
    Object.assign(new Error('no window'), {
      refusal: { code: 'shell.unavailable', message: '此操作需要在窗口程序中进行。' },
    }),
  );
