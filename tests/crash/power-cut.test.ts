import { describe, expect, it } from 'vitest';
import { type DiskOp, type MemoryDisk, memoryDisk } from './support/memory-disk';
import { type Mutate, mutants } from './support/mutants';
import { below, dice, PowerCut } from './support/power-cut';
import { FOLDER, judge, run } from './support/workload';

/** 3,000 in an ordinary run; the long run sets 20,000. */
const POINTS = Number(process.env['POWER_CUT_POINTS'] ?? 3000);
const asItIs: Mutate = (disk) => disk;

async function record(seed: number, rounds: number, mutate: Mutate): Promise<MemoryDisk> {
  const disk = memoryDisk();
  await run({ disk: mutate(disk), folder: FOLDER }, disk.log, dice(seed), rounds);
  return disk;
}

interface Past {
  readonly files?: ReadonlyMap<string, Buffer>;
  readonly acked?: ReadonlySet<string>;
  readonly minted?: ReadonlySet<string>;
}

/**
 * Cuts the power at random moments of a recorded run and answers the first thing found wrong. The run of putting things right is
 * itself cut now and then.
 */
async function cut(
  log: readonly DiskOp[],
  points: number,
  seed: number,
  mutate: Mutate,
  past: Past = {},
): Promise<string | undefined> {
  const roll = dice(seed);
  const moments = Array.from({ length: points }, () => below(log.length + 1, roll)).sort((a, b) => a - b);
  const world = new PowerCut(past.files);
  const acked = new Set(past.acked);
  const minted = new Set(past.minted);
  let at = 0;
  for (const moment of moments) {
    for (const op of log.slice(at, moment)) {
      if (op.kind === 'acked') acked.add(op.txn);
      else if (op.kind === 'minted') minted.add(op.txn);
      else world.apply(op);
    }
    at = Math.max(at, moment);
    const files = world.image(roll);
    const disk = memoryDisk(files);
    const wrong = await judge({ disk, folder: FOLDER }, mutate(disk), { acked, minted }, roll, disk.log);
    if (wrong !== undefined) return `after ${moment} of ${log.length} steps: ${wrong}`;
    if (past.files !== undefined || roll() > 0.05) continue;
    const again = await cut([...disk.log], 4, seed + moment, mutate, { files, acked, minted });
    if (again !== undefined) return `after ${moment} of ${log.length} steps and again ${again}`;
  }
  return undefined;
}

describe('a power cut at any moment', () => {
  it(`loses nothing acknowledged and brings nothing else (${POINTS} points)`, async () => {
    const runs = 4;
    for (let seed = 1; seed <= runs; seed++) {
      const { log } = await record(seed, 35, asItIs);
      expect(await cut(log, Math.ceil(POINTS / runs), seed, asItIs), `seed ${seed}`).toBeUndefined();
    }
  }, 3_600_000);

  it.each(Object.entries(mutants))('is noticed when %s', async (_, mutate) => {
    expect(await firstFailure(mutate)).toBeDefined();
  });
});

async function firstFailure(mutate: Mutate): Promise<string | undefined> {
  for (let seed = 1; seed <= 3; seed++) {
    const recorded = await record(seed, 30, mutate).catch((error: unknown) => String(error));
    if (typeof recorded === 'string') return recorded;
    const wrong = await cut(recorded.log, 250, seed, mutate);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
