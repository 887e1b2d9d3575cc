import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { table, type Report } from './figures';

const start = performance.now();
const used = process.cpuUsage();
const BENCHES: { readonly [name: string]: () => Promise<(scale: number) => Promise<Report>> } = {
  open: async () => (await import('./open')).open,
  save: async () => (await import('./save')).save,
};

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--child') {
    const { openOnce } = await import('./child');
    await openOnce(args[2] as 'ours', args[3] ?? '', start, used);
    return 0;
  }
  const [name = '', ...rest] = args;
  const scale = Number(rest[rest.indexOf('--scale') + 1] ?? Number.NaN);
  const chosen = rest.includes('--scale') ? scale : 30;
  const bench = BENCHES[name];
  if (bench === undefined || !(chosen > 0)) {
    process.stderr.write(`npm run bench -- ${Object.keys(BENCHES).join('|')} [--scale N] [--json]\n`);
    return 2;
  }
  const report = await (await bench())(chosen);
  keep(report);
  process.stdout.write(`${rest.includes('--json') ? JSON.stringify(report) : table(report)}\n`);
  return 0;
}

/** docs/performance.json holds the last report of every bench and scale, and the machine it was made on. */
function keep(report: Report): void {
  const path = join(__dirname, '../../../docs/performance.json');
  const known: { reports?: Report[] } = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const others = (known.reports ?? []).filter((r) => r.bench !== report.bench || r.scale !== report.scale);
  const reports = [...others, report].sort((a, b) => a.bench.localeCompare(b.bench) || a.scale - b.scale);
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    memoryGB: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${release()}`,
    node: process.version,
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ machine, reports }, null, 2)}\n`);
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
