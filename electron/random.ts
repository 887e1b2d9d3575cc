import { randomFillSync } from 'node:crypto';
import type { Random } from '#shared/kernel/ports';

const POOL = 4096;

/** The system's random bytes, drawn many at a time: to draw eight costs as much, and more than all else a save computes. */
export function systemRandom(): Random {
  const pool = Buffer.alloc(POOL);
  let at = POOL;
  return {
    hex: (n) => {
      if (n > POOL) throw new RangeError(`${n} random bytes at once`);
      if (at + n > POOL) {
        randomFillSync(pool);
        at = 0;
      }
      at += n;
      return pool.toString('hex', at - n, at);
    },
  };
}
