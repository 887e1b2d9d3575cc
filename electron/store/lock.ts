import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from './disk';
import { asStoreError, StoreError } from './fault';

const NAME = 'desk.lock';
const Holder = z.object({ host: z.string(), pid: z.number().int(), boot: z.string(), started: z.string() });
type Holder = z.infer<typeof Holder>;

/** libuv's flag for a file that nobody else may open meanwhile; Windows lets go of it when the process ends. */
const EXCLUSIVE = 0x1000_0000;

export interface Lock {
  release(): void;
}

/** One process per data folder. Throws `locked` while another one has it. */
export function lockFolder(folder: string): Lock {
  const path = join(folder, NAME);
  return process.platform === 'win32' ? lockByOpening(path) : lockByName(path);
}

function lockByOpening(path: string): Lock {
  try {
    const file = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT | EXCLUSIVE);
    return { release: () => fs.closeSync(file) };
  } catch (error) {
    if (errorCode(error) === 'EBUSY') throw new StoreError('locked');
    throw asStoreError(error);
  }
}

function lockByName(path: string): Lock {
  const own = describe(process.pid);
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      createWhole(path, JSON.stringify(own));
      return { release: () => releaseOwn(path, own) };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw asStoreError(error);
    }
    const holder = readHolder(path);
    if (holder !== undefined && !isStale(holder)) throw new StoreError('locked', sentence(holder));
    removeStale(path, holder);
  }
  throw new StoreError('locked');
}

/** Nobody sees the file half written. */
function createWhole(path: string, text: string): void {
  const own = `${path}.${process.pid}`;
  fs.writeFileSync(own, text, { flush: true });
  try {
    fs.linkSync(own, path);
  } catch (error) {
    if (!NO_LINKS.has(errorCode(error))) throw error;
    fs.writeFileSync(path, text, { flag: 'wx', flush: true });
  } finally {
    fs.rmSync(own, { force: true });
  }
}
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Takes the stale file away, and puts it back should it have become somebody's new one meanwhile. */
function removeStale(path: string, stale: Holder | undefined): void {
  const aside = `${path}.${process.pid}`;
  try {
    fs.renameSync(path, aside);
    if (JSON.stringify(readHolder(aside)) !== JSON.stringify(stale)) fs.linkSync(aside, path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw asStoreError(error);
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function releaseOwn(path: string, own: Holder): void {
  const holder = readHolder(path);
  if (holder?.pid === own.pid && holder.started === own.started) fs.rmSync(path, { force: true });
}

function readHolder(path: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(fs.readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Only this host can tell whether one of its processes is gone. */
function isStale(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  const now = describe(holder.pid);
  return !isAlive(holder.pid) || holder.boot !== now.boot || holder.started !== now.started;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Boot and start time tell a process from a later one that got the same number. Empty where the system does not say. */
function describe(pid: number): Holder {
  return { host: hostname(), pid, boot: readText('/proc/sys/kernel/random/boot_id'), started: startOf(pid) };
}

/** Empty for a process that has ended, though nobody asked yet how. */
function startOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? '' : (rest[18] ?? '');
}

function readText(path: string): string {
  try {
    return fs.readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

const sentence = (holder: Holder): string =>
  holder.host === hostname()
    ? '本机已有一个程序打开了这个数据文件夹，请先关闭那个程序。'
    : `数据文件夹正由电脑“${holder.host}”使用。请先在那台电脑上退出程序；如那台电脑已关机且确认无人使用，可删除文件夹中的 ${NAME} 后重试。`;
