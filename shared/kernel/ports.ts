/** What the pure rooms need of the world; the composition root hands in the real ones, tests hand in others. */

export interface Clock {
  /** Milliseconds since the epoch, as the machine's clock says (it may be wrong). */
  now(): number;
}

export interface Random {
  /** `n` random bytes as lower-case hex. */
  hex(n: number): string;
}
