import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { atMost, quantile, type Report, round } from '../figures';
import { generated, homeOf, remove, scratch } from '../folders';
import { lend } from './write';

const ROUNDS = 3;
const SMALL = 1;

export type Held = 'ours' | 'plain objects';

/**
 * Resident memory after a working morning (pages, filters, searches, a report, the open cases), and that of a program that holds every
 * record as an object. What counts is how much each grows from scale 1.
 */
export async function memory(scale: number): Promise<Report> {
  const samples = new Map<string, number[]>();
  const work = scratch('memory');
  for (const size of [SMALL, scale]) {
    await generated(size);
    lend(join(homeOf(size), 'ours'), join(work, String(size)));
  }
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const held of ['ours', 'plain objects'] as const) {
      for (const size of [SMALL, scale]) {
        const key = `${held}\n${size}`;
        samples.set(key, [...(samples.get(key) ?? []), inFreshProcess(held, join(work, String(size)))]);
      }
    }
  }
  remove(work);
  const median = (held: Held, size: number) => quantile(samples.get(`${held}\n${size}`) ?? [], 0.5);
  const growth = (held: Held) => median(held, scale) - median(held, SMALL);
  return {
    bench: 'memory',
    scale,
    unit: 'MB',
    rows: [...samples].map(([key, all]) => {
      const [system = '', size = ''] = key.split('\n');
      return {
        system,
        question: `resident at scale ${size}`,
        median: round(quantile(all, 0.5)),
        p95: round(quantile(all, 0.95)),
        p99: round(quantile(all, 0.99)),
        ratio: round(quantile(all, 0.5) / median('ours', Number(size))),
        samples: all.length,
      };
    }),
    goals: [atMost('growth of ours ÷ growth of plain objects', growth('ours') / growth('plain objects'), 0.1)],
    facts: {
      'growth from scale 1, MB': `ours ${round(growth('ours'))}, plain objects ${round(growth('plain objects'))}`,
    },
  };
}

const inFreshProcess = (held: Held, folder: string): number =>
  Number(
    execFileSync(
      process.execPath,
      ['--expose-gc', '--max-old-space-size=12000', process.argv[1] ?? '', '--child', 'memory', held, folder],
      { encoding: 'utf8' },
    ),
  );
