import { PURPOSES, type Purpose } from '#shared/domain/exchange/package';
import type { FileKind } from '../../ui/ExportButton';

/** Collections from which everything here is read. */
export const EXCHANGE_READS: readonly string[] = ['packages', 'pairings', 'unitKeys', 'cases', 'units'];

export const PACKAGE_FILE: FileKind = { name: '数据包', extensions: ['jrd', '001'] };
export const UNIT_KEY_FILE: FileKind = { name: '单位密钥', extensions: ['jrdkey'] };
export const CARD_FILE: FileKind = { name: '配对卡', extensions: ['jrdcard', 'json'] };

export const purposeName = (purpose: Purpose): string => PURPOSES[purpose];

export const RESULT_WORDS = { ok: '已导入', duplicate: '此前已导入', gap: '部分导入，缺少前面的包' } as const;
export const LEASE_WORDS = { out: '借出中', expired: '已到期未还', back: '已归还' } as const;

export const countWords = (spaces: number, ops: number): string => `${spaces} 项，${ops} 处变更`;
