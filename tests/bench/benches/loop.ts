import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleVisit } from '../../plain-desk';
import { CENTER } from '../data/visit';
import { quantile, type Report, round, stallGoal } from '../figures';
import { generated, homeOf, remove, scratch } from '../folders';
import { answered, type Call } from './loop-child';
import { lend } from './write';

const ROUNDS = 3;
/** Characters of a question. */
const TOLD = 90;
const BY_NAME = [{ column: 'name' }];
const CASE = 'cases/2019-A01-000100';

/** What people ask of a desk, each as the first thing after a start; `to` is where files go. */
const questions = (to: string, cases: readonly string[]): readonly Call[] => [
  ['visits.register', { visit: sampleVisit() }],
  ['visits.correct', { id: 'visits/2018-A01-000200', changes: { address: '更正后的住址' }, reason: '核对' }],
  ['visits.list', { limit: 200 }],
  ['visits.list', { order: [{ column: 'receivedBy' }, { column: 'petitionDate' }, { column: 'name' }] }],
  ['visits.list', { order: BY_NAME, offset: 200_000 }],
  ['visits.list', { offset: 290_000 }],
  ['visits.list', { text: '物业公司', order: BY_NAME }],
  ['visits.total', { text: '物业公司' }],
  ['visits.similar', { name: '王建国', phone: '13800000000', content: '反映物业公司收费不合理，要求公开账目。' }],
  ['visits.counts', { date: '2020-03-03' }],
  ['cases.list', { order: [{ column: 'host' }, { column: 'status' }, { column: 'name' }] }],
  ['cases.list', { unit: 'units/CZ' }],
  ['cases.list', { text: '住房', order: [{ column: 'since' }] }],
  ['cases.list', { due: 'overdue' }],
  ['cases.total', { text: '物业' }],
  ['cases.get', { id: CASE }],
  ['cases.similar', { id: CASE }],
  ['cases.due', { range: 'overdue', limit: 200 }],
  ['cases.dueCounts', {}],
  ['supervision.candidates', {}],
  ['papers.list', { case: CASE }],
  ['paperNumbers.list', { organ: CENTER, year: 2026 }],
  ['merge.list', {}],
  ['history.list', { id: CASE }],
  ['exchange.plan', { purpose: 'route', to: [CENTER], passphrase: '一二三四五六七八', cases }],
  ['exchange.plan', { purpose: 'sync', to: [CENTER], passphrase: '一二三四五六七八' }],
  ['exchange.send', { purpose: 'route', to: [CENTER], passphrase: '一二三四五六七八', cases, folder: `path:${to}` }],
  ['exchange.keys', {}],
  ['sync.status', {}],
  ['rosters.list', { limit: 50 }],
  ['backups.make', {}],
  ['backups.list', {}],
  ['recovery.state', {}],
  ['visits.export', { filter: {}, columns: ['visitNo', 'name', 'summary'], file: `path:${to}/1.xlsx` }],
  ['visits.export', { filter: { text: '反映' }, order: BY_NAME, columns: ['visitNo'], file: `path:${to}/2.xlsx` }],
  ['cases.export', { filter: {}, columns: ['caseNo', 'name', 'clock', 'lastDay'], file: `path:${to}/3.xlsx` }],
  ['recovery.exportReadable', { file: `path:${to}/4.ndjson` }],
];

/** The longest turn of the loop while a fresh process opens the desk, answers, and closes it, whatever it is asked first. */
export async function loop(scale: number): Promise<Report> {
  const { visits, cases } = await generated(scale);
  const work = scratch('loop');
  const stalls = new Map<string, number[]>();
  for (let turn = 0; turn < ROUNDS; turn++) {
    const folder = join(work, String(turn));
    lend(join(homeOf(scale), 'ours'), folder);
    const chosen = await openCases(folder);
    for (const [method, input] of questions(work, chosen)) {
      const question = `${method} ${JSON.stringify(input).replaceAll(work, '').slice(0, TOLD)}`;
      const stall = inFreshProcess(folder, [method, input]);
      stalls.set(question, [...(stalls.get(question) ?? []), stall]);
    }
    remove(folder);
  }
  remove(work);
  const medians = [...stalls].map(([question, all]) => ({ question, ms: quantile(all, 0.5) }));
  const worst = Math.max(...medians.map(({ ms }) => ms));
  return {
    bench: 'loop',
    scale,
    unit: 'ms',
    rows: [],
    goals: [stallGoal(`opening the desk, and then any of ${medians.length} questions`, worst)],
    facts: {
      records: `${visits} visits, ${cases} cases`,
      ...Object.fromEntries(medians.map(({ question, ms }) => [question, round(ms)])),
    },
  };
}

/** Nothing of closed years is in memory, nor any code. */
function inFreshProcess(folder: string, call: Call): number {
  const file = join(folder, '..', 'question.json');
  writeFileSync(file, JSON.stringify(call));
  const args = [process.argv[1] ?? '', '--child', 'loop', folder, file];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

const CHOSEN = 4_000;

/** Cases of closed years that may travel. */
async function openCases(folder: string): Promise<string[]> {
  const identity = { deskPrefix: 'A01', unit: CENTER, operator: '王敏' };
  await answered(folder, 'app.identify', identity);
  const found: string[] = [];
  for (let offset = 0; found.length < CHOSEN; offset += 200) {
    const page = (await answered(folder, 'cases.list', { to: '2024-12-31', offset, limit: 200 })) as {
      rows: { id: string; confidential: boolean }[];
    };
    if (page.rows.length === 0) break;
    found.push(...page.rows.filter((row) => !row.confidential).map((row) => row.id));
  }
  return found;
}
