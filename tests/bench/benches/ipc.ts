import { join } from 'node:path';
import { openDesk } from '../../../electron/compose';
import { noShell } from '../../../electron/shell-port';
import { Contest, OURS } from '../contest';
import { atMost, type Report, round } from '../figures';
import { generated, homeOf, remove, scratch } from '../folders';
import { lend } from './write';

const ROUNDS = 400;
const LARGEST = 256 * 1024;

/** A page of 50 through the router, as it leaves for the window, against a call that carries nothing. */
export async function ipc(scale: number): Promise<Report> {
  const { visits } = await generated(scale);
  const work = scratch('ipc');
  lend(join(homeOf(scale), 'ours'), work);
  const desk = await openDesk({
    folder: work,
    facts: { version: 'bench', runtime: 'node' },
    shell: noShell,
    emit: () => undefined,
    log: () => undefined,
    checkOutput: false,
  });
  const contest = new Contest();
  /** An answer as it leaves the host. */
  const over = async (method: string, input: object): Promise<string> => JSON.stringify(await desk.call(method, input));
  const sizes = new Map<string, number>();
  for (let turn = -20; turn < ROUNDS; turn++) {
    await contest.time('an empty call', '', () => over('visits.policy', {}));
    await contest.time(OURS, '', () => over('visits.list', { limit: 50 }));
    await contest.time('a page of 50 cases', '', () => over('cases.list', { limit: 50 }));
    if (turn < 0) contest.forgetAll();
  }
  const asks: readonly (readonly [string, object])[] = [
    ['visits.list', { limit: 200 }],
    ['cases.list', { limit: 200 }],
    ['cases.due', { range: 'overdue', limit: 200 }],
    ['cases.dueCounts', {}],
    ['visits.similar', { name: '王建国', content: '反映物业公司收费不合理，要求公开账目。' }],
  ];
  for (const [method, input] of asks) sizes.set(method, Buffer.byteLength(await over(method, input)));
  await desk.close();
  remove(work);
  return {
    bench: 'ipc',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      atMost(
        'page of 50 visits ÷ an empty call, in the host',
        contest.median(OURS) / contest.median('an empty call'),
        2,
      ),
      atMost('largest of the largest pages, bytes', Math.max(...sizes.values()), LARGEST),
    ],
    facts: {
      records: `${visits} visits`,
      'a page of 50 more than an empty call, ms': round(contest.median(OURS) - contest.median('an empty call')),
      'bytes of the largest pages': [...sizes].map(([method, bytes]) => `${method} ${bytes}`).join(', '),
    },
  };
}
