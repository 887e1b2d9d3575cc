import { z } from 'zod';

const Text = (what: string, max: number) =>
  z.string().trim().min(1, `请填写${what}`).max(max, `${what}不超过 ${max} 个字`);

/** Where the hub is, and how to get in. The password stays in the settings of the desk. */
export const HubPlace = z.object({
  host: Text('服务器地址', 200),
  port: z.number('请填写端口').int('端口为整数').min(1, '端口在 1 到 65535 之间').max(65_535, '端口在 1 到 65535 之间'),
  database: Text('数据库名', 100),
  user: Text('用户名', 100),
  password: z.string().max(200).optional(),
  /** `encrypt`: encrypted, whoever answers; `verify`: also only to the server that has the certificate. */
  tls: z.enum(['off', 'encrypt', 'verify']),
  /** Certificate of the authority, PEM; the system's own are used without. */
  ca: z.string().max(20_000, '证书内容过长').optional(),
});
export type HubPlace = z.infer<typeof HubPlace>;

/** 台席同步: one setting, three ways. What was filled in for another way is kept for when it is chosen again. */
export const SyncSettings = z.object({
  mode: z.enum(['off', 'folder', 'hub']),
  folder: z.string().max(1000).optional(),
  hub: HubPlace.optional(),
});
export type SyncSettings = z.infer<typeof SyncSettings>;

/** Why what another desk brought is not taken in, and what to do about it. */
export const HOLDS = {
  incomplete: '文件还没有传完，传完后会自动接收。',
  damaged: '有文件损坏或不完整，对方台席下次同步时会自动重新写入；长时间不变时请查看对方台席的状态。',
  unknown: '这台台席没有本单位的密钥，也没有与本机配对，不接收它的内容。请到“数据交换”中让它取得单位密钥，或者配对。',
  revoked: '这台台席的密钥已经停用，不再接收它的内容。',
  sealed: '对方写入的内容本机打不开，通常是对方还没有与本机配对密钥。请在对方台席上与本机配对。',
  clock: '对方的时钟比本机快一天以上，暂不接收。请核对两台电脑的日期和时间，改正后点“已核对时钟，继续接收”。',
  newer: '对方使用的程序版本较新，请升级本机程序后再同步。',
  gap: '缺少在前的内容，等其他台席补齐后会自动接收。',
  forked:
    '同一台席的编号下出现了两份不同的内容，可能有人复制了数据文件夹并同时使用。请停用其中一份，并联系系统管理员。',
  stranger: '这不是本单位台席的内容，不予接收。请检查是否选错了交换文件夹。',
} as const;
export type Hold = keyof typeof HOLDS;
export const Hold = z.enum(Object.keys(HOLDS) as [Hold, ...Hold[]]);

const FOLDER_WORDS: { readonly [code: string]: string } = {
  ETIMEDOUT: '交换文件夹没有回应，共享的电脑可能已关机，或网络已断开。',
  ENOENT: '找不到交换文件夹，U 盘可能已拔出，或网络已断开。',
  NOMARKER: '这个位置现在不是交换文件夹：U 盘或共享可能没有接上，或换成了别的。',
  EACCES: '没有写入交换文件夹的权限。',
  EPERM: '没有写入交换文件夹的权限，或文件正被其他程序占用。',
  EROFS: '交换文件夹是只读的，请检查写保护开关或共享权限。',
  ENOSPC: '交换文件夹所在的盘或本机磁盘空间不足，请清理。',
};
const HUB_WORDS: { readonly [code: string]: string } = {
  '28P01': '数据库的用户名或密码不对。',
  '28000': '数据库不允许这个用户从本机连接。',
  '3D000': '服务器上没有这个数据库。',
  '42501': '数据库用户的权限不够，第一次连接时需要有在库中建表的权限。',
  NEWER: '数据库已由更新版本的程序升级，请先升级本机程序。',
  DAMAGED: '数据库中有读不懂的内容，已停止接收。请联系系统管理员。',
  GAP: '数据库中缺少部分内容，已停止接收。请联系系统管理员。',
};

/** What is wrong with the way between the desks, for the person at this one; work goes on meanwhile. */
export function problemWords(kind: 'folder' | 'hub', code: string): string {
  const known = (kind === 'folder' ? FOLDER_WORDS : HUB_WORDS)[code];
  if (known !== undefined) return known;
  if (kind === 'folder') return `读写交换文件夹出错（${code}），U 盘可能已拔出，或网络已断开。`;
  return /CERT|TLS|SSL/.test(code)
    ? '数据库服务器的证书不可信，没有连接。请核对地址，或填写正确的证书。'
    : '连不上数据库服务器，可能网络已断开，或服务器没有开机。';
}
