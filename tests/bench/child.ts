import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/kernel/json';
import { openSystem, type SystemName } from './systems';

export interface Opened {
  readonly ms: number;
  /** The part of it after the code was loaded. */
  readonly files: number;
  /** Tells more than the clock when the machine is busy with other things. */
  readonly cpu: number;
  readonly rss: number;
  readonly hash: string;
}

const PAGE = 50;

/** Opens, asks for the first page, and prints; run as a process of its own. */
export async function openOnce(
  system: SystemName,
  folder: string,
  since: number,
  used: NodeJS.CpuUsage,
): Promise<void> {
  const opened = await openSystem(system, folder);
  const page = opened.newest(PAGE);
  const ms = performance.now() - since;
  const files = performance.now() - opened.loadedAt;
  const cpu = process.cpuUsage(used);
  const rss = process.memoryUsage.rss() / 1e6;
  const hash = createHash('sha256').update(canonicalJson(page)).digest('hex');
  await opened.close();
  process.stdout.write(JSON.stringify({ ms, files, cpu: (cpu.user + cpu.system) / 1000, rss, hash } satisfies Opened));
}
