import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type BrowserWindow, dialog, type FileFilter, shell as system } from 'electron';
import type { FileHandle } from '#shared/kernel/ids';
import { prepareDataFolder } from './data-folder';
import { lockText, unlockText } from './locked-text';
import { docxToPdf, docxToPng, docxToPrinter } from './docx-paper';
import { toPdf, toPng, toPrinter } from './paper';
import type { Shell } from './shell-port';

export interface ShellDeps {
  readonly window: () => BrowserWindow | undefined;
  /** Where a picker starts when the person has not been anywhere yet. */
  readonly documents: string;
  readonly reopen: (folder?: string) => void;
  readonly allowCamera: () => void;
}

const NOT_WRITABLE = '当前用户不能在这个文件夹中写入文件。请另选一个文件夹，或请管理员开放写入权限。';

/** The real shell. A path never leaves it: the screens get a handle that means nothing elsewhere. */
export function createShell({ window, documents, reopen, allowCamera }: ShellDeps): Shell {
  const paths = new Map<string, string>();
  const handOut = (path: string): FileHandle => {
    const handle = randomUUID();
    paths.set(handle, path);
    return handle as FileHandle;
  };
  const filtersOf = (filters: readonly { name: string; extensions: readonly string[] }[]): FileFilter[] =>
    filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] }));
  const open = async (options: Electron.OpenDialogOptions): Promise<string[]> => {
    const parent = window();
    const picked = await (parent === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return picked.canceled ? [] : picked.filePaths;
  };

  return {
    available: true,
    pickOpen: async ({ title, filters, folder }) => {
      const properties = [folder === true ? ('openDirectory' as const) : ('openFile' as const)];
      const [picked] = await open({ title, filters: filtersOf(filters), properties });
      return picked === undefined ? undefined : handOut(picked);
    },
    pickOpenMany: async ({ title, filters }) =>
      (await open({ title, filters: filtersOf(filters), properties: ['openFile', 'multiSelections'] })).map(handOut),
    pickSave: async ({ title, name, filters }) => {
      const options = { title, filters: filtersOf(filters), defaultPath: join(documents, name) };
      const parent = window();
      const picked = await (parent === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      return picked.canceled || picked.filePath === '' ? undefined : handOut(picked.filePath);
    },
    resolve: async (handle) => paths.get(handle),
    pdf: toPdf,
    png: toPng,
    print: toPrinter,
    docxPdf: docxToPdf,
    docxPng: docxToPng,
    docxPrint: docxToPrinter,
    reveal: async (handle) => {
      const path = paths.get(handle);
      if (path !== undefined) system.showItemInFolder(path);
    },
    allowCamera: async () => allowCamera(),
    lockText: async (text) => lockText(text),
    unlockText: async (locked) => unlockText(locked),
    chooseFolder: async () => {
      const [picked] = await open({
        title: '选择数据文件夹',
        buttonLabel: '使用此文件夹',
        properties: ['openDirectory', 'createDirectory'],
      });
      if (picked === undefined) return undefined;
      const folder = prepareDataFolder(picked);
      if (folder === undefined) dialog.showErrorBox('不能使用这个文件夹', NOT_WRITABLE);
      else reopen(folder);
      return folder;
    },
    reopen: async () => reopen(),
  };
}
