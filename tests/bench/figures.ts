/** One line of a bench. `ratio` is the median of this system ÷ the median of ours: above 1, ours is faster. */
export interface Row {
  readonly system: string;
  readonly median: number;
  readonly p95: number;
  readonly ratio: number;
  readonly note?: string;
}

export interface Report {
  readonly bench: string;
  readonly scale: number;
  readonly unit: 'ms';
  readonly rows: readonly Row[];
  /** Facts the figures depend on: fsyncs per Txn, repetitions, records. */
  readonly facts: { readonly [name: string]: string | number };
}

export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function rowsOf(
  samples: ReadonlyMap<string, readonly number[]>,
  ours: string,
  notes: { [system: string]: string },
): Row[] {
  const base = quantile(samples.get(ours) ?? [], 0.5);
  return [...samples].map(([system, all]) => ({
    system,
    median: round(quantile(all, 0.5)),
    p95: round(quantile(all, 0.95)),
    ratio: round(quantile(all, 0.5) / base),
    ...(notes[system] === undefined ? {} : { note: notes[system] }),
  }));
}

export const round = (n: number): number => Number(n.toPrecision(3));

export function table({ bench, scale, rows, facts }: Report): string {
  const cells = [
    ['system', 'median ms', 'p95 ms', 'ratio', ''],
    ...rows.map((r) => [r.system, String(r.median), String(r.p95), `${r.ratio}x`, r.note ?? '']),
  ];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...cells.map((row) => (row[i] ?? '').length)));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const known = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  return [`${bench} at scale ${scale}; ratio = the system's median ÷ ours`, ...lines, ...known].join('\n');
}
