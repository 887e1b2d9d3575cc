import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson, type Json } from '../../shared/kernel/json';
import { quantile, round, type Row } from './figures';

export const OURS = 'ours';

interface Cell {
  readonly system: string;
  readonly question: string;
  readonly times: number[];
}

/** All systems asked the same in turn, in one run; what they answer must be the same. */
export class Contest {
  private readonly cells = new Map<string, Cell>();
  private readonly answers = new Map<string, string>();
  private readonly notes = new Map<string, string>();
  private compared = 0;

  async time<T>(system: string, question: string, run: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    const answer = await run();
    this.add(system, question, performance.now() - start);
    return answer;
  }

  /** Without the promise, whose turn of the loop would be a large part of a millisecond. */
  timeSync<T>(system: string, question: string, run: () => T): T {
    const start = performance.now();
    const answer = run();
    this.add(system, question, performance.now() - start);
    return answer;
  }

  add(system: string, question: string, ms: number): void {
    const key = `${question}\n${system}`;
    const cell = this.cells.get(key) ?? { system, question, times: [] };
    this.cells.set(key, cell);
    cell.times.push(ms);
  }

  /** Warming up is no sample. */
  forget(question: string): void {
    for (const [key, cell] of this.cells) if (cell.question === question) this.cells.delete(key);
  }

  forgetAll(): void {
    this.cells.clear();
  }

  note(system: string, text: string): void {
    this.notes.set(system, text);
  }

  /** Throws when another system has answered the same question differently. */
  same(question: string, system: string, answer: unknown): void {
    const hash = hashOf(answer);
    const known = this.answers.get(question);
    if (known === undefined) this.answers.set(question, hash);
    else if (known !== hash) throw new Error(`${system} answered ${question} differently`);
    else this.compared++;
  }

  get agreement(): string {
    return `yes, ${this.compared} answers compared by SHA-256`;
  }

  times(system: string, question?: string): readonly number[] {
    const all = [...this.cells.values()].filter((c) => c.system === system);
    return all.filter((c) => question === undefined || c.question === question).flatMap((c) => c.times);
  }

  median = (system: string, question?: string): number => quantile(this.times(system, question), 0.5);
  p95 = (system: string, question?: string): number => quantile(this.times(system, question), 0.95);

  questions(): string[] {
    return [...new Set([...this.cells.values()].map((c) => c.question))];
  }

  rows(): Row[] {
    return this.questions().flatMap((question) => {
      const base = this.median(OURS, question);
      return [...this.cells.values()]
        .filter((c) => c.question === question)
        .map(({ system, times }) => ({
          system,
          ...(question === '' ? {} : { question }),
          median: round(quantile(times, 0.5)),
          p95: round(quantile(times, 0.95)),
          p99: round(quantile(times, 0.99)),
          ratio: round(quantile(times, 0.5) / base),
          samples: times.length,
          ...(this.notes.has(system) ? { note: this.notes.get(system) ?? '' } : {}),
        }));
    });
  }
}

export const hashOf = (answer: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(answer as Json))
    .digest('hex');

/** The longest turn of the loop, in milliseconds, while something of ours runs. */
export async function longestStall(run: () => unknown): Promise<number> {
  const stop = await watchLoop();
  await run();
  return stop();
}

/** Watches the loop from now on; answers how to stop and be told its longest turn. */
export async function watchLoop(): Promise<() => Promise<number>> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  // Its first tick only says where it begins; `reset()` would make it begin anew.
  await pause(10);
  return async () => {
    await pause(10);
    monitor.disable();
    return Math.max(0, monitor.max / 1e6 - 1);
  };
}
