import type { SyncStatus } from '#shared/contract/sync';
import { HOLDS } from '#shared/domain/exchange/sync';
import { formatInstant } from '../../ui/format';

export type Peer = SyncStatus['peers'][number];

export const MODES = [
  { value: 'off', label: '不启用' },
  { value: 'folder', label: '交换文件夹' },
  { value: 'hub', label: '中心数据库' },
] as const;
export type Mode = SyncStatus['mode'];

/** How it stands, in a sentence. */
export function phaseWords({ phase, at }: SyncStatus): string {
  const last = at === undefined ? '' : `，上次同步 ${formatInstant(at)}`;
  switch (phase) {
    case 'off':
      return '没有启用';
    case 'starting':
    case 'working':
      return `正在同步${last}`;
    case 'resting':
      return `已同步${last}`;
    case 'unreachable':
      return `暂时连不上，正在自动重试${last}`;
  }
}

const items = (count: number): string => (count === 0 ? '无' : `${count} 条`);
export const behindWords = ({ behind }: Peer): string => items(behind);
export const unreadWords = ({ unread }: Peer): string => items(unread);
export const waitingWords = ({ waiting }: Peer): string => items(waiting);

export function standingWords({ hold, behind, unread, waiting }: Peer): string {
  if (hold !== undefined) return HOLDS[hold];
  return behind + unread + waiting === 0 ? '一致' : '同步中';
}
