import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, type InputOf, type MethodName, type OutputOf } from '#shared/contract/index';
import type { Refusal } from '#shared/kernel/refusal';
import { type Desk, openDesk } from '../../compose';
import { noShell, type Shell } from '../../shell-port';
import { sampleVisit } from '../../../tests/plain-desk';

/** Stands for the window, which alone can draw: a PDF of as many pages as the Word document is thousands of bytes long. */
const drawing: Shell = {
  ...noShell,
  available: true,
  docxPdf: async (docx) => Buffer.from(`%PDF-1.4 ${docx.length} <</Type /Pages /Count 2>> ${Math.trunc(docx.length)}`),
  docxPng: async () => Buffer.from('picture'),
  docxPrint: async () => 'printed',
};

const open = new Set<Desk>();

export async function closeOffices(): Promise<void> {
  for (const desk of open) await desk.close();
  open.clear();
}

export const HOST = 'units/CZ-GAJ';
export const CENTRE = 'units/CZ-JFZX';

/** A desk that can issue papers, over a real data folder. */
export class Office {
  constructor(
    readonly desk: Desk,
    readonly folder: string,
  ) {}

  static async at({ shell = drawing, deskPrefix = 'A01', folder = '' } = {}): Promise<Office> {
    const data = folder || (await mkdtemp(join(tmpdir(), '文书 测试-')));
    const desk = await openDesk({
      folder: data,
      facts: { version: 'test', runtime: 'node' },
      shell,
      emit: () => undefined,
      log: (line) => line.error !== undefined && console.error(line),
      checkOutput: true,
    });
    open.add(desk);
    const office = new Office(desk, data);
    await office.get('app.identify', { deskPrefix, unit: CENTRE, operator: '王登记' });
    return office;
  }

  async close(): Promise<void> {
    open.delete(this.desk);
    await this.desk.close();
  }

  async get<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
    const answer = await this.desk.call(method, input);
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return contract[method].output.parse(answer.value) as OutputOf<M>;
  }

  async refused<M extends MethodName>(method: M, input: InputOf<M>): Promise<Refusal> {
    const answer = await this.desk.call(method, input);
    if (answer.ok) throw new Error(`${method} was not refused`);
    return answer.error;
  }

  async case(purpose = 'purposes/02'): Promise<string> {
    const { id } = await this.get('visits.register', {
      visit: sampleVisit({ purpose, receivedBy: '王敏' }),
    });
    const { case: row } = await this.get('cases.ofVisit', { visit: id });
    return row?.id ?? '';
  }

  step(id: string, step: InputOf<'cases.step'>['step'], rest: object = {}, on = '2026-03-03') {
    return this.get('cases.step', { id, step, input: { on, ...rest } });
  }

  /** A case that was replied to. */
  async replied(): Promise<string> {
    const id = await this.case();
    await this.step(id, 'triage', { triageClass: 'claim', legalPath: 'petition' });
    await this.step(id, 'transfer', { unit: HOST, routingReason: '由公安机关办理' });
    await this.step(id, 'sign', { signer: '张三' });
    await this.step(id, 'acknowledge');
    await this.step(id, 'handle');
    await this.step(id, 'reply', {
      conclusion: 'support',
      summary: '补偿款已于三月拨付。',
      basis: '《国有土地上房屋征收与补偿条例》第十七条',
    });
    return id;
  }

  /** As the screen has it after the clerk filled in the rest. */
  async drafted(id: string, kind: InputOf<'papers.draft'>['kind'], more: object = {}) {
    const { organ, toUnit, data } = await this.get('papers.draft', { case: id, kind });
    return {
      case: id,
      kind,
      organ,
      ...(toUnit === undefined ? {} : { toUnit }),
      data: { ...data, issuedOn: '2026-03-05', ...more },
    };
  }
}

export const FACTS = { facts: '经查，补偿款确未到位。' };
