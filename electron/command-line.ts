import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contract } from '#shared/contract/index';
import { version } from '../package.json';
import { openDesk } from './compose';
import { describe } from './describe';
import { noShell } from './shell-port';

const USAGE = `usage: desk --data DIR METHOD [JSON]   call a method; "-" reads the JSON from standard input
       desk --list                     every method with its kind and the JSON Schemas of input and output
A file is named in the input as "path:/where/it/is".
`;

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

type Ask = { readonly list: true } | { readonly folder: string; readonly method: string; readonly input: unknown };

/** Calls one method on a data folder. Exit code 0: answered; 1: refused; 2: wrong usage. */
export async function runDesk(argv: readonly string[], { out, err }: Terminal): Promise<0 | 1 | 2> {
  const print = (value: unknown) => out(`${JSON.stringify(value, null, 2)}\n`);
  const ask = readAsk(argv);
  if (typeof ask === 'string') {
    err(`${ask}\n${USAGE}`);
    return 2;
  }
  if ('list' in ask) {
    print(describe(contract));
    return 0;
  }
  const desk = await openDesk({
    folder: ask.folder,
    facts: { version, runtime: `Node ${process.versions.node}` },
    shell: noShell,
    emit: () => undefined,
    log: ({ ref, error }) =>
      ref !== undefined && err(`${ref} ${error instanceof Error ? error.stack : String(error)}\n`),
    checkOutput: true,
  });
  try {
    const answer = await desk.call(ask.method, ask.input);
    print(answer.ok ? answer.value : answer.error);
    return answer.ok ? 0 : 1;
  } finally {
    await desk.close();
  }
}

/** What is asked for, or what is wrong with it. */
function readAsk(argv: readonly string[]): Ask | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { data: { type: 'string' }, list: { type: 'boolean' } },
    });
    if (values.list === true) return { list: true };
    const [method, json = '{}', ...rest] = positionals;
    if (values.data === undefined) return 'desk: --data DIR is missing';
    if (method === undefined || !Object.hasOwn(contract, method)) return `desk: no such method: ${method ?? ''}`;
    if (rest.length > 0) return 'desk: one JSON value only; quote it';
    const input: unknown = JSON.parse(json === '-' ? readFileSync(0, 'utf8') : json);
    return { folder: resolve(values.data), method, input };
  } catch (error) {
    return `desk: ${error instanceof Error ? error.message : String(error)}`;
  }
}
