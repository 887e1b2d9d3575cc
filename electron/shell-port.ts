import type { FileHandle } from '#shared/kernel/ids';

export interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}

/** Paper and margins of a rendered document, millimetres. */
export interface PageSetup {
  readonly size: 'A4' | 'A3';
  readonly landscape?: boolean;
  readonly margin?: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Shown at the foot: 第 x 页 共 y 页. */
  readonly pageNumbers?: boolean;
}

/**
 * What only the window program can do. The rest of the desk runs in plain Node without it: there every call
 * answers `unavailable`, except that `resolve` knows the files named on the command line.
 */
export interface Shell {
  readonly available: boolean;
  pickOpen(ask: { title: string; filters: readonly FileFilter[]; folder?: boolean }): Promise<FileHandle | undefined>;
  pickSave(ask: { title: string; name: string; filters: readonly FileFilter[] }): Promise<FileHandle | undefined>;
  /** The path behind a handle; undefined for a handle nobody handed out. */
  resolve(handle: FileHandle): Promise<string | undefined>;
  pdf(html: string, page: PageSetup): Promise<Uint8Array>;
  /** A picture of the page, CSS pixels. */
  png(html: string, size: { width: number; height: number }): Promise<Uint8Array>;
  print(html: string, page: PageSetup): Promise<'printed' | 'cancelled'>;
  /** Shows the file in the system's file manager. */
  reveal(handle: FileHandle): Promise<void>;
}
