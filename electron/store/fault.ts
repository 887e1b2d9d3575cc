import type { TxnId } from '#shared/kernel/ids';
import type { Refusal } from '#shared/kernel/refusal';
import { errorCode } from './disk';

export type StoreFault = 'diskFull' | 'ioError' | 'noPermission' | 'locked' | 'damaged' | 'newerFormat';

/** Why nothing can be written, or read at all; carries its own sentence for the person. */
export class StoreError extends Error {
  readonly refusal: Refusal;
  constructor(
    readonly fault: StoreFault,
    message: string = SENTENCES[fault],
    readonly txn?: TxnId,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StoreError';
    this.refusal = { code: `store.${fault}`, message };
  }
}

const SENTENCES: { readonly [fault in StoreFault]: string } = {
  diskFull: '磁盘已满，数据不能保存，现只可查看。请清理磁盘后重新启动程序；未保存的内容留在草稿里。',
  ioError: '磁盘读写出错，数据不能保存，现只可查看。请检查磁盘后重新启动程序；未保存的内容留在草稿里。',
  noPermission: '数据文件夹不允许写入，现只可查看。请为当前用户开放该文件夹的写入权限后重新启动程序。',
  locked: '数据文件夹正由另一个程序使用，请先关闭那个程序。',
  damaged: '数据文件有损坏，不能保存新的内容；正在录入的内容留在草稿里。',
  newerFormat: '数据由更新版本的程序写成，本版本不能打开。请升级程序后再用；数据没有改动。',
};

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const DENIED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** A failed file operation as the store tells it. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = errorCode(error);
  const fault = FULL.has(code) ? 'diskFull' : DENIED.has(code) ? 'noPermission' : 'ioError';
  return new StoreError(fault, SENTENCES[fault], undefined, { cause: error });
}
