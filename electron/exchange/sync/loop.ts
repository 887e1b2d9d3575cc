import type { Carrier, Consent, Standing } from './carrier';

export interface LoopState {
  readonly phase: 'starting' | 'working' | 'resting' | 'unreachable';
  /** When the last whole round ended; milliseconds. */
  readonly at?: number;
  readonly standing?: Standing;
  readonly problem?: unknown;
}

export interface LoopTimes {
  /** Between rounds. */
  readonly every: number;
  /** After a hint or a commit. */
  readonly soon: number;
  /** At most between tries while the other side is away. */
  readonly longest: number;
}
export const LOOP_TIMES: LoopTimes = { every: 2000, soon: 250, longest: 15_000 };

/** Round after round in the background, sooner after a hint, more rarely while the other side is away. Never throws. */
export class SyncLoop {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  private again = false;
  private current: LoopState = { phase: 'starting' };

  constructor(
    private readonly carrier: Carrier,
    private readonly now: () => number,
    private readonly changed: (state: LoopState) => void,
    private readonly times: LoopTimes = LOOP_TIMES,
  ) {
    carrier.onHint(() => this.soon());
    this.plan(times.soon);
  }

  state(): LoopState {
    return this.current;
  }

  /** Something was written here or there. */
  soon(): void {
    if (this.running === undefined) this.plan(this.times.soon);
    else this.again = true;
  }

  /** A whole round that begins after this call; resolves when it ended, well or not. */
  async once(consent: Consent = {}): Promise<LoopState> {
    await this.running;
    if (!this.stopping.signal.aborted) await this.run(consent);
    return this.current;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.running;
    await this.carrier.close();
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    if (this.stopping.signal.aborted) return;
    this.timer = setTimeout(() => void this.run({}), ms);
    this.timer.unref();
  }

  private run(consent: Consent): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.round(consent).finally(() => {
      this.running = undefined;
      const wait = this.failures === 0 ? this.times.every : this.times.every * 2 ** Math.min(this.failures, 10);
      this.plan(this.again && this.failures === 0 ? this.times.soon : Math.min(wait, this.times.longest));
      this.again = false;
    });
    return this.running;
  }

  private async round(consent: Consent): Promise<void> {
    this.tell({ ...this.current, phase: this.current.phase === 'unreachable' ? 'unreachable' : 'working' }, false);
    try {
      const standing = await this.carrier.round(this.stopping.signal, consent);
      this.failures = 0;
      this.tell({ phase: 'resting', at: this.now(), standing });
    } catch (problem) {
      if (this.stopping.signal.aborted) return;
      this.failures += 1;
      this.tell({ ...this.current, phase: 'unreachable', problem });
    }
  }

  private tell(state: LoopState, loud = true): void {
    const before = this.current;
    this.current = state;
    if (loud && (before.phase !== state.phase || JSON.stringify(before.standing) !== JSON.stringify(state.standing))) {
      this.changed(state);
    }
  }
}
