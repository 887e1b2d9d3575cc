import { dirname, join } from 'node:path';
import { type Disk, writeNew } from './disk';
import { StoreError } from './fault';

/** Stands in a data folder of which a segment was found damaged: the next opening folds the ledger anew. */
export const REFOLD = 'refold';

/** Asks for the segments of the folder to be folded anew. A folder that may not be written stays as it is. */
export function askToRefold(disk: Disk, folder: string): void {
  try {
    if (disk.stat(join(folder, REFOLD)) !== undefined) return;
    writeNew(disk, join(folder, REFOLD), new Uint8Array());
    disk.syncFolder(folder);
  } catch {
    // It is found again when it is read again.
  }
}

/** What is said of a segment that is not as it was written; it is mended when the folder is next opened. */
export function damagedSegment(disk: Disk, path: string): StoreError {
  askToRefold(disk, dirname(path));
  return new StoreError(
    'damaged',
    '汇总文件有损坏，这部分内容暂时不能显示。台账没有问题：请关闭程序后再打开，会自动修复，不会丢失内容。',
  );
}
