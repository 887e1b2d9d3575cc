import { z } from 'zod';
import { FileHandle } from '#shared/kernel/ids';
import { OpenAsk, PageSetup, PictureSize, PrintOutcome, SaveAsk, type Shell } from './shell-port';

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** How `Shell` crosses from the host process to the window program: the name of a call and its arguments. */
export const ShellCall = z.discriminatedUnion('op', [
  z.object({ op: z.literal('pickOpen'), args: z.tuple([OpenAsk]) }),
  z.object({ op: z.literal('pickOpenMany'), args: z.tuple([OpenAsk]) }),
  z.object({ op: z.literal('pickSave'), args: z.tuple([SaveAsk]) }),
  z.object({ op: z.literal('resolve'), args: z.tuple([FileHandle]) }),
  z.object({ op: z.literal('pdf'), args: z.tuple([z.string(), PageSetup]) }),
  z.object({ op: z.literal('png'), args: z.tuple([z.string(), PictureSize]) }),
  z.object({ op: z.literal('print'), args: z.tuple([z.string(), PageSetup]) }),
  z.object({ op: z.literal('docxPdf'), args: z.tuple([Bytes]) }),
  z.object({ op: z.literal('docxPng'), args: z.tuple([Bytes, z.number()]) }),
  z.object({ op: z.literal('docxPrint'), args: z.tuple([Bytes]) }),
  z.object({ op: z.literal('reveal'), args: z.tuple([FileHandle]) }),
  z.object({ op: z.literal('allowCamera'), args: z.tuple([]) }),
  z.object({ op: z.literal('lockText'), args: z.tuple([z.string()]) }),
  z.object({ op: z.literal('unlockText'), args: z.tuple([z.string()]) }),
  z.object({ op: z.literal('chooseFolder'), args: z.tuple([]) }),
  z.object({ op: z.literal('reopen'), args: z.tuple([]) }),
]);
export type ShellCall = z.infer<typeof ShellCall>;

/** Runs a call that came across on the real shell. */
export function callShell(shell: Shell, { op, args }: ShellCall): Promise<unknown> {
  switch (op) {
    case 'pickOpen':
      return shell.pickOpen(...args);
    case 'pickOpenMany':
      return shell.pickOpenMany(...args);
    case 'pickSave':
      return shell.pickSave(...args);
    case 'resolve':
      return shell.resolve(...args);
    case 'pdf':
      return shell.pdf(...args);
    case 'png':
      return shell.png(...args);
    case 'print':
      return shell.print(...args);
    case 'docxPdf':
      return shell.docxPdf(...args);
    case 'docxPng':
      return shell.docxPng(...args);
    case 'docxPrint':
      return shell.docxPrint(...args);
    case 'reveal':
      return shell.reveal(...args);
    case 'allowCamera':
      return shell.allowCamera();
    case 'lockText':
      return shell.lockText(...args);
    case 'unlockText':
      return shell.unlockText(...args);
    case 'chooseFolder':
      return shell.chooseFolder();
    case 'reopen':
      return shell.reopen();
  }
}

const Handle = FileHandle.optional();
const Handles = z.array(FileHandle);
const Path = z.string().optional();
const Text = z.string().optional();

/** The shell as the host process sees it: every call crosses to the window program. */
export const remoteShell = (cross: (call: ShellCall) => Promise<unknown>): Shell => ({
  available: true,
  pickOpen: async (ask) => Handle.parse(await cross({ op: 'pickOpen', args: [ask] })),
  pickOpenMany: async (ask) => Handles.parse(await cross({ op: 'pickOpenMany', args: [ask] })),
  pickSave: async (ask) => Handle.parse(await cross({ op: 'pickSave', args: [ask] })),
  resolve: async (file) => Path.parse(await cross({ op: 'resolve', args: [file] })),
  pdf: async (html, page) => Bytes.parse(await cross({ op: 'pdf', args: [html, page] })),
  png: async (html, size) => Bytes.parse(await cross({ op: 'png', args: [html, size] })),
  print: async (html, page) => PrintOutcome.parse(await cross({ op: 'print', args: [html, page] })),
  docxPdf: async (docx) => Bytes.parse(await cross({ op: 'docxPdf', args: [docx] })),
  docxPng: async (docx, pageNo) => Bytes.parse(await cross({ op: 'docxPng', args: [docx, pageNo] })),
  docxPrint: async (docx) => PrintOutcome.parse(await cross({ op: 'docxPrint', args: [docx] })),
  reveal: async (file) => void (await cross({ op: 'reveal', args: [file] })),
  allowCamera: async () => void (await cross({ op: 'allowCamera', args: [] })),
  lockText: async (text) => Text.parse(await cross({ op: 'lockText', args: [text] })),
  unlockText: async (locked) => Text.parse(await cross({ op: 'unlockText', args: [locked] })),
  chooseFolder: async () => Path.parse(await cross({ op: 'chooseFolder', args: [] })),
  reopen: async () => void (await cross({ op: 'reopen', args: [] })),
});
