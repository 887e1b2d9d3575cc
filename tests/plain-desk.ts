import { type Desk, openDesk } from '../electron/compose';
import type { CallLog } from '../electron/ipc/router';
import { noShell } from '../electron/shell-port';
import { contract, type InputOf, type MethodName, type OutputOf } from '#shared/contract/index';
import type { Refusal } from '#shared/kernel/refusal';

/** A desk in plain Node over a real data folder: everything but the window. */
export interface PlainDesk extends Desk {
  /** The answer of a method; throws when it is refused. */
  get<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>>;
  /** The refusal of a method; throws when it is not refused. */
  refused<M extends MethodName>(method: M, input: InputOf<M>): Promise<Refusal>;
  /** Calls that ended in an unexpected error. */
  readonly faults: CallLog[];
}

export async function plainDesk(folder: string): Promise<PlainDesk> {
  const faults: CallLog[] = [];
  const desk = await openDesk({
    folder,
    facts: { version: 'test', runtime: 'node' },
    shell: noShell,
    emit: () => undefined,
    log: (line) => line.ref !== undefined && faults.push(line),
    checkOutput: true,
  });
  return {
    ...desk,
    faults,
    get: async <M extends MethodName>(method: M, input: InputOf<M>) => {
      const answer = await desk.call(method, input);
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
      return contract[method].output.parse(answer.value) as OutputOf<M>;
    },
    refused: async (method, input) => {
      const answer = await desk.call(method, input);
      if (answer.ok) throw new Error(`${method} was not refused`);
      return answer.error;
    },
  };
}

type VisitInput = InputOf<'visits.register'>['visit'];

/** A visit as it might be registered. */
export const sampleVisit = (more: VisitInput = {}): VisitInput => ({
  petitionDate: '2026-03-02',
  name: '李桂兰',
  idNo: '11010519491231002X',
  phone: '13861234567',
  address: '红梅街道 1 号',
  headcount: 1,
  channel: 'visit',
  purpose: 'purposes/02',
  categoryCode: 'categories/0301',
  summary: '反映征收补偿款未到位。',
  demand: '请求尽快支付补偿款。',
  problemRegion: 'regions/320402',
  ...more,
});
