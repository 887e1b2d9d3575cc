import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/kernel/json';
import { openBlobs } from '../../../electron/store/blobs';
import type { Disk } from '../../../electron/store/disk';
import { openDrafts } from '../../../electron/store/drafts';
import { openSettings } from '../../../electron/store/settings';
import { StoreError } from '../../../electron/store/fault';
import type { Damage } from '../../../electron/store/loading';
import type { Store } from '../../../electron/store/store';
import { openKeyring } from '../../../electron/exchange/keyring';
import { groupBy } from '../../../electron/query/group';
import { count, select } from '../../../electron/query/select';
import { similar } from '../../../electron/query/similar';
import { ORG_SPACE } from '#shared/ledger/space';
import { FOLDER } from './workload';
import { CONTENTS, openYears, records, spaceOf, units, visits } from './years';

/** Everything a folder answers; `undefined` where the store said that it cannot. */
export interface Answers {
  /** `ready`, why it is read-only, or why it does not open. */
  readonly outcome: string;
  readonly notices: readonly string[];
  readonly damage: readonly Damage[];
  readonly answers: ReadonlyMap<string, string | undefined>;
}

type Question = (store: Store) => unknown;

const page = (query: Partial<Parameters<typeof select>[2]>): Question => {
  return (store) => {
    const { rows, total, more } = select(store, visits, { limit: 12, ...query });
    // A page of found texts may leave the count for later.
    return { rows: rows.map((row) => ({ ...row, log: undefined })), more, total: query.text === undefined ? total : 0 };
  };
};

const QUESTIONS: ReadonlyMap<string, Question> = new Map<string, Question>([
  ...records.map((id): [string, Question] => [`get ${id}`, (store) => store.get(id)]),
  ...records.map((id): [string, Question] => [`history ${id}`, (store) => store.history(id)]),
  ...records.map((id): [string, Question] => [`vector ${id}`, (store) => store.vector(spaceOf(id))]),
  ['newest', page({})],
  ['all', page({ limit: 500, voided: 'with' })],
  ['voided', page({ voided: 'only' })],
  ['units', (store) => select(store, units, { limit: 50 }).rows.map(({ id, value }) => ({ id, value }))],
  ['by kind', page({ where: [{ column: 'kind', op: 'eq', value: '来信' }], order: [{ column: 'day' }] })],
  ['by day', page({ where: [{ column: 'day', op: 'gte', value: 19_700 }], order: [{ column: 'name', desc: true }] })],
  ['by key', page({ where: [{ column: 'idNos', op: 'has', value: '3204021950' }] })],
  ['by character', page({ text: '渗' })],
  ['by text', page({ text: '征收补偿' })],
  ['by pinyin', page({ text: 'lgl' })],
  ['how many', (store) => count(store, visits, { text: '噪声' })],
  [
    'groups',
    (store) =>
      groupBy(store, visits, ['kind', { column: 'day', per: 'month' }], {}, { sum: ['day'] })
        .map(plain)
        .sort(),
  ],
  [
    'alike',
    (store) =>
      similar(store, visits, { names: ['李桂兰'], keys: [{ column: 'idNos', value: '3204021950' }] }, 99).map(
        ({ record, likeness }) => ({
          id: record.id,
          value: record.value,
          likeness,
        }),
      ),
  ],
  ['sent', (store) => store.since(new Map(records.slice(0, 20).map((id) => [spaceOf(id), {}])))],
  ['sent of the office', (store) => store.since(new Map([[ORG_SPACE, {}]]))],
]);

const plain = (value: unknown): string => canonicalJson(value as Json);

/** What is told in words is an answer too; anything else that is thrown is a crash, and nobody catches it. */
function told(question: () => unknown): string | undefined {
  try {
    return plain(question());
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** Asks everything, reads all files through, closes. */
export async function ask(disk: Disk): Promise<Answers> {
  const small = await askSmallFiles(disk);
  let store: Store;
  try {
    store = await openYears(disk);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { outcome: error.fault, notices: [], damage: [], answers: small };
  }
  const answers = new Map(small);
  for (const [name, question] of QUESTIONS)
    answers.set(
      name,
      told(() => question(store)),
    );
  await store.scrub();
  const state = store.state();
  const outcome = state.mode === 'ready' ? 'ready' : state.reason;
  const found = { outcome, notices: store.notices(), damage: store.damage(), answers };
  await store.close();
  return found;
}

/** Of what lies beside the ledger: settings, drafts, keys, attachments. */
async function askSmallFiles(disk: Disk): Promise<ReadonlyMap<string, string | undefined>> {
  const blobs = openBlobs({ disk, folder: FOLDER }, { hex: () => 'x' });
  const asked: [string, () => Promise<unknown>][] = [
    ['settings', async () => (await openSettings(FOLDER, disk)).identity()],
    ['device', async () => (await openSettings(FOLDER, disk)).device],
    ['drafts', async () => draftIn(await openDrafts(FOLDER, disk))],
    ['keys', async () => (await openKeyring(FOLDER, disk)).device],
    ...CONTENTS.map(hashOf).map((sha256): [string, () => Promise<unknown>] => [
      `blob ${sha256}`,
      async () => {
        const content = await blobs.read(sha256);
        if (!content.ok) throw new StoreError('damaged', content.error.message);
        return content.value.toString('base64');
      },
    ]),
  ];
  const answers = new Map<string, string | undefined>();
  for (const [name, question] of asked) {
    const answer = await question().then(plain, (error: unknown) => {
      if (error instanceof StoreError) return undefined;
      throw error;
    });
    answers.set(name, answer);
  }
  return answers;
}
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

function draftIn(drafts: Awaited<ReturnType<typeof openDrafts>>): unknown {
  if (drafts.notices.length > 0) throw new StoreError('damaged', drafts.notices.join());
  return drafts.get('visits.register');
}
