import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardOf, fingerprintOf } from '../../../electron/exchange/keyring';
import { decidePair } from '../../../shared/domain/exchange/keys';
import { keyOf, recordId } from '../../../shared/kernel/ids';
import { Contest, OURS } from '../contest';
import { Dice } from '../data/random';
import { CENTER } from '../data/visit';
import { quantile, type Report, type Row, round } from '../figures';
import { homeOf, make, remove, say, scratch, SEED } from '../folders';
import { openOffice } from '../systems/office';
import { openOurs } from '../systems/ours';
import { baseOf, type Handled, HERE, KEYS, type Parcelled, RECORDS, THERE } from './package-child';
import { lend } from './write';

const CASES = 10_000;
const ROUNDS = 3;
interface Rival {
  readonly system: Parcelled;
  readonly name: string;
  readonly note: string;
}
const RIVALS: readonly Rival[] = [
  { system: 'ours', name: OURS, note: 'sealed, signed; durable' },
  { system: 'yjs', name: 'Yjs, all visits and cases in one document, in memory', note: 'loaded beforehand' },
  {
    system: 'automerge',
    name: 'Automerge, a document per case, those cases alone, in memory',
    note: 'one document for all exhausts its 4 GB; a document per case is loaded when it is needed, so that others would not be touched',
  },
];

/**
 * A package of many cases, two fields of each edited at another desk, is made and taken in: ours sealed, signed and durable, into all of
 * the data; CRDT libraries with the same edits, into all of the data too where they can hold it.
 */
export async function packages(scale: number): Promise<Pick<Report, 'rows' | 'facts'>> {
  const { home, cases } = await chosenCases(scale);
  for (const system of ['yjs', 'automerge'] as const) {
    if (existsSync(join(home, baseOf(system)))) continue;
    say(`filling ${system} …`);
    inFreshProcess('create', system, home, home);
  }
  const work = scratch('package');
  const from = join(homeOf(scale), 'ours');
  for (const desk of [HERE, THERE]) lend(from, join(work, desk));
  await pair(join(work, HERE), join(work, THERE));
  const [making, taking] = [`making a package of ${cases} cases`, `taking it in`];
  const contest = new Contest();
  const all = new Map<Parcelled, Handled[]>();
  for (const { system, name } of RIVALS) {
    contest.add(name, making, inFreshProcess('give', system, home, join(work, THERE)).ms);
  }
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const { system, name } of RIVALS) {
      // It takes half a minute or more each time; once is enough to see that.
      if (system === 'automerge' && turn > 0) continue;
      const folder = join(work, `turn${turn}`);
      if (system === 'ours') lend(join(work, HERE), folder);
      const one = inFreshProcess('take', system, home, folder);
      contest.add(name, taking, one.ms);
      contest.same('edited fields', name, one.hash);
      all.set(system, [...(all.get(system) ?? []), one]);
    }
  }
  remove(work);
  const told = (of: (one: Handled) => string) =>
    RIVALS.map(({ system }) => `${system} ${of(middle(all.get(system) ?? []))}`).join(', ');
  return {
    rows: contest
      .rows()
      .map((row: Row) => ({ ...row, note: RIVALS.find(({ name }) => name === row.system)?.note ?? '' })),
    facts: {
      'package: cases': `${cases}, two fields of each edited`,
      'package: the file that travels, kB': told(({ bytes }) => String(round(bytes / 1000))),
      'package: peak resident memory, MB, and what it was before taking in': told(
        ({ peak, before }) => `${round(peak)} (${round(before)})`,
      ),
      'package: same answer': contest.agreement,
    },
  };
}

/** The turn with the median time. */
function middle(turns: readonly Handled[]): Handled {
  const ms = quantile(
    turns.map((one) => one.ms),
    0.5,
  );
  const found = turns.find((one) => one.ms === ms);
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

/** Cases of all years that may travel in an ordinary package, with the records that the peers hold. */
async function chosenCases(scale: number): Promise<{ home: string; cases: number }> {
  const home = join(homeOf(scale), 'package');
  const store = await openOurs(join(homeOf(scale), 'ours'));
  const keys: string[] = [];
  for (const block of store.blocks('cases')) {
    const listed = block.listed('without');
    const confidential = block.ints('confidential');
    for (let row = 0; row < block.rows; row++) {
      if (listed[row] === 1 && confidential[row] === 0) keys.push(keyOf(block.id(row)));
    }
  }
  const dice = new Dice(SEED, 11);
  const wanted = Math.min(CASES, Math.floor(keys.length / 2));
  const chosen = new Set<string>();
  while (chosen.size < wanted) chosen.add(dice.pick(keys));
  if (!existsSync(home)) {
    await make(home, (work) => {
      const records = [...chosen].flatMap((key) =>
        ['visits', 'cases'].map((name) => {
          const id = recordId(name, key);
          return `${JSON.stringify([id, store.get(id)?.value ?? {}])}\n`;
        }),
      );
      writeFileSync(join(work, RECORDS), records.join(''));
      writeFileSync(join(work, KEYS), JSON.stringify([...chosen]));
      return Promise.resolve();
    });
  }
  await store.close();
  return { home, cases: wanted };
}

/** The receiver has compared the fingerprint of the sender. */
async function pair(here: string, there: string): Promise<void> {
  const receiver = await openOffice(here, 'bench001');
  const sender = await openOffice(there, 'other001');
  const card = cardOf(sender.keys.device, CENTER, THERE);
  const fingerprint = fingerprintOf(card);
  const decided = decidePair(undefined, card, fingerprint, fingerprint, CENTER);
  if (!decided.ok) throw new Error(decided.error.code);
  await receiver.store.commit(decided.value, receiver.actor);
  await sender.store.close();
  await receiver.store.close();
}

function inFreshProcess(step: 'create' | 'give' | 'take', system: Parcelled, home: string, folder: string): Handled {
  const args = [process.argv[1] ?? '', '--child', 'package', step, system, home, folder];
  const options = { encoding: 'utf8', maxBuffer: 1 << 26 } as const;
  return JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=16000', ...args], options)) as Handled;
}
