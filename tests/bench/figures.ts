/** One line of a bench. `ratio` is the median of this system ÷ the median of ours, for the same question: above 1, ours is faster. */
export interface Row {
  readonly system: string;
  /** Which of several questions of the bench. */
  readonly question?: string;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly ratio: number;
  readonly samples: number;
  readonly note?: string;
}

/** What the figures had to show, as it was set before they were known. */
export interface Goal {
  readonly goal: string;
  readonly wanted: string;
  readonly figure: number;
  readonly met: boolean;
}

export interface Report {
  readonly bench: string;
  readonly scale: number;
  readonly unit: 'ms' | 'MB';
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
  /** Facts the figures depend on: fsyncs per Txn, records, longest stall of the loop. */
  readonly facts: { readonly [name: string]: string | number };
  readonly at?: string;
}

export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const round = (n: number): number => Number(n.toPrecision(3));

export const atLeast = (goal: string, figure: number, limit: number): Goal => ({
  goal,
  wanted: `≥ ${limit}`,
  figure: round(figure),
  met: figure >= limit,
});
export const atMost = (goal: string, figure: number, limit: number): Goal => ({
  goal,
  wanted: `≤ ${limit}`,
  figure: round(figure),
  met: figure <= limit,
});

export const STALL = 50;
/** No turn of the loop of our process may take longer. */
export const stallGoal = (what: string, ms: number): Goal =>
  atMost(`${what}: longest stall of the loop, ms`, ms, STALL);

export function table({ bench, scale, unit, rows, goals, facts }: Report): string {
  const cells = [
    ['system', 'question', `median ${unit}`, 'p95', 'p99', 'ratio', ''],
    ...rows.map((r) => [
      r.system,
      r.question ?? '',
      String(r.median),
      String(r.p95),
      String(r.p99),
      `${r.ratio}x`,
      r.note ?? '',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((i) => Math.max(...cells.map((row) => width(row[i] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell + pad(widths[i] ?? 0, cell) : pad(widths[i] ?? 0, cell) + cell))
      .join('  ')
      .trimEnd(),
  );
  const told = goals.map((g) => `${g.met ? 'met    ' : 'NOT MET'} ${g.goal}: ${g.figure} (${g.wanted})`);
  const known = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  return [`${bench} at scale ${scale}; ratio = the system's median ÷ ours`, ...lines, ...told, ...known].join('\n');
}

/** Chinese characters are two columns wide. */
const width = (text: string): number => Array.from(text).reduce((n, c) => n + (c.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
const pad = (to: number, text: string): string => ' '.repeat(Math.max(0, to - width(text)));
