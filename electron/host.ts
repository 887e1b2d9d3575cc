import './zod-jitless';
import { refuse } from '#shared/kernel/refusal';
import type { Desk } from './compose';
import { type FromHost, ToHost } from './host-messages';
import { loadDesk } from './load-desk';
import { remoteShell } from './shell-remote';
import { toCallLine, traceOf } from './trace';

/** The process that owns the data folder, so that the window never waits for a slow disk. */
const say = (message: FromHost): void => process.parentPort.postMessage(message);

const asked = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
let lastAsked = 0;
const shell = remoteShell(
  (call) =>
    new Promise((resolve, reject) => {
      lastAsked += 1;
      asked.set(lastAsked, { resolve, reject });
      say({ type: 'shell', id: lastAsked, call });
    }),
);

let desk: Promise<Desk> | undefined;
const underWay = new Set<Promise<unknown>>();
let stopping = false;

async function open(message: Extract<ToHost, { type: 'open' }>): Promise<Desk> {
  const { openDesk } = await loadDesk();
  const opened = await openDesk({
    folder: message.folder,
    facts: { version: message.version, runtime: message.runtime },
    shell,
    emit: (event) => say({ type: 'event', event }),
    log: (line) => say({ type: 'log', line: toCallLine(line) }),
    checkOutput: message.checkOutput,
  });
  if (message.demo) await (await import('./demo/fill')).fillDemo(opened);
  say({ type: 'opened' });
  return opened;
}

async function answer({ id, method, input, job }: Extract<ToHost, { type: 'call' }>): Promise<void> {
  const given = stopping || desk === undefined ? CLOSING : await (await desk).call(method, input, job);
  say({ type: 'answer', id, answer: JSON.stringify(given) });
}

/** No message between the processes is larger. */
const PIECE = 192 * 1024;

async function preview({ id, sha256 }: Extract<ToHost, { type: 'preview' }>): Promise<void> {
  const found = stopping ? undefined : await (await desk)?.preview(sha256);
  say({ type: 'previewType', id, content: found?.type ?? null });
  if (found === undefined) return;
  for (let at = 0; at < found.bytes.length; at += PIECE) {
    const bytes = Uint8Array.from(found.bytes.subarray(at, at + PIECE));
    say({ type: 'previewPiece', id, bytes, last: at + PIECE >= found.bytes.length });
  }
}

/** Milliseconds a message needs to leave a process that is about to end. */
const LAST_WORDS = 100;

const CLOSING = refuse('host.closing', '正在关闭数据文件夹，请稍后再试。');

async function stop(): Promise<void> {
  stopping = true;
  await Promise.allSettled(underWay);
  await (await desk)?.close();
  process.exit(0);
}

function hear(message: ToHost): void {
  switch (message.type) {
    case 'open':
      desk = open(message);
      return;
    case 'call': {
      const work = answer(message).finally(() => underWay.delete(work));
      underWay.add(work);
      return;
    }
    case 'preview':
      void preview(message);
      return;
    case 'cancel':
      void desk?.then((d) => d.cancel(message.job));
      return;
    case 'shellAnswer': {
      const waiting = asked.get(message.id);
      asked.delete(message.id);
      if (message.ok) waiting?.resolve(message.value);
      else waiting?.reject(new Error('the window program could not do it'));
      return;
    }
    case 'stop':
      void stop();
  }
}

/** What is on disk is safe and what is in memory may not be: say why, and let a fresh process take over. */
function fail(error: unknown): void {
  say({ type: 'fault', trace: traceOf(error) });
  setTimeout(() => process.exit(1), LAST_WORDS);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.parentPort.on('message', ({ data }) => hear(ToHost.parse(data)));
