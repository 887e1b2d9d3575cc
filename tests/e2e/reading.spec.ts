import { randomBytes } from 'node:crypto';
import { collections } from '#shared/domain/collections';
import { recordId } from '#shared/kernel/ids';
import { caseSpace } from '#shared/ledger/space';
import { openSettings } from '../../electron/store/settings';
import { openStore } from '../../electron/store/open';
import { type Desk, expect, test } from './fixture';
import { VisitList } from './pages/visits';

const YEARS = [2021, 2022, 2023];
const WORDS = '反映征收补偿款未到位';

const nameOf = (year: number): string => `${'李王陈'[year - 2021]}桂兰`;

/** A desk that has visits of three years behind it, all folded. */
async function workForYears(desk: Desk): Promise<void> {
  const { id } = await desk.call('visits.register', {
    visit: {
      petitionDate: '2026-03-02',
      name: '欧阳婷',
      address: '红梅街道 1 号',
      headcount: 1,
      channel: 'visit',
      purpose: 'purposes/02',
      categoryCode: 'categories/0301',
      summary: `${WORDS}。`,
      demand: '请求尽快支付补偿款。',
      problemRegion: 'regions/320402',
      receivedBy: '王敏',
    },
  });
  await desk.close();
  const { device } = await openSettings(desk.folder);
  const store = await openStore({
    folder: desk.folder,
    device,
    collections,
    clock: { now: () => Date.now() },
    random: { hex: (n) => randomBytes(n).toString('hex') },
  });
  const value = store.get(id)?.value ?? {};
  const ops = YEARS.map((year) => {
    const visitNo = `${year}-A01-000001`;
    const of = { visitNo, caseNo: `XF${year}A01000001`, petitionDate: `${year}-03-02`, name: nameOf(year) };
    return {
      kind: 'create' as const,
      on: recordId('visits', visitNo),
      space: caseSpace(visitNo),
      value: { ...value, ...of },
    };
  });
  await store.commit({ action: '登记来访', ops }, { by: '王敏', unit: 'units/CZ-JFZX', device });
  await store.compact();
  await store.close();
  await desk.open();
}

/** The word that all is read comes to the screen when the test says so, as it does where a disk is slow. */
async function holdTheEnd(desk: Desk): Promise<() => Promise<void>> {
  await desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('no window');
    const send = contents.send.bind(contents);
    const held: unknown[][] = [];
    contents.send = (channel, ...said) => {
      const [event] = said as [{ type?: string; done?: number; total?: number }];
      if (event.type === 'progress' && event.done === event.total) held.push([channel, ...said]);
      else send(channel, ...said);
    };
    Object.assign(globalThis, {
      letGo: () => {
        contents.send = send;
        for (const [channel, ...said] of held) send(channel as string, ...said);
      },
    });
  });
  return () => desk.app.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
}

test('a closed year that is asked for the first time is read while the window says so, and then it answers', async ({
  desk,
}) => {
  await workForYears(desk);
  const line = desk.page.getByRole('status').filter({ hasText: '正在读取' });
  const list = new VisitList(desk.page);
  await list.open();
  await expect(list.row('欧阳婷')).toBeVisible();
  await expect(line).toHaveCount(0);

  const letGo = await holdTheEnd(desk);
  await list.search(WORDS);
  for (const year of YEARS) await expect(list.row(nameOf(year))).toBeVisible();
  await expect(line).toHaveText('正在读取2021年的来访登记…4/4');
  await expect(line.getByRole('progressbar')).toHaveAttribute('value', '3');
  await letGo();
  await expect(line).toHaveCount(0);

  // What has been read stays: the same years are asked again in silence.
  await holdTheEnd(desk);
  await list.search('请求尽快支付');
  for (const year of YEARS) await expect(list.row(nameOf(year))).toBeVisible();
  await expect(line).toHaveCount(0);
});
