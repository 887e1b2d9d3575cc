import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Kept, results } from './results';

const PATH = join(dirname(process.argv[1] ?? ''), '../../../docs/PERFORMANCE.md');
const MAIN = 30;
const SCALES = [0.1, 1, 10, 30, 100];

/** Puts the tables that follow from docs/performance.json between their marks in docs/PERFORMANCE.md. */
export function writeTables(): void {
  const before = existsSync(PATH) ? readFileSync(PATH, 'utf8') : '';
  const all = results();
  const after = [
    ['goals', goalsTable(all)],
    ['curve', curveTable(all)],
    ['machine', machineTable(all)],
  ].reduce((text, [name, table]) => between(text, name ?? '', table ?? ''), before);
  writeFileSync(PATH, after);
}

function between(text: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to === -1) return text;
  return `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`;
}

/** At ten years of work; a bench that was only run at a smaller scale says so. */
function goalsTable(all: readonly Kept[]): string {
  const benches = [...new Set(all.map((r) => r.bench))];
  const rows = benches.flatMap((bench) => {
    const known = all.filter((r) => r.bench === bench);
    const shown = known.find((r) => r.scale === MAIN) ?? known.at(-1);
    return (shown?.goals ?? []).map((g) => {
      const at = shown?.scale === MAIN ? '' : ` (scale ${shown?.scale})`;
      const figure = g.wanted === 'yes' ? (g.met ? 'yes' : 'no') : String(g.figure);
      return [bench, `${g.goal}${at}`, g.wanted, figure, g.met ? 'met' : '**not met**'];
    });
  });
  return markdown(['bench', 'goal', 'wanted', 'figure', ''], rows);
}

function curveTable(all: readonly Kept[]): string {
  const lines = new Map<string, Map<number, number>>();
  for (const { bench, scale, rows, unit } of all) {
    for (const row of rows.filter((r) => r.system === 'ours')) {
      const key = `${bench}${row.question === undefined ? '' : `: ${row.question.replace(/ at scale .*/, '')}`} (${unit})`;
      const line = lines.get(key) ?? new Map<number, number>();
      lines.set(key, line);
      if (!line.has(scale) || row.question?.endsWith('scale 1') !== true) line.set(scale, row.median);
    }
  }
  const rows = [...lines]
    .filter(([, line]) => line.size > 1)
    .map(([name, line]) => [name, ...SCALES.map((scale) => String(line.get(scale) ?? ''))]);
  return markdown(['ours, median', ...SCALES.map((scale) => `scale ${scale}`)], rows);
}

function machineTable(all: readonly Kept[]): string {
  const rows = all.map(({ bench, scale, at, machine: m }) => [
    `${bench}, scale ${scale}`,
    at.replace('T', ' '),
    `${m.cores} × ${m.cpu}, ${m.memoryGB} GB`,
    m.system,
    m.node,
    String(m.load),
  ]);
  return markdown(['bench', 'when (UTC)', 'machine', 'system', 'Node', 'load'], rows);
}

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
