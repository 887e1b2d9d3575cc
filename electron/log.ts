import { basename, join } from 'node:path';
import log from 'electron-log/node';
import type { CallLog } from './ipc/router';

/** What the log may say of an error: its kind, the system's code and where it was, never its message, which may hold names. */
export interface Trace {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
}

/** A call as the log keeps it; made where the error is, so that no message crosses a process. */
export type CallLine = Omit<CallLog, 'error'> & { readonly trace?: Trace };

export interface Log {
  readonly file: string;
  call(line: CallLine): void;
  /** Writes an unexpected error and answers the reference number shown to the person. */
  fault(where: string, trace: Trace): string;
  note(event: string, facts?: { readonly [name: string]: string | number | boolean }): void;
}

const FRAMES = 12;
const TWO_MEGABYTES = 2 * 1024 * 1024;

export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name: error.name, ...code, frames: framesOf(error.stack ?? '') };
}

/** The `at …` lines of a stack without the message above them and without folders, which may hold a person's name. */
export function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at\s/.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim().replace(/\(?([^\s()]*[\\/][^()]*)\)?$/, (_, path: string) => `(${lastName(path)})`));
}

export const toCallLine = ({ error, ...line }: CallLog): CallLine =>
  error === undefined ? line : { ...line, trace: traceOf(error) };

/** Short enough to read out on the telephone: the time in base 36. */
export const newReference = (): string => Date.now().toString(36).toUpperCase();

/** The sentence a person sees for an error outside any call. */
export const faultSentence = (ref: string): string =>
  `程序出现意外错误（编号 ${ref}），已自动恢复，可以继续使用。已保存的内容没有丢失。`;

/** One file, one older file beside it; lines of JSON. */
export function openLog(folder: string): Log {
  const file = join(folder, 'desk.log');
  const logger = log.create({ logId: 'desk' });
  logger.transports.console.level = false;
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.maxSize = TWO_MEGABYTES;
  logger.transports.file.format = '{iso} {level} {text}';
  return {
    file,
    call: (line) => logger[line.trace === undefined ? 'info' : 'error'](JSON.stringify(line)),
    fault: (where, trace) => {
      const ref = newReference();
      logger.error(JSON.stringify({ fault: where, ref, ...trace }));
      return ref;
    },
    note: (event, facts = {}) => logger.info(JSON.stringify({ event, ...facts })),
  };
}

const lastName = (path: string): string => basename(path.replaceAll('\\', '/'));
