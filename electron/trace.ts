import { basename } from 'node:path';
import type { CallLog } from './ipc/router';

/** What the log may say of an error: its kind, the system's code and where it was, never its message, which may hold names. */
export interface Trace {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
}

/** A call as the log keeps it; made where the error is, so that no message crosses a process. */
export type CallLine = Omit<CallLog, 'error'> & { readonly trace?: Trace };

const FRAMES = 12;

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

const lastName = (path: string): string => basename(path.replaceAll('\\', '/'));
