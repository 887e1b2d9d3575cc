import type { z } from 'zod';
import type { Contract, Method } from '#shared/contract/define';
import type { Refusal } from '#shared/kernel/refusal';
import { refuse } from '#shared/kernel/refusal';
import { schemaWords } from '#shared/kernel/schema-words';
import type { Result } from '#shared/kernel/result';
import type { Actor } from '#shared/ledger/stamp';

/** What a handler knows of the call it answers. */
export interface Call {
  readonly actor: Actor;
  /** Milliseconds since the epoch when the call arrived. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Reports a long job; shown as a bar with a cancel button. */
  progress(done: number, total: number, label: string): void;
}

export type Answer<T = unknown> = Result<T, Refusal>;
type MaybePromise<T> = T | Promise<T>;
export type Handler<M extends Method> = (
  input: z.output<M['input']>,
  call: Call,
) => MaybePromise<Answer<z.input<M['output']>>>;
export type Handlers<C extends Contract> = { readonly [K in keyof C]: Handler<C[K]> };

export interface RouterDeps<C extends Contract> {
  readonly contract: C;
  readonly handlers: Handlers<C>;
  readonly actor: () => Actor;
  readonly now: () => number;
  /** Says no with a refusal; roles come with the vault. */
  readonly permit: (method: string, actor: Actor) => Refusal | undefined;
  readonly log: (line: CallLog) => void;
  readonly progress: (job: string, done: number, total: number, label: string) => void;
  /** Checks answers against the contract and their size too; on under test and in development. */
  readonly checkOutput: boolean;
}

/** One line of the log per call: no input, no output, no personal data. */
export interface CallLog {
  readonly method: string;
  readonly ms: number;
  readonly outcome: string;
  readonly ref?: string;
  readonly error?: unknown;
}

export interface Router {
  call(method: string, input: unknown, job?: string): Promise<Answer>;
  cancel(job: string): void;
}

/** parse → permit → run (commands one after another) → check → answer as a value; never throws. */
export function createRouter<C extends Contract>(deps: RouterDeps<C>): Router {
  const jobs = new Map<string, AbortController>();
  let commands: Promise<unknown> = Promise.resolve();

  const run = async (name: keyof C & string, input: unknown, job: string | undefined): Promise<Answer> => {
    const method = deps.contract[name];
    const handler = deps.handlers[name];
    if (method === undefined || handler === undefined) return refuse('call.unknownMethod', '没有这项功能。');
    const parsed = method.input.safeParse(input, { error: schemaWords });
    if (!parsed.success) return refuseInput(parsed.error);
    const actor = deps.actor();
    const forbidden = deps.permit(name, actor);
    if (forbidden !== undefined) return { ok: false, error: forbidden };
    const abort = new AbortController();
    if (job !== undefined) jobs.set(job, abort);
    try {
      const answer = await handler(parsed.data as z.output<C[keyof C]['input']>, {
        actor,
        now: deps.now(),
        signal: abort.signal,
        progress: (done, total, label) => job !== undefined && deps.progress(job, done, total, label),
      });
      if (answer.ok && deps.checkOutput) checkValue(method, answer.value);
      return answer;
    } finally {
      if (job !== undefined && jobs.get(job) === abort) jobs.delete(job);
    }
  };

  const call = async (method: string, input: unknown, job?: string): Promise<Answer> => {
    const start = performance.now();
    const done = (outcome: string, more: Partial<CallLog> = {}) =>
      deps.log({ method, ms: Math.round((performance.now() - start) * 10) / 10, outcome, ...more });
    const known = Object.hasOwn(deps.contract, method);
    const go = () => (known ? run(method, input, job) : refuse('call.unknownMethod', '没有这项功能。'));
    try {
      const answer = await (known && deps.contract[method]?.kind === 'command' ? enqueue(go) : go());
      done(answer.ok ? 'ok' : answer.error.code);
      return answer;
    } catch (error) {
      const fault = asRefusal(error);
      if (fault !== undefined) {
        done(fault.code, { error });
        return { ok: false, error: fault };
      }
      const ref = newRef(deps.now());
      done('error', { ref, error });
      return refuse(
        'call.unexpected',
        `操作没有完成，程序出现意外错误（编号 ${ref}）。已录入的内容没有丢失，请重试。`,
        {
          ref,
        },
      );
    }
  };

  const enqueue = <T>(go: () => MaybePromise<T>): Promise<T> => {
    const result = commands.then(go);
    commands = result.catch(() => undefined);
    return result;
  };

  return { call, cancel: (job) => jobs.get(job)?.abort() };
}

/** Bytes of JSON: what is more comes in pages. */
const LARGEST_REPLY = 256 * 1024;

class ReplyTooLarge extends Error {
  override readonly name = 'ReplyTooLarge';
}

function checkValue({ output }: Method, value: unknown): void {
  output.parse(value);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > LARGEST_REPLY) throw new ReplyTooLarge(`${bytes} bytes`);
}

/** Errors that know their own Chinese sentence (a read-only store, a cancelled job) carry it as `refusal`. */
function asRefusal(error: unknown): Refusal | undefined {
  if (error === null || typeof error !== 'object') return undefined;
  if ('refusal' in error) return error.refusal as Refusal;
  return 'name' in error && error.name === 'AbortError' ? CANCELLED : undefined;
}

const CANCELLED: Refusal = { code: 'job.cancelled', message: '已取消。' };

function refuseInput(error: z.ZodError): Answer {
  const issues = error.issues.map((i) => ({ field: i.path.join('.'), message: i.message }));
  const first = issues[0];
  return refuse('call.badInput', first?.message ?? '填写的内容有误。', { field: first?.field, issues });
}

/** Short enough to read out on the telephone: the time in base 36. */
const newRef = (now: number): string => now.toString(36).toUpperCase();
