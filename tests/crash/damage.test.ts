import { describe, expect, it } from 'vitest';
import { scan } from '../../electron/store/ledger-file';
import { acceptDamage } from '../../electron/store/restore';
import { type Answers, ask } from './support/answers';
import { type Files, type Harm, harm, harmed, kindOf } from './support/damage';
import type { MemoryDisk } from './support/memory-disk';
import { damageMutants, type Mutate } from './support/mutants';
import { dice } from './support/power-cut';
import { FOLDER } from './support/workload';
import { foldersOfYears, records } from './support/years';

/** 300 in an ordinary run; the long run sets 10,000. */
const DAMAGES = Number(process.env['DAMAGES'] ?? 300);
const SEED = Number(process.env['DAMAGE_SEED'] ?? 1);

/** What stands nowhere else, and cannot be told from what never was when the file is gone. */
const OWN = /^(settings|device|drafts|keys|blob)/;

describe('a data folder of several years', () => {
  it(`tells of damage anywhere, mends what is derived and shows all that is sound (${DAMAGES} times)`, async () => {
    const files = await foldersOfYears(SEED);
    const whole = await ask(harmed(files, NOTHING));
    expect({ outcome: whole.outcome, notices: whole.notices, damage: whole.damage }).toEqual(SOUND);
    expect([...whole.answers].filter(([, answer]) => answer === undefined)).toEqual([]);
    const roll = dice(SEED);
    for (let done = 0; done < DAMAGES; ) {
      const harmDone = harm(files, roll);
      if (harmDone === undefined) continue;
      done++;
      const wrong = await judge(files, harmDone, whole).catch((error: unknown) => `crashes: ${stackOf(error)}`);
      expect(wrong, `damage ${done}: ${harmDone.what}`).toBeUndefined();
    }
  }, 3_600_000);

  it('is shown whole but for what is gone where a copy of one ledger file lies under the name of another', async () => {
    const files = await foldersOfYears(SEED);
    const whole = await ask(harmed(files, NOTHING));
    const ledger = [...files].filter(([path]) => kindOf(path) === 'ledger');
    for (const [path, content] of ledger) {
      for (const [other, copy] of ledger.filter((file) => file[0] !== path)) {
        const places = [{ path, from: 0, to: content.length }];
        const done = { what: `${other} under the name of ${path}`, places, changed: new Map([[path, copy]]) };
        expect(await judge(files, done, whole), done.what).toBeUndefined();
      }
    }
  });

  it.each(Object.entries(damageMutants))('is noticed by this test when %s', async (_, [kind, mutate]) => {
    const files = await foldersOfYears(SEED);
    const whole = await ask(harmed(files, NOTHING));
    const roll = dice(SEED);
    const found: string[] = [];
    for (let i = 0; i < 200 && found.length === 0; i++) {
      const harmDone = harm(files, roll, kind);
      const wrong = harmDone === undefined ? undefined : await judge(files, harmDone, whole, mutate);
      if (wrong !== undefined) found.push(wrong);
    }
    expect(found).toHaveLength(1);
  });
});

const asItIs: Mutate = (disk) => disk;
const NOTHING: Harm = { what: 'nothing', places: [], changed: new Map() };
const SOUND = { outcome: 'ready', notices: [], damage: [] };
const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** What is wrong with how the store takes it; undefined when nothing is. */
async function judge(files: Files, done: Harm, whole: Answers, mutate: Mutate = asItIs): Promise<string | undefined> {
  const disk = harmed(files, done);
  const first = await ask(mutate(disk));
  const kinds = new Set(done.places.map(({ path }) => kindOf(path)));
  const sound = kinds.has('ledger') ? soundQuestions(files, done, whole) : answerable(done, whole);
  const lie = firstLie(first, whole, sound, kinds.has('ledger'));
  if (lie !== undefined) return lie;
  if (kinds.has('ledger')) return judgeLedger(files, done, whole, { disk, mutate, first, sound });
  const missing = unanswered(await ask(mutate(disk)), whole, (question) => !OWN.test(question));
  return missing === undefined ? undefined : `is not mended: ${missing}`;
}

/** A different answer without a word. */
function firstLie(
  { answers, outcome, notices, damage }: Answers,
  whole: Answers,
  sound: ReadonlySet<string>,
  mayLack: boolean,
): string | undefined {
  const reported = outcome !== 'ready' || notices.length > 0 || damage.length > 0;
  for (const [question, answer] of answers) {
    const expected = whole.answers.get(question);
    if (answer === undefined || answer === expected) continue;
    if (mayLack && reported && !sound.has(question)) continue;
    if (!mayLack && !sound.has(question)) continue;
    return `answers ${question} with ${answer.slice(0, 300)}, not ${expected?.slice(0, 300)} (${outcome}, ${notices.join()})`;
  }
  return undefined;
}

function unanswered({ outcome, notices, answers }: Answers, whole: Answers, asked: (q: string) => boolean) {
  if (outcome !== 'ready') return `${outcome} ${notices.join()}`;
  const wrong = [...whole.answers].find(([question, answer]) => asked(question) && answers.get(question) !== answer);
  return wrong === undefined ? undefined : `${wrong[0]} is ${answers.get(wrong[0])}`;
}

/** What may be asked of a folder whose ledger is whole. */
const answerable = ({ changed }: Harm, whole: Answers): ReadonlySet<string> => {
  const gone = [...changed.values()].includes(undefined);
  return new Set([...whole.answers.keys()].filter((question) => !gone || !OWN.test(question)));
};

interface Seen {
  readonly disk: MemoryDisk;
  readonly mutate: Mutate;
  readonly first: Answers;
  /** Questions about records of which no Txn lies in a damaged place. */
  readonly sound: ReadonlySet<string>;
}

async function judgeLedger(files: Files, done: Harm, whole: Answers, { disk, mutate, first, sound }: Seen) {
  if (hurts(files, done)) {
    if (first.outcome !== 'damaged') return `says ${first.outcome}`;
    const names = first.damage.map(({ file }) => file);
    const hurt = done.places.filter(({ path }) => kindOf(path) === 'ledger').map(({ path }) => nameOf(path));
    const opened = first.answers.has('newest');
    if (opened && !hurt.some((name) => names.includes(name)))
      return `does not say where: ${JSON.stringify(first.damage)}`;
    const written = [...files].find(([path, content]) => {
      const now = done.changed.has(path) ? done.changed.get(path) : content;
      return kindOf(path) === 'ledger' && now !== undefined && disk.files.get(path)?.equals(now) !== true;
    });
    if (written !== undefined) return `writes to ${written[0]}`;
    const back = new Map([...disk.files, ...done.places.map(({ path }) => [path, contentOf(files, path)] as const)]);
    const missing = unanswered(await ask(harmed(back, NOTHING)), whole, () => true);
    if (missing !== undefined) return `with the file put back, ${missing}`;
  }
  // With the ledger and what is made from it damaged at once, it does not open: a person chooses.
  const alone = done.places.every(({ path }) => kindOf(path) === 'ledger' || kindOf(path) === 'small');
  const lost = [...sound].find((question) => first.answers.get(question) !== whole.answers.get(question));
  if (alone && lost !== undefined) return `does not show ${lost}, which is sound`;
  acceptDamage({ disk, folder: FOLDER }, Date.UTC(2026, 10, 23));
  const after = await ask(mutate(disk));
  return unanswered(
    { ...after, notices: [] },
    whole,
    (question) => /^(get|vector)/.test(question) && sound.has(question),
  );
}

const nameOf = (path: string): string => path.slice(FOLDER.length + 1);
const contentOf = (files: Files, path: string): Buffer => files.get(path) ?? Buffer.alloc(0);

/** Zeros written ahead are nobody's. */
const hurts = (files: Files, { places }: Harm): boolean =>
  places.some(({ path, from }) => kindOf(path) === 'ledger' && from < usedBytes(files, path));
const usedBytes = (files: Files, path: string): number =>
  contentOf(files, path).findLastIndex((byte) => byte !== 0) + 1;

function soundQuestions(files: Files, { places }: Harm, whole: Answers): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const { path, from, to } of places.filter((place) => kindOf(place.path) === 'ledger')) {
    for (const { offset, bytes, json } of scan(contentOf(files, path)).lines) {
      if (offset >= to || offset + bytes <= from) continue;
      for (const { on } of (json as { ops: { on: string }[] }).ops) touched.add(on);
    }
  }
  const asked = records.filter((id) => !touched.has(id)).flatMap((id) => [`get ${id}`, `history ${id}`]);
  return new Set(asked.filter((question) => whole.answers.has(question)));
}
