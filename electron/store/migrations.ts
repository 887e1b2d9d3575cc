import { FORMAT } from './manifest';

/**
 * A change of the ledger's format: what a line of format `from` is in the next one. Pure and frozen once released: lines of old
 * files are read through it for ever, since the ledger itself is never rewritten. Segments are folded anew.
 */
export interface Migration {
  readonly from: number;
  readonly line: (json: unknown) => unknown;
}

/** In order of `from`, one for each format before the current. The default is not to need one: add optional fields. */
export const MIGRATIONS: readonly Migration[] = [];

/** A line as the current format writes it. */
export function upcast(
  json: unknown,
  format: number,
  migrations: readonly Migration[] = MIGRATIONS,
  to: number = FORMAT,
): unknown {
  let line = json;
  for (let at = format; at < to; at++) {
    const step = migrations.find((m) => m.from === at);
    if (step === undefined) throw new Error(`no migration from format ${at}`);
    line = step.line(line);
  }
  return line;
}
