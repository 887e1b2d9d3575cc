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
