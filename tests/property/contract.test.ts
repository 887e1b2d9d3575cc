import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describe as describeContract } from '../../electron/describe';
import { contract } from '#shared/contract/index';
import { type PlainDesk, plainDesk } from '../plain-desk';
import { anything, inputOf, type Schema } from './support/from-schema';

/** Whatever is asked, in whatever shape, every answer is an answer: no unexpected error, no method that never answers. */

/** Those close the store by design; the tests of recovery call them. */
const CLOSING = new Set([
  'backups.restore',
  'recovery.olderGeneration',
  'recovery.rebuild',
  'recovery.usePrevious',
  'sync.configure',
]);
const PATIENCE = 10_000;
const methods = describeContract(contract).filter(({ method }) => !CLOSING.has(method));

let home = '';
let desk: PlainDesk;
const ids: string[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), '乱入 '));
  desk = await plainDesk(join(home, '数据'));
  await desk.call('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王敏' });
  ids.push(...(await seeded()));
});
afterAll(async () => {
  await desk.close();
  rmSync(home, { recursive: true, force: true });
});

/** Records of every kind, so that methods get past “not found”. */
async function seeded(): Promise<string[]> {
  const made = ['units/CZ-JFZX', 'units/CZ-GAJ', 'categories/0301', 'regions/320402', 'purposes/02', 'holidays/2026'];
  const keep = async (method: string, input: unknown) => {
    const answer = await desk.call(method, input);
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.value as { id: string; rule: unknown };
  };
  for (const name of ['李桂兰', '陈大勇', '单雄信'])
    made.push((await keep('visits.register', { visit: visit(name) })).id);
  const { rule } = await keep('rosters.preset', { key: 'police-week', start: '2026-11-02' });
  const { id } = await keep('rosters.createRule', { rule });
  const roster = await keep('rosters.generate', { rule: id, period: { from: '2026-11-02', to: '2026-11-15' } });
  const duties = (await keep('rosters.duties', { id: roster.id, limit: 4 })) as unknown as { rows: { id: string }[] };
  return [...made, id, roster.id, ...duties.rows.map((duty) => duty.id)];
}

const visit = (name: string) => ({
  petitionDate: '2026-03-02',
  name,
  address: '红梅街道 1 号',
  headcount: 1,
  channel: 'visit',
  purpose: 'purposes/02',
  categoryCode: 'categories/0301',
  summary: '反映征收补偿款未到位。',
  demand: '请求尽快支付补偿款。',
  problemRegion: 'regions/320402',
  receivedBy: '王敏',
});

const files = () => [`path:${join(home, '写出 文件')}`, `path:${home}`, 'path:/dev/null/x', '../etc', 'none'];

it('every method answers anything with a value or a refusal in words', async () => {
  const ask = fc.constantFrom(...methods).chain(({ method, input }) =>
    fc.record({
      method: fc.constant(method),
      input: fc.oneof(
        { arbitrary: inputOf(input as Schema, { ids, files: files() }), weight: 8 },
        { arbitrary: anything, weight: 1 },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(ask, { minLength: 1, maxLength: 6 }), async (asks) => {
      desk.faults.length = 0;
      const answers = await within(Promise.all(asks.map(({ method, input }) => desk.call(method, input))));
      for (const answer of answers) {
        if (answer.ok) continue;
        expect(answer.error.code).not.toBe('call.unexpected');
        expect(answer.error.message).toMatch(/\p{Script=Han}/u);
      }
      expect(desk.faults).toEqual([]);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 250), interruptAfterTimeLimit: 12_000 },
  );
  expect(await desk.call('app.status', {})).toMatchObject({ ok: true, value: { store: { mode: 'ready' } } });
  for (const id of ids) expect(await desk.call('history.list', { id })).toMatchObject({ ok: true });
});

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
