import { join } from 'node:path';
import { toDayNumber, type LocalDate } from '../../../shared/calendar/local-date';
import type { Condition, Order } from '../../../electron/query/condition';
import { readAhead } from '../../../electron/query/reading';
import { select } from '../../../electron/query/select';
import { Contest, longestStall, OURS } from '../contest';
import { UNITS } from '../data/visit';
import { atMost, type Report, round, stallGoal } from '../figures';
import { generated, homeOf } from '../folders';
import { defOf, openOurs, plainRecord } from '../systems/ours';
import { filledSqlite, openSqlite, parsed, type Table } from '../systems/sqlite';

const PAGE = 50;
const ROUNDS = 25;
const SQLITE = 'better-sqlite3';
const COUNTED = 'better-sqlite3, with count(*)';

interface Question {
  readonly name: string;
  readonly table: Table;
  readonly where: readonly Condition[];
  readonly order?: readonly Order[];
}

const day = (date: string): number => toDayNumber(date as LocalDate);
const eq = (column: string, value: string | number): Condition => ({ column, op: 'eq', value });
const within = (column: string, value: string): Condition => ({ column, op: 'prefix', value });
const year = (column: string): Condition[] => [
  { column, op: 'gte', value: day('2025-01-01') },
  { column, op: 'lte', value: day('2025-12-31') },
];
const month = (column: string): Condition[] => [
  { column, op: 'gte', value: day('2026-10-01') },
  { column, op: 'lte', value: day('2026-10-31') },
];
const by = (column: string, desc = true): Order[] => [{ column, desc }];
const unit = UNITS[2] ?? '';

/** Every filter the two lists offer, alone and as clerks combine them; every order they offer. */
const QUESTIONS: readonly Question[] = [
  { name: 'visits, newest', table: 'visits', where: [] },
  { name: 'visits of a month', table: 'visits', where: month('petitionDate') },
  { name: 'visits of a year by date', table: 'visits', where: year('petitionDate'), order: by('petitionDate') },
  { name: 'visits registered in a month', table: 'visits', where: month('registeredOn') },
  { name: 'visits by channel', table: 'visits', where: [eq('channel', 'letter')] },
  { name: 'visits by kind', table: 'visits', where: [eq('visitKind', 'group')] },
  { name: 'visits by unit', table: 'visits', where: [eq('responsibleUnit', unit)] },
  {
    name: 'visits by unit, by date',
    table: 'visits',
    where: [eq('responsibleUnit', unit)],
    order: by('petitionDate', false),
  },
  { name: 'visits by purpose', table: 'visits', where: [eq('purpose', 'purposes/03')] },
  { name: 'visits by mode', table: 'visits', where: [eq('handlingMode', 'assign')] },
  { name: 'visits by receptionist', table: 'visits', where: [eq('receivedBy', '沈玉兰')] },
  { name: 'visits, repeats', table: 'visits', where: [eq('isRepeat', 1)] },
  { name: 'visits, repeats by date', table: 'visits', where: [eq('isRepeat', 1)], order: by('petitionDate') },
  { name: 'visits by category', table: 'visits', where: [within('categoryCode', 'categories/02')] },
  { name: 'visits by region', table: 'visits', where: [within('problemRegion', 'regions/320402')] },
  { name: 'visits by name', table: 'visits', where: [], order: by('name', false) },
  { name: 'visits by head count', table: 'visits', where: [], order: by('headcount') },
  {
    name: 'visits of a year, group, by head count',
    table: 'visits',
    where: [...year('petitionDate'), eq('visitKind', 'group')],
    order: by('headcount'),
  },
  { name: 'cases, newest', table: 'cases', where: [] },
  { name: 'cases of a year', table: 'cases', where: year('openedOn') },
  {
    name: 'cases by status',
    table: 'cases',
    where: [{ column: 'status', op: 'in', value: ['handling', 'extended'] }],
  },
  { name: 'cases archived, by since', table: 'cases', where: [eq('status', 'archived')], order: by('since') },
  { name: 'cases live', table: 'cases', where: [eq('live', 1)] },
  { name: 'cases live, by opening', table: 'cases', where: [eq('live', 1)], order: by('openedOn', false) },
  { name: 'cases by unit', table: 'cases', where: [{ column: 'host', op: 'in', value: [unit] }] },
  { name: 'cases by channel', table: 'cases', where: [eq('channel', 'online')] },
  { name: 'cases by kind', table: 'cases', where: [eq('visitKind', 'group')] },
  { name: 'cases by class', table: 'cases', where: [eq('triageClass', 'suggestion')] },
  { name: 'cases by path', table: 'cases', where: [eq('legalPath', 'petition')] },
  { name: 'cases by purpose', table: 'cases', where: [eq('purpose', 'purposes/03')] },
  { name: 'cases by first contact', table: 'cases', where: [eq('firstContact', '沈玉兰')] },
  { name: 'cases, repeats', table: 'cases', where: [eq('isRepeat', 1)] },
  { name: 'cases disputed', table: 'cases', where: [eq('disputed', 1)] },
  { name: 'cases by category', table: 'cases', where: [within('categoryCode', 'categories/02')] },
  { name: 'cases by region', table: 'cases', where: [within('problemRegion', 'regions/320402')] },
  { name: 'cases by name', table: 'cases', where: [], order: by('name', false) },
];

/** Filter, sort, the first 50 records whole. Ours says how many there are as well, which the row with count(*) asks too. */
export async function list(scale: number): Promise<Report> {
  const { visits, cases } = await generated(scale);
  const folder = await filledSqlite(scale);
  const ours = await openOurs(join(homeOf(scale), 'ours'));
  const db = await openSqlite(folder, true);
  const contest = new Contest();
  const cold: number[] = [];
  for (const q of QUESTIONS) cold.push(await longestStall(() => askFirst(ours, q)));
  const prepared = QUESTIONS.map((q) => ({ q, ...statements(db, q) }));
  for (let turn = -2; turn < ROUNDS; turn++) {
    for (const { q, page, count, values } of prepared) {
      const mine = contest.timeSync(OURS, q.name, () => askOurs(ours, q));
      const theirs = contest.timeSync(SQLITE, q.name, () => parsed(page.all(...values)));
      const counted = contest.timeSync(COUNTED, q.name, () => ({
        rows: parsed(page.all(...values)),
        total: (count.get(...values) as { n: number }).n,
      }));
      contest.same(q.name, OURS, {
        ids: mine.rows.map((r) => r.id),
        rows: mine.rows.map(plainRecord),
        total: mine.total,
      });
      contest.same(q.name, COUNTED, { ids: theirs.map((r) => r.id), rows: theirs, total: counted.total });
    }
    if (turn < 0) contest.forgetAll();
  }
  const stalls: number[] = [];
  for (const q of QUESTIONS) stalls.push(await longestStall(() => askOurs(ours, q)));
  db.close();
  await ours.close();
  const ratios = QUESTIONS.map(({ name }) => ({ name, of: contest.median(OURS, name) / contest.median(SQLITE, name) }));
  const worst = ratios.reduce((a, b) => (a.of >= b.of ? a : b));
  const counted = QUESTIONS.map(({ name }) => contest.median(OURS, name) / contest.median(COUNTED, name));
  return {
    bench: 'list',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      atMost(`ours ÷ better-sqlite3, the worst of ${QUESTIONS.length} questions (${worst.name})`, worst.of, 2),
      stallGoal('any page', Math.max(...stalls)),
      stallGoal('a page nobody asked for before', Math.max(...cold)),
    ],
    facts: {
      records: `${visits} visits, ${cases} cases`,
      'questions within 2×': `${ratios.filter((r) => r.of <= 2).length} of ${QUESTIONS.length}`,
      'questions within 2× when SQLite counts too, as the screens do': `${counted.filter((r) => r <= 2).length} of ${QUESTIONS.length}`,
      'slowest page of ours, ms': round(Math.max(...QUESTIONS.map(({ name }) => contest.median(OURS, name)))),
      'same answer': contest.agreement,
    },
  };
}

const queryOf = ({ where, order }: Question) => ({ where, limit: PAGE, ...(order === undefined ? {} : { order }) });
const askOurs = (store: Awaited<ReturnType<typeof openOurs>>, q: Question) => select(store, defOf(q.table), queryOf(q));

/** As the lists ask: what nobody asked about before is read first, with other work going on. */
async function askFirst(store: Awaited<ReturnType<typeof openOurs>>, q: Question): Promise<void> {
  await readAhead(store, defOf(q.table), { filter: { where: q.where }, order: q.order ?? [] });
  askOurs(store, q);
}

function statements(db: Awaited<ReturnType<typeof openSqlite>>, q: Question) {
  const values: (string | number)[] = [];
  const put = (value: string | number): string => {
    values.push(value);
    return '?';
  };
  const terms = q.where.map((c) => {
    const column = `"${c.column}"`;
    switch (c.op) {
      case 'eq':
        return `${column} = ${put(c.value)}`;
      case 'gte':
        return `${column} >= ${put(c.value)}`;
      case 'lte':
        return `${column} <= ${put(c.value)}`;
      case 'in':
        return `${column} IN (${c.value.map(put).join(', ')})`;
      case 'prefix':
        return `${column} >= ${put(c.value)} AND ${column} < ${put(`${c.value}\uffff`)}`;
      default:
        throw new Error(`no such question: ${c.op}`);
    }
  });
  const order = (q.order ?? []).map((o) => `"${o.column}" ${o.desc === true ? 'DESC NULLS LAST' : 'ASC NULLS LAST'}`);
  const where = ['voided = 0', ...terms].join(' AND ');
  return {
    page: db.prepare(
      `SELECT json FROM ${q.table} WHERE ${where} ORDER BY ${[...order, 'row DESC'].join(', ')} LIMIT ${PAGE}`,
    ),
    count: db.prepare(`SELECT count(*) AS n FROM ${q.table} WHERE ${where}`),
    values,
  };
}
