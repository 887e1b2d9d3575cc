import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { addDays, type LocalDate } from '#shared/calendar/local-date';
import type { InputOf, OutputOf } from '#shared/contract/index';
import { CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import type { StepName } from '#shared/domain/cases/steps/index';
import { FileHandle, RecordId } from '#shared/kernel/ids';
import { type PlainDesk, plainDesk } from '../../plain-desk';

/** A file as the command line names it. */
export const at = (path: string) => FileHandle.parse(`path:${path}`);

export const CENTER = RecordId.parse('units/CZ-JFZX');
export const POLICE = RecordId.parse('units/CZ-GAJ');

/** Folders and desks that go when the test is over. */
export class Workshop {
  readonly home: string;
  readonly stick: string;
  private readonly desks: PlainDesk[] = [];
  constructor(name: string) {
    this.home = mkdtempSync(join(tmpdir(), `${name} `));
    this.stick = join(this.home, 'U盘');
    mkdirSync(this.stick);
  }

  async site(name: string, unit: string, prefix: string, operator: string): Promise<Site> {
    const site = await Site.open(join(this.home, name), unit, prefix, operator);
    this.desks.push(site.desk);
    return site;
  }

  /** A desk over a folder that lies there already. */
  async reopen(folder: string): Promise<PlainDesk> {
    const desk = await plainDesk(folder);
    this.desks.push(desk);
    return desk;
  }

  /** Closes what is open; nothing must have gone wrong inside. */
  async close(): Promise<void> {
    for (const desk of this.desks) await desk.close();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 3 });
    expect(this.desks.flatMap(({ faults }) => faults)).toEqual([]);
  }
}

type Send = Omit<InputOf<'exchange.send'>, 'folder' | 'to'>;

/** A desk of a unit: everything but the window, over a real data folder. */
export class Site {
  private constructor(
    readonly desk: PlainDesk,
    readonly folder: string,
  ) {}

  static async open(folder: string, unit: string, deskPrefix: string, operator: string): Promise<Site> {
    const desk = await plainDesk(folder);
    await desk.get('app.identify', { deskPrefix, unit, operator });
    return new Site(desk, folder);
  }

  /** Reads the other's card in, its digits read out over the telephone. */
  async pairWith(other: Site): Promise<RecordId> {
    const { card, fingerprint } = await other.desk.get('exchange.keys', {});
    const { id } = await this.desk.get('exchange.pair', { text: card, spoken: fingerprint });
    return id;
  }

  async send(to: RecordId, stick: string, send: Send): Promise<string> {
    const before = new Set(readdirSync(stick));
    await this.desk.get('exchange.send', { ...send, to: [to], folder: at(stick) });
    const made = readdirSync(stick).filter((name) => !before.has(name));
    if (made.length !== 1) throw new Error(`on the stick: ${made.join(' ')}`);
    return join(stick, made[0] ?? '');
  }

  inspect(file: string, passphrase?: string): Promise<OutputOf<'exchange.inspect'>> {
    return this.desk.get('exchange.inspect', { file: at(file), ...(passphrase === undefined ? {} : { passphrase }) });
  }

  async take(file: string): Promise<OutputOf<'exchange.import'>> {
    const { copy } = await this.inspect(file);
    return this.desk.get('exchange.import', { copy });
  }

  async register(name: string, summary: string, purpose = 'purposes/02'): Promise<RecordId> {
    const today = (await this.desk.get('app.status', {})).today;
    const { id } = await this.desk.get('visits.register', {
      visit: {
        petitionDate: today,
        name,
        address: '红梅街道 1 号',
        headcount: 1,
        channel: 'visit',
        purpose,
        categoryCode: 'categories/0801',
        summary,
        demand: '请求依法处理。',
        problemRegion: 'regions/320402',
      },
      priorVisitIds: [],
    });
    const { case: row } = await this.desk.get('cases.ofVisit', { visit: id });
    if (row === null) throw new Error('no case');
    return row.id;
  }

  /** A case of this desk that another unit is to handle. */
  async assigned(unit: RecordId, name = '李桂兰'): Promise<RecordId> {
    const id = await this.register(name, '反映户籍办理拖延。');
    await this.step(id, 'triage', { triageClass: 'claim', legalPath: 'petition' });
    const { today } = await this.desk.get('app.status', {});
    const feedbackDue = addDays(today as LocalDate, 60);
    await this.step(id, 'assign', { unit, requirement: '依法办理', feedbackDue });
    return id;
  }

  async step(id: RecordId, step: StepName, rest: object = {}): Promise<void> {
    const { today } = await this.desk.get('app.status', {});
    await this.desk.get('cases.step', { id, step, input: { on: today, ...rest } });
  }

  async statusName(id: RecordId): Promise<string> {
    return CASE_STATUS_NAMES[(await this.desk.get('cases.get', { id })).row.status];
  }

  async statusOf(id: RecordId): Promise<string> {
    return (await this.desk.get('cases.get', { id })).row.status;
  }
}
