import { join } from 'node:path';
import { searchable } from '../../../electron/query/needle';
import { namePinyin } from '../../../electron/query/pinyin';
import { count, countInTurns, select } from '../../../electron/query/select';
import type { Store } from '../../../electron/store/store';
import type { Folded } from '../../../shared/ledger/fold';
import { Contest, longestStall, OURS } from '../contest';
import { Dice } from '../data/random';
import { atLeast, atMost, type Goal, quantile, type Report, stallGoal } from '../figures';
import { generated, homeOf, SEED } from '../folders';
import { defOf, openOurs, plainRecord, recordsOf } from '../systems/ours';
import { bigrams, filledSqliteSearch, FTS_UP_TO, openSqliteSearch, parsed } from '../systems/sqlite';

const PAGE = 50;
/** Of each kind so many different needles, each asked so often of the fast ones and once of LIKE. */
const NEEDLES = 24;
const ROUNDS = 3;
/** LIKE reads everything each time: every third needle says enough. */
const LIKE_EVERY = 3;
const LIKE = 'better-sqlite3, LIKE';
const TRIGRAM = 'better-sqlite3, FTS5 trigram';
const BIGRAM = 'better-sqlite3, FTS5 with bigram tokens';
const LIBRARY = 'pinyin-pro called for every name';

const FIRST = 'first 50 of ';
const EXACT = 'exact count of ';
const INITIALS = 'first 50 by pinyin initials';

/** Chinese substrings in 300,000 visits: the first 50 whole records, the exact count; names by the initials of their pinyin. */
export async function search(scale: number): Promise<Report> {
  const { visits } = await generated(scale);
  const folder = await filledSqliteSearch(scale);
  const ours = await openOurs(join(homeOf(scale), 'ours'));
  const db = await openSqliteSearch(folder);
  const contest = new Contest();
  const kinds = needlesFrom(ours);
  const asks = asksOf(db).filter(({ system }) => system === LIKE || scale <= FTS_UP_TO);
  if (scale > FTS_UP_TO) contest.note(LIKE, 'FTS5 is left out: filling it takes hours at this scale');
  for (const [kind, needles] of Object.entries(kinds)) {
    for (let turn = 0; turn < ROUNDS; turn++) {
      for (const [i, needle] of needles.entries()) {
        const asked = i % LIKE_EVERY === 0 ? asks : asks.filter(({ once }) => !once);
        askOne(contest, ours, asked, kind, needle, turn);
      }
    }
  }
  await askByInitials(contest, ours, db, kinds['name of 3'] ?? []);
  const stalls: number[] = [];
  for (const needle of Object.values(kinds).flat()) stalls.push(await longestStall(() => page(ours, needle)));
  const counting: number[] = [];
  for (const text of kinds['phrase of all'] ?? []) {
    counting.push(await longestStall(() => countInTurns(ours, defOf('visits'), { text })));
  }
  const unsure = (kinds['phrase of all'] ?? []).filter((needle) => page(ours, needle).total === undefined).length;
  db.close();
  await ours.close();
  return {
    bench: 'search',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      ...goalsOf(contest, Object.keys(kinds)),
      stallGoal('a first page', Math.max(...stalls)),
      stallGoal('an exact count of what all have', Math.max(...counting)),
    ],
    facts: {
      records: `${visits} visits`,
      'needles of each kind': NEEDLES,
      'first pages that left counting for later': `${unsure} of ${kinds['phrase of all']?.length ?? 0}`,
      'same answer': contest.agreement,
    },
  };
}

function goalsOf(contest: Contest, kinds: readonly string[]): Goal[] {
  const all = (system: string, what: string) => kinds.flatMap((kind) => contest.times(system, what + kind));
  const p95 = (system: string, what: string) => quantile(all(system, what), 0.95);
  return [
    atLeast('first 50, p95: LIKE ÷ ours', p95(LIKE, FIRST) / p95(OURS, FIRST), 30),
    atMost('first 50, p95: ours ÷ FTS5 with bigram tokens', p95(OURS, FIRST) / p95(BIGRAM, FIRST), 3),
    atLeast('exact count: LIKE ÷ ours, median', quantile(all(LIKE, EXACT), 0.5) / quantile(all(OURS, EXACT), 0.5), 20),
    atLeast(
      'pinyin initials: calling the library ÷ ours',
      contest.median(LIBRARY) / contest.median(OURS, INITIALS),
      100,
    ),
  ].filter(({ figure }) => !Number.isNaN(figure));
}

type Asks = ReturnType<typeof asksOf>;

function asksOf(db: Awaited<ReturnType<typeof openSqliteSearch>>) {
  const found = (from: string, where: string) =>
    db.prepare(
      `SELECT v.json FROM ${from} JOIN visits v ON v.row = t.rowid WHERE ${where} AND v.voided = 0 ORDER BY t.rowid DESC LIMIT ${PAGE}`,
    );
  const counted = (from: string, where: string) =>
    db.prepare(`SELECT count(*) AS n FROM ${from} JOIN visits v ON v.row = t.rowid WHERE ${where} AND v.voided = 0`);
  const like = (needle: string) => `%${searchable(needle)}%`;
  const phrase = (needle: string) => `"${searchable(needle).replaceAll('"', '""')}"`;
  return [
    {
      system: LIKE,
      shortest: 1,
      once: true,
      first: found('visit_text t', 't.text LIKE ?'),
      count: counted('visit_text t', 't.text LIKE ?'),
      as: like,
    },
    {
      system: TRIGRAM,
      shortest: 3,
      once: false,
      first: found('visit_trigram t', 'visit_trigram MATCH ?'),
      count: counted('visit_trigram t', 'visit_trigram MATCH ?'),
      as: phrase,
    },
    {
      system: BIGRAM,
      shortest: 2,
      once: false,
      first: found('visit_bigram t', 'visit_bigram MATCH ?'),
      count: counted('visit_bigram t', 'visit_bigram MATCH ?'),
      as: (needle: string) => phrase(bigrams(searchable(needle))),
    },
  ];
}

const page = (ours: Store, text: string) => select(ours, defOf('visits'), { text, limit: PAGE });
const exact = (ours: Store, text: string) => count(ours, defOf('visits'), { text });

function askOne(contest: Contest, ours: Store, asks: Asks, kind: string, needle: string, turn: number): void {
  const [first, counted] = [FIRST + kind, EXACT + kind];
  const mine = contest.timeSync(OURS, first, () => page(ours, needle));
  contest.same(first + needle, OURS, mine.rows.map(plainRecord));
  if (turn === 0)
    contest.same(
      counted + needle,
      OURS,
      contest.timeSync(OURS, counted, () => exact(ours, needle)),
    );
  for (const { system, shortest, once, first: rows, count: total, as } of asks) {
    if (needle.length < shortest || (once && turn > 0)) continue;
    contest.same(
      first + needle,
      system,
      contest.timeSync(system, first, () => parsed(rows.all(as(needle)))),
    );
    if (turn > 0) continue;
    const theirs = contest.timeSync(system, counted, () => (total.get(as(needle)) as { n: number }).n);
    contest.same(counted + needle, system, theirs);
  }
}

async function askByInitials(
  contest: Contest,
  ours: Store,
  db: Awaited<ReturnType<typeof openSqliteSearch>>,
  names: readonly string[],
): Promise<void> {
  const { pinyin } = await import('pinyin-peer');
  const everyName = (db.prepare('SELECT name FROM visits').all() as { name: string | null }[]).map((r) => r.name ?? '');
  for (const [i, name] of names.entries()) {
    const { initials } = namePinyin(name);
    contest.timeSync(OURS, INITIALS, () => page(ours, initials));
    if (i % 8 !== 0) continue;
    contest.timeSync(LIBRARY, INITIALS, () =>
      everyName.filter(
        (n) => pinyin(n, { pattern: 'first', toneType: 'none', type: 'string', separator: '' }) === initials,
      ),
    );
  }
}

/** Drawn from the data, so that they are found, and a few that are not. */
function needlesFrom(ours: Store): { readonly [kind: string]: readonly string[] } {
  const dice = new Dice(SEED, 6);
  const sample: Folded[] = [];
  let n = 0;
  for (const record of recordsOf(ours, 'visits')) {
    n++;
    if (sample.length < 400) sample.push(record);
    else if (dice.chance(400 / n)) sample[dice.below(400)] = record;
  }
  const textOf = (record: Folded, field: string) =>
    typeof record.value[field] === 'string' ? record.value[field] : '';
  const names = sample.map((r) => textOf(r, 'name'));
  const cut = (length: number) => {
    const text = textOf(dice.pick(sample), 'summary');
    const from = dice.below(Math.max(1, text.length - length));
    return text.slice(from, from + length);
  };
  const some = (make: () => string) => Array.from({ length: NEEDLES }, make);
  return {
    'name of 2': names.filter((name) => name.length === 2).slice(0, NEEDLES),
    'name of 3': names.filter((name) => name.length === 3).slice(0, NEEDLES),
    'fragment of 4': some(() => cut(4)),
    'fragment of 8': some(() => cut(8)),
    'phrase of all': ['请求', '公司', '花园', '反映', '来访人', '有限公司', '物业公司', '村民委员会', '工资', '补偿'],
    nothing: some(() => `${cut(3)}龘`),
  };
}
