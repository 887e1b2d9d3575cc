import { join } from 'node:path';
import { type By, columnOf, groupBy, groupByInTurns, type Group } from '../../../electron/query/group';
import { readAhead } from '../../../electron/query/reading';
import type { Store } from '../../../electron/store/store';

import type { Folded } from '../../../shared/ledger/fold';
import { caseStateOf } from '../../../shared/domain/cases/machine';
import { Contest, longestStall, OURS } from '../contest';
import { atLeast, type Report, stallGoal } from '../figures';
import { generated, homeOf } from '../folders';
import { defOf, openOurs, recordsOf } from '../systems/ours';
import { filledSqlite, openSqlite, type Table } from '../systems/sqlite';

const SQLITE = 'better-sqlite3, GROUP BY';
const OBJECTS = 'plain JS objects';
const ROUNDS = 9;

interface Question {
  readonly name: string;
  readonly table: Table;
  readonly by: readonly By[];
  readonly sum?: readonly string[];
}

const inMonth = (column: string): By => ({ column, per: 'month' });

const AREA: By = { column: 'problemRegion', first: 'regions/320402'.length };
const CATEGORY: By = { column: 'categoryCode', first: 'categories/02'.length };

/** The tables of the monthly report, each over all months at once, as 环比 and 同比 need them. */
const QUESTIONS: readonly Question[] = [
  {
    name: 'visits and persons by month, channel, kind',
    table: 'visits',
    by: [inMonth('petitionDate'), 'channel', 'visitKind'],
    sum: ['headcount'],
  },
  {
    name: 'visits and persons by month, district, kind',
    table: 'visits',
    by: [inMonth('petitionDate'), AREA, 'visitKind'],
    sum: ['headcount'],
  },
  { name: 'visits by month, purpose, repeat', table: 'visits', by: [inMonth('petitionDate'), 'purpose', 'isRepeat'] },
  { name: 'visits by month, category', table: 'visits', by: [inMonth('petitionDate'), CATEGORY] },
  { name: 'cases by month, unit', table: 'cases', by: [inMonth('openedOn'), 'host'] },
  { name: 'cases by month, class, end', table: 'cases', by: [inMonth('openedOn'), 'triageClass', 'endReason'] },
];

/** Aggregations over all months: ours from columns, SQLite's GROUP BY, and objects that are in memory already. */
export async function report(scale: number): Promise<Report> {
  const { visits, cases } = await generated(scale);
  const folder = await filledSqlite(scale);
  const ours = await openOurs(join(homeOf(scale), 'ours'));
  const db = await openSqlite(folder, true);
  const contest = new Contest();
  const cold = await longestStall(async () => {
    for (const q of QUESTIONS) await contest.time(OURS, `${q.name}, first time`, () => askFirst(ours, q));
  });
  const first = QUESTIONS.map(({ name }) => contest.median(OURS, `${name}, first time`));
  contest.forgetAll();
  const objects = { visits: slim(ours, 'visits'), cases: slim(ours, 'cases') };
  for (let turn = -1; turn < ROUNDS; turn++) {
    for (const q of QUESTIONS) {
      const all = db.prepare(sqlOf(q));
      contest.same(q.name, OURS, tidy(contest.timeSync(OURS, q.name, () => ask(ours, q))));
      contest.same(q.name, SQLITE, tidy(contest.timeSync(SQLITE, q.name, () => groupsOf(q, all.raw().all()))));
      contest.same(q.name, OBJECTS, tidy(contest.timeSync(OBJECTS, q.name, () => overObjects(q, objects[q.table]))));
    }
    if (turn < 0) contest.forgetAll();
  }
  const stall = await longestStall(() => QUESTIONS.forEach((q) => ask(ours, q)));
  db.close();
  await ours.close();
  const total = (system: string) => QUESTIONS.reduce((sum, { name }) => sum + contest.median(system, name), 0);
  return {
    bench: 'report',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      atLeast('all tables: SQLite GROUP BY ÷ ours', total(SQLITE) / total(OURS), 100),
      atLeast('all tables: plain JS objects ÷ ours', total(OBJECTS) / total(OURS), 25),
      stallGoal('all tables, warm', stall),
      stallGoal('all tables, columns not yet read', cold),
    ],
    facts: {
      records: `${visits} visits, ${cases} cases`,
      'first time, with the columns read from disk, ms': first.map((ms) => ms.toFixed(1)).join(', '),
      'same answer': contest.agreement,
    },
  };
}

const ask = (ours: Store, q: Question): Group[] =>
  groupBy(ours, defOf(q.table), q.by, {}, q.sum === undefined ? {} : { sum: q.sum });

/** As a service asks: what is not in memory yet is read in the background first, and counted in turns. */
async function askFirst(ours: Store, q: Question): Promise<Group[]> {
  const parts = [...q.by.map(columnOf), ...(q.sum ?? [])].map((column) => ({ column }));
  await readAhead(ours, defOf(q.table), { parts });
  return groupByInTurns(ours, defOf(q.table), q.by, {}, q.sum === undefined ? {} : { sum: q.sum });
}

function sqlOf(q: Question): string {
  const by = q.by.map((b) => {
    if (typeof b === 'string') return `"${b}"`;
    if ('first' in b) return `substr("${b.column}", 1, ${b.first})`;
    return `CAST(strftime('%Y%m', "${b.column}" * 86400, 'unixepoch') AS INTEGER)`;
  });
  const sums = (q.sum ?? []).map((column) => `total("${column}")`);
  return `SELECT ${[...by, 'count(*)', ...sums].join(', ')} FROM ${q.table} WHERE voided = 0 GROUP BY ${by.map((_, i) => i + 1).join(', ')}`;
}

const groupsOf = (q: Question, rows: readonly unknown[]): Group[] =>
  (rows as (string | number | null)[][]).map((row) => ({
    values: row.slice(0, q.by.length).map((v) => v ?? undefined),
    count: Number(row[q.by.length]),
    sums: row.slice(q.by.length + 1).map(Number),
  }));

const tidy = (groups: readonly Group[]) =>
  groups.map(({ values, count, sums }) => [...values.map((v) => v ?? null), count, ...sums]).sort(byText);
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

type Slim = { readonly [column: string]: string | number | undefined };

/** What a program that keeps everything in memory would have at hand: an object a record, with the fields asked for. */
function slim(ours: Store, table: Table): Slim[] {
  const def = defOf(table);
  const columns = [
    ...new Set(QUESTIONS.filter((q) => q.table === table).flatMap((q) => [...q.by.map(columnOf), ...(q.sum ?? [])])),
  ];
  return Array.from(recordsOf(ours, table), (record: Folded) => {
    if (table === 'cases') caseStateOf(record);
    return Object.fromEntries(
      columns.map((column) => {
        const value = def.columns[column]?.of(record.value, record);
        return [column, typeof value === 'object' || value === '' ? undefined : value];
      }),
    );
  });
}

const months = new Map<number, number>();
function monthOf(day: number): number {
  let month = months.get(day);
  if (month === undefined) {
    const date = new Date(day * 86_400_000);
    months.set(day, (month = date.getUTCFullYear() * 100 + date.getUTCMonth() + 1));
  }
  return month;
}

function overObjects(q: Question, rows: readonly Slim[]): Group[] {
  const groups = new Map<string, { values: (string | number | undefined)[]; count: number; sums: number[] }>();
  const sum = q.sum ?? [];
  for (const row of rows) {
    const values = q.by.map((by) => {
      const value = row[columnOf(by)];
      if (typeof by === 'string') return value;
      if ('first' in by) return typeof value === 'string' ? value.slice(0, by.first) : undefined;
      return typeof value === 'number' ? monthOf(value) : undefined;
    });
    const key = values.join('\u0000');
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { values, count: 0, sums: sum.map(() => 0) }));
    group.count++;
    for (const [i, column] of sum.entries()) group.sums[i] = (group.sums[i] ?? 0) + Number(row[column] ?? 0);
  }
  return [...groups.values()];
}
