import { join } from 'node:path';
import log from 'electron-log/node';
import type { CallLine, Trace } from './trace';

export interface Log {
  readonly file: string;
  call(line: CallLine): void;
  /** Writes an unexpected error and answers the reference number shown to the person. */
  fault(where: string, trace: Trace): string;
  note(event: string, facts?: { readonly [name: string]: string | number | boolean }): void;
}

const TWO_MEGABYTES = 2 * 1024 * 1024;

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
