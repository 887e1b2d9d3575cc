import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { Report } from './figures';

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGB: number;
  readonly system: string;
  readonly node: string;
  /** Of the last minute, when the bench was done: above 1 or so, others were at work too. */
  readonly load: number;
}

export type Kept = Report & { readonly at: string; readonly machine: Machine };

const PATH = join(dirname(process.argv[1] ?? ''), '../../../docs/performance.json');

export const machine = (): Machine => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? '',
  memoryGB: Math.round(totalmem() / 1e9),
  system: `${process.platform} ${release()}`,
  node: process.version,
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
});

export function results(): Kept[] {
  if (!existsSync(PATH)) return [];
  return (JSON.parse(readFileSync(PATH, 'utf8')) as { reports: Kept[] }).reports;
}

/** docs/performance.json holds the last report of every bench and scale, each with the machine it was made on. */
export function keep(report: Kept): void {
  const others = results().filter((r) => r.bench !== report.bench || r.scale !== report.scale);
  const reports = [...others, report].sort((a, b) => a.bench.localeCompare(b.bench) || a.scale - b.scale);
  mkdirSync(dirname(PATH), { recursive: true });
  writeFileSync(PATH, `${JSON.stringify({ reports }, null, 2)}\n`);
}
