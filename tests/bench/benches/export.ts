import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Contest, OURS } from '../contest';
import { atLeast, atMost, type Goal, quantile, type Report, round, stallGoal } from '../figures';
import { generated, homeOf, remove, scratch } from '../folders';
import { lend } from './write';

const ROWS = 100_000;
const ROUNDS = 3;
const PEER = 'exceljs, streaming';

export type Exporter = 'ours' | 'exceljs' | 'ours, cancelled';

export interface Exported {
  readonly ms: number;
  /** The highest resident memory above that before the first row. */
  readonly rss: number;
  readonly stall: number;
  readonly bytes: number;
  /** Of the cells of every 500th row, read back. */
  readonly hash: string;
  readonly progress: number;
  readonly leftOver: number;
}

/** Rows of 20 columns as a workbook with a styled header, widths and dates; each writer in a process of its own. */
export async function exportRows(scale: number): Promise<Report> {
  const { visits } = await generated(scale);
  const rows = Math.min(ROWS, visits);
  const work = scratch('export');
  const folder = join(work, 'ours');
  lend(join(homeOf(scale), 'ours'), folder);
  const contest = new Contest();
  const all: { [exporter: string]: Exported[] } = { ours: [], exceljs: [] };
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const [exporter, name] of [
      ['ours', OURS],
      ['exceljs', PEER],
    ] as const) {
      const one = inFreshProcess(exporter, folder, join(work, `${exporter}.xlsx`), rows);
      contest.add(name, 'ms', one.ms);
      contest.same('cells', name, one.hash);
      all[exporter]?.push(one);
    }
  }
  const cancelled = inFreshProcess('ours, cancelled', folder, join(work, 'cancelled.xlsx'), rows);
  remove(work);
  const middle = (exporter: string, of: (one: Exported) => number) => quantile((all[exporter] ?? []).map(of), 0.5);
  return {
    bench: 'export',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      atLeast('exceljs streaming ÷ ours', contest.median(PEER) / contest.median(OURS), 1),
      atMost(
        'resident memory: ours ÷ exceljs streaming',
        middle('ours', (o) => o.rss) / middle('exceljs', (o) => o.rss),
        0.5,
      ),
      stallGoal(
        'exporting',
        middle('ours', (o) => o.stall),
      ),
      yes('progress is told', middle('ours', (o) => o.progress) > 1),
      yes('cancelled in the middle, nothing is left behind', cancelled.leftOver === 0),
      atMost('from cancelling to the end, ms', cancelled.ms, 200),
    ],
    facts: {
      rows: `${rows} × 20`,
      'MB resident above the start': `ours ${round(middle('ours', (o) => o.rss))}, exceljs ${round(middle('exceljs', (o) => o.rss))}`,
      'longest stall, ms': `ours ${round(middle('ours', (o) => o.stall))}, exceljs ${round(middle('exceljs', (o) => o.stall))}`,
      'MB of the file': `ours ${round(middle('ours', (o) => o.bytes) / 1e6)}, exceljs ${round(middle('exceljs', (o) => o.bytes) / 1e6)}`,
      'same answer': `${contest.agreement}, of the cells read back`,
    },
  };
}

const yes = (goal: string, met: boolean): Goal => ({ goal, wanted: 'yes', figure: met ? 1 : 0, met });

function inFreshProcess(exporter: Exporter, folder: string, path: string, rows: number): Exported {
  const args = [process.argv[1] ?? '', '--child', 'export', exporter, folder, path, String(rows)];
  return JSON.parse(
    execFileSync(process.execPath, ['--max-old-space-size=8000', ...args], { encoding: 'utf8' }),
  ) as Exported;
}
