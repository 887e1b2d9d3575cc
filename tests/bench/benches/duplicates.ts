import { join } from 'node:path';
import { NAME_KEYS } from '../../../electron/store/block/derive';
import { searchable } from '../../../electron/query/needle';
import { namePinyin } from '../../../electron/query/pinyin';
import { similarVisits } from '../../../electron/services/visit-similar';
import { similar } from '../../../electron/query/similar';
import type { Folded } from '../../../shared/ledger/fold';
import { Contest, longestStall, OURS } from '../contest';
import { Dice } from '../data/random';
import { atLeast, type Report, stallGoal } from '../figures';
import { generated, homeOf, SEED } from '../folders';
import { defOf, openOurs, recordsOf } from '../systems/ours';
import { filledSqliteSearch, openSqliteSearch, parsed } from '../systems/sqlite';

const SQLITE = 'better-sqlite3, indexes and LIKE';
const DRAFTS = 40;
const ROUNDS = 4;
/** So many pieces of a content LIKE is asked for; all of them together stand for similar. */
const PIECES = 3;
const PER_REASON = 20;

const BY_KEYS = 'same ID number, telephone or name';
const WHOLE = 'and similar content';

/** What is asked while a clerk types: earlier visits of the same person or about the same matter. */
export async function duplicates(scale: number): Promise<Report> {
  const { visits } = await generated(scale);
  const folder = await filledSqliteSearch(scale);
  const ours = await openOurs(join(homeOf(scale), 'ours'));
  const db = await openSqliteSearch(folder);
  const byKey = db.prepare(
    `SELECT v.json FROM visits_keys k JOIN visits v USING (row) WHERE k.kind = ? AND k.key = ? AND v.voided = 0
     ORDER BY k.row DESC LIMIT ${PER_REASON}`,
  );
  const like = Array.from({ length: PIECES }, () => 't.text LIKE ?').join(' OR ');
  const byContent = db.prepare(
    `SELECT v.json FROM search.visit_text t JOIN visits v USING (row) WHERE (${like}) AND v.voided = 0
     ORDER BY t.row DESC LIMIT ${PER_REASON}`,
  );
  const contest = new Contest();
  const undisturbed = new AbortController().signal;
  const drafts = draftsFrom([...recordsOf(ours, 'visits')]);
  const keysOf = (draft: Draft) => [
    ['idNos', draft.idNo],
    ['phones', draft.phone],
    [NAME_KEYS, draft.name],
    [NAME_KEYS, namePinyin(draft.name).full],
  ];
  const keyDraft = ({ idNo, phone, name }: Draft) => ({
    keys: [
      { column: 'idNos', value: idNo },
      { column: 'phones', value: phone },
    ],
    names: [name],
  });
  for (let turn = -1; turn < ROUNDS; turn++) {
    for (const [i, draft] of drafts.entries()) {
      const mine = contest.timeSync(OURS, BY_KEYS, () => similar(ours, defOf('visits'), keyDraft(draft), 500));
      const theirs = contest.timeSync(SQLITE, BY_KEYS, () =>
        keysOf(draft).flatMap(([kind, key]) => parsed(byKey.all(kind, key))),
      );
      contest.same(`draft ${i}`, OURS, mine.map(({ record }) => record.id).sort());
      contest.same(`draft ${i}`, SQLITE, [...new Set(theirs.map(({ id }) => id))].sort());
      await contest.time(OURS, WHOLE, () => similarVisits(ours, draft, undisturbed));
      if (turn > 0) continue;
      contest.timeSync(SQLITE, WHOLE, () => [
        ...keysOf(draft).flatMap(([kind, key]) => parsed(byKey.all(kind, key))),
        ...parsed(byContent.all(...piecesOf(draft.content).map((piece) => `%${piece}%`))),
      ]);
    }
    if (turn < 0) contest.forgetAll();
  }
  const stalls: number[] = [];
  for (const draft of drafts) stalls.push(await longestStall(() => similarVisits(ours, draft, undisturbed)));
  db.close();
  await ours.close();
  return {
    bench: 'duplicates',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      atLeast('all questions, p95: SQLite ÷ ours', contest.p95(SQLITE, WHOLE) / contest.p95(OURS, WHOLE), 20),
      stallGoal('looking for earlier visits', Math.max(...stalls)),
    ],
    facts: {
      records: `${visits} visits`,
      drafts: DRAFTS,
      'same answer': `${contest.agreement}; similar content is another question than LIKE, which finds three pieces of it word for word`,
    },
  };
}

interface Draft {
  readonly idNo: string;
  readonly phone: string;
  readonly name: string;
  readonly content: string;
}

/** People who came before tell something again in part. */
function draftsFrom(records: readonly Folded[]): Draft[] {
  const dice = new Dice(SEED, 8);
  return Array.from({ length: DRAFTS }, () => {
    const text = (field: string, of = dice.pick(records)) => {
      const found = of.value[field];
      return typeof found === 'string' ? found : '';
    };
    const same = dice.pick(records);
    return {
      idNo: text('idNo', same),
      phone: text('phone', dice.chance(0.5) ? same : dice.pick(records)),
      name: text('name', same),
      content: `${text('summary', same).slice(0, 60)}${text('summary').slice(0, 30)}`,
    };
  });
}

const piecesOf = (content: string): string[] => {
  const text = searchable(content);
  return Array.from({ length: PIECES }, (_, i) => text.slice(i * 20 + 4, i * 20 + 10));
};
