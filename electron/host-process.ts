import { type UtilityProcess, utilityProcess } from 'electron';
import type { DeskEvent } from '#shared/contract/events';
import { refuse } from '#shared/kernel/refusal';
import { FromHost, type ToHost } from './host-messages';
import { Previews, type Shown } from './previews';
import { faultSentence, type Log } from './log';
import type { Shell } from './shell-port';
import { callShell } from './shell-remote';
import { tooOften } from './too-often';
import type { Trace } from './trace';

export interface HostOptions {
  readonly script: string;
  readonly facts: { readonly version: string; readonly runtime: string; readonly checkOutput: boolean };
  readonly shell: Shell;
  readonly log: Log;
  readonly emit: (event: DeskEvent) => void;
  /** Whether the method only reads, so that it may be asked a second time when the host dies over it. */
  readonly isQuery: (method: string) => boolean;
}

/** The host process as the window program sees it: calls in, answers out, started again when it dies. */
export interface Host {
  /** The JSON of the answer. */
  call(method: string, input: unknown, job: string | undefined): Promise<string>;
  cancel(job: string): void;
  /** The attachment behind a hash as the window may show it; undefined when it may not. */
  preview(sha256: string): Promise<Shown | undefined>;
  /** Finishes what is under way and opens the folder in a fresh process; resolves when that one takes calls. */
  reopen(folder: string): Promise<void>;
  stop(): Promise<void>;
}

interface Pending {
  readonly message: Extract<ToHost, { type: 'call' }>;
  readonly settle: (answer: string) => void;
  readonly again: boolean;
}

interface Running {
  readonly child: UtilityProcess;
  readonly folder: string;
  readonly pending: Map<number, Pending>;
  readonly previews: Previews;
  readonly opened: Promise<void>;
  readonly gone: Promise<void>;
  leaving: boolean;
  lastWords?: Trace;
}

/** Time for the backup that is made on leaving. */
const STOP_PATIENCE = 60_000;
const DEATHS_A_MINUTE = 3;

const INTERRUPTED = JSON.stringify(
  refuse(
    'host.restarted',
    '后台服务意外中断，已自动重新启动。刚才的操作可能没有完成，请核对后重试；已保存的内容没有丢失。',
  ),
);
const DEAD = JSON.stringify(
  refuse('host.dead', '后台服务连续意外中断，无法继续。请退出程序后重新打开；已保存的内容没有丢失。'),
);

/** Starts the host process on a folder; `demo` fills it first. */
export function startHost(options: HostOptions, firstFolder: string, demo: boolean): Host {
  const { log, emit, shell, isQuery } = options;
  let lastCall = 0;
  let lastPreview = 0;
  let switching: Promise<void> = Promise.resolve();
  const diedTooOften = tooOften(DEATHS_A_MINUTE);
  let current: Running | undefined = launch(firstFolder, demo);

  function launch(folder: string, fill: boolean): Running {
    const child = utilityProcess.fork(options.script, [], { serviceName: 'desk-host', stdio: 'ignore' });
    let open = () => {};
    let leave = () => {};
    const running: Running = {
      child,
      folder,
      pending: new Map(),
      previews: new Previews(),
      opened: new Promise((resolve) => {
        open = resolve;
      }),
      gone: new Promise((resolve) => {
        leave = resolve;
      }),
      leaving: false,
    };
    child.on('message', (data) => hear(running, FromHost.parse(data), open));
    child.on('exit', (code) => {
      leave();
      running.previews.end();
      if (!running.leaving) revive(running, code);
      for (const call of running.pending.values()) askAgain(call);
    });
    tell(running, { type: 'open', folder, demo: fill, ...options.facts });
    return running;
  }

  function hear(running: Running, message: FromHost, open: () => void): void {
    switch (message.type) {
      case 'opened':
        open();
        return;
      case 'answer':
        running.pending.get(message.id)?.settle(message.answer);
        running.pending.delete(message.id);
        return;
      case 'event':
        emit(message.event);
        return;
      case 'previewType':
        running.previews.begin(message.id, message.content);
        return;
      case 'previewPiece':
        running.previews.piece(message.id, message.bytes, message.last);
        return;
      case 'log':
        log.call(message.line);
        return;
      case 'fault':
        running.lastWords = message.trace;
        return;
      case 'shell': {
        const reply = (ok: boolean, value: unknown) =>
          tell(running, { type: 'shellAnswer', id: message.id, ok, value });
        callShell(shell, message.call).then(
          (value) => reply(true, value),
          () => reply(false, undefined),
        );
      }
    }
  }

  function revive(dead: Running, code: number): void {
    const ref = log.fault('host', dead.lastWords ?? { name: 'exit', code: String(code), frames: [] });
    emit({ type: 'fault', ref, message: faultSentence(ref) });
    current = diedTooOften() ? undefined : launch(dead.folder, false);
  }

  /** A command may have been done before the host died, so only the person can say whether to repeat it. */
  function askAgain({ message, settle, again }: Pending): void {
    if (again && current !== undefined && !current.leaving) post(current, { message, settle, again: false });
    else settle(current === undefined ? DEAD : INTERRUPTED);
  }

  function post(running: Running, call: Pending): void {
    running.pending.set(call.message.id, call);
    tell(running, call.message);
  }

  const end = async (running: Running): Promise<void> => {
    running.leaving = true;
    tell(running, { type: 'stop' });
    const timer = setTimeout(() => running.child.kill(), STOP_PATIENCE);
    await running.gone;
    clearTimeout(timer);
  };

  return {
    call: (method, input, job) =>
      new Promise((settle) => {
        lastCall += 1;
        const message = { type: 'call', id: lastCall, method, input, job } as const;
        if (current === undefined) settle(DEAD);
        else post(current, { message, settle, again: isQuery(method) });
      }),
    preview: async (sha256) => {
      const running = current;
      if (running === undefined || running.leaving) return undefined;
      lastPreview += 1;
      const shown = running.previews.expect(lastPreview);
      tell(running, { type: 'preview', id: lastPreview, sha256 });
      return shown;
    },
    cancel: (job) => current !== undefined && tell(current, { type: 'cancel', job }),
    reopen: (folder) => {
      switching = switching.then(async () => {
        if (current !== undefined) await end(current);
        current = launch(folder, false);
        await Promise.race([current.opened, current.gone]);
      });
      return switching;
    },
    stop: async () => {
      if (current !== undefined) await end(current);
    },
  };
}

const tell = ({ child }: Running, message: ToHost): void => child.postMessage(message);
