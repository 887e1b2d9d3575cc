import { afterEach, describe, expect, it } from 'vitest';
import { type DeviceId, type RecordId, recordId, type SpaceId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import { caseSpace } from '#shared/ledger/space';
import { collections } from '#shared/domain/collections';
import { systemRandom } from '../../random';
import { openStore } from '../../store/open';
import { CENTRE, closeOffices, FACTS, HOST, Office } from './testing';

afterEach(closeOffices);

/** As it comes with a package. */
async function bring(folder: string, space: SpaceId, on: RecordId, value: JsonObject): Promise<void> {
  const device = 'other001' as DeviceId;
  const store = await openStore({ folder, device, collections, clock: { now: Date.now }, random: systemRandom() });
  await store.commit({ action: '写', ops: [{ kind: 'create', on, space, value }] }, { by: '甲', unit: HOST, device });
  await store.close();
}

describe('numbers', () => {
  it('follow the codes and the form that the centre sets', async () => {
    const office = await Office.at();
    await office.get('paperNumbers.save', {
      organ: HOST,
      organCode: '常公访',
      kinds: [{ kind: 'HandlingOpinion', code: '答' }],
    });
    const id = await office.replied();
    const { docNo } = await office.get('papers.issue', await office.drafted(id, 'HandlingOpinion', FACTS));
    expect(docNo).toBe('常公访答〔2026〕1号');
    const { rows, desk } = await office.get('paperNumbers.list', { organ: HOST, year: 2026 });
    expect(desk).toBe('A01');
    expect(rows.find(({ kind }) => kind === 'HandlingOpinion')).toMatchObject({
      used: 1,
      last: 1,
      next: '常公访答〔2026〕2号',
    });
    expect(
      await office.refused('paperNumbers.save', { organ: HOST, kinds: [{ kind: 'TransferLetter', code: '答' }] }),
    ).toMatchObject({
      code: 'number.clash',
    });
    expect(await office.refused('paperNumbers.save', { organ: HOST, format: '{机关代字}〔{年}〕号' })).toMatchObject({
      field: 'format',
    });
  });

  it('bear the year of the day on the paper, in the check as when it is issued', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const now = await office.drafted(id, 'AcknowledgementNotice');
    await office.get('papers.issue', now);
    const ask = { ...now, data: { ...now.data, issuedOn: '2027-01-04' } };
    expect((await office.get('papers.check', now)).docNo).toMatch(/〔2026〕2号$/);
    expect((await office.get('papers.check', ask)).docNo).toMatch(/〔2027〕1号$/);
  });

  it('reserved for another desk are skipped, and used by it alone until they are used up', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const ask = await office.drafted(id, 'AcknowledgementNotice');
    const serial = async () => /(\d+)号/.exec((await office.get('papers.issue', ask)).docNo ?? '')?.[1];
    expect(await serial()).toBe('1');
    const range = { organ: HOST, kind: 'AcknowledgementNotice' as const, year: 2026, desk: 'B01' };
    await office.get('paperNumbers.reserve', { ...range, from: 2, to: 3 });
    expect(await office.refused('paperNumbers.reserve', { ...range, from: 3, to: 9 })).toMatchObject({
      code: 'number.rangeOverlaps',
    });
    expect(await serial()).toBe('4');

    await office.get('app.identify', { deskPrefix: 'B01', unit: CENTRE, operator: '下乡' });
    expect([await serial(), await serial()]).toEqual(['2', '3']);
    expect(await office.refused('papers.issue', ask)).toMatchObject({ code: 'number.rangeUsedUp' });
    await office.get('app.identify', { deskPrefix: 'C01', unit: CENTRE, operator: '窗口' });
    expect(await office.refused('papers.issue', ask)).toMatchObject({ code: 'number.noRange' });
    await office.get('paperNumbers.setDesk', { organ: HOST, desk: 'C01', reason: '原机损坏' });
    expect(await serial()).toBe('5');
  });

  it('on what another unit brought under our names push neither the next paper nor the next case', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const ask = await office.drafted(id, 'AcknowledgementNotice');
    await office.get('papers.issue', ask);
    await office.close();
    const key = id.slice(id.indexOf('/') + 1);
    await bring(office.folder, caseSpace(key), recordId('papers', '2026-X09-000001'), {
      ...ask.data,
      version: 1,
      series: `${HOST.slice(6)}.AcknowledgementNotice.2026`,
      serial: 900_000,
    });
    await bring(office.folder, caseSpace('2026-A01-000002'), recordId('cases', '2026-A01-000002'), { title: '占号' });
    const again = await Office.at({ folder: office.folder });
    expect((await again.get('papers.issue', ask)).docNo).toMatch(/〔2026〕2号$/);
    expect(await again.case()).toBe('cases/2026-A01-000003');
  });

  it('given out before older data were restored are not given again', async () => {
    const office = await Office.at();
    const id = await office.replied();
    const ask = await office.drafted(id, 'AcknowledgementNotice');
    const { id: backup } = await office.get('backups.make', {});
    await office.get('papers.issue', ask);
    await office.get('backups.restore', { id: backup });
    await office.close();
    const again = await Office.at({ folder: office.folder });
    const { id: paper, docNo } = await again.get('papers.issue', ask);
    expect(docNo).toMatch(/〔2026〕2号$/);
    expect(paper).toBe('papers/2026-A01-000002');
  });
});
