import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, truncateSync, copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import type { StepName } from '#shared/domain/cases/steps/index';
import type { RecordId } from '#shared/kernel/ids';
import { Desk, expect, ROOT, test } from './fixture';
import { Exchange } from './pages/exchange';
import { Rosters } from './pages/rosters';

const run = promisify(execFile);

/** A desk without its window, as the command line runs it. */
async function plain<M extends MethodName>(folder: string, method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const args = [join(ROOT, 'dist/desk.cjs'), '--data', folder, method, JSON.stringify(input)];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as OutputOf<M>;
}

async function newFolder(home: string, name: string, unit: string, deskPrefix: string, operator: string) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  await plain(folder, 'app.identify', { deskPrefix, unit, operator });
  return folder;
}

function newStick(home: string): string {
  const stick = join(home, 'U盘');
  mkdirSync(stick);
  return stick;
}

/** A second desk with a window, in a home of its own. */
async function second(home: string, unit: string, deskPrefix: string, operator: string): Promise<Desk> {
  const own = join(home, `另一台 ${deskPrefix}`);
  const desk = new Desk(own, await newFolder(own, '数据', unit, deskPrefix, operator));
  await desk.open();
  return desk;
}

async function step(desk: Desk, id: RecordId, name: StepName, rest: object = {}): Promise<void> {
  const { today } = await desk.call('app.status', {});
  await desk.call('cases.step', { id, step: name, input: { on: today, ...rest } });
}

async function register(desk: Desk, name: string, purpose = 'purposes/02'): Promise<RecordId> {
  const { today } = await desk.call('app.status', {});
  const { id } = await desk.call('visits.register', {
    visit: {
      petitionDate: today,
      name,
      address: '红梅街道 1 号',
      headcount: 1,
      channel: 'visit',
      purpose,
      categoryCode: 'categories/0801',
      summary: '反映户籍办理拖延。',
      demand: '请求依法处理。',
      problemRegion: 'regions/320402',
    },
    priorVisitIds: [],
  });
  const { case: row } = await desk.call('cases.ofVisit', { visit: id });
  if (row === null) throw new Error('no case');
  return row.id;
}

async function assigned(desk: Desk, name: string): Promise<RecordId> {
  const id = await register(desk, name);
  await step(desk, id, 'triage', { triageClass: 'claim', legalPath: 'petition' });
  await step(desk, id, 'assign', { unit: 'units/CZ-GAJ', requirement: '依法办理', feedbackDue: '2027-03-01' });
  return id;
}

const statusOf = async (desk: Desk, id: RecordId): Promise<string> => (await desk.call('cases.get', { id })).row.status;

test('two desks and one stick: paired by voice, a case routed out, signed, answered, closed', async ({
  desk,
  home,
}) => {
  test.setTimeout(300_000);
  const stick = newStick(home);
  const police = await second(home, 'units/CZ-GAJ', 'P01', '赵刚');
  try {
    const [center, other] = [new Exchange(desk, stick), new Exchange(police, stick)];
    const id = await assigned(desk, '李桂兰');
    const secret = await register(desk, '匿名人', 'purposes/04');
    await other.pair(await center.giveCard('中心.jrdcard'));
    await center.pair(await other.giveCard('公安.jrdcard'));
    await expect(desk.page.getByRole('table', { name: '已配对的单位和台席' })).toContainText('常州市公安局');

    await center.open('导出');
    await center.choose('收件单位', 'P01');
    const secretNo = (await desk.call('cases.get', { id: secret })).row.caseNo;
    await center.choose('信访事项', secretNo);
    await expect(center.plan).toContainText('第三十条');
    await desk.page.keyboard.press('Backspace');
    await center.choose('信访事项', '李桂兰');
    await expect(center.plan).toContainText('可以发出 1 项');
    const routed = await center.send();

    const half = join(stick, '半个.jrd');
    copyFileSync(routed, half);
    truncateSync(half, 4000);
    await expect(await other.look(half)).toHaveText('文件不完整');
    await expect(await other.look(routed)).toHaveText('可以导入');
    await expect(police.page.getByRole('table', { name: '逐条变更' })).toContainText('已转交');
    await other.take();
    const receipt = await other.saveReceipt();
    await expect(await other.look(routed)).toHaveText('已经导入过');
    await expect(await center.look(receipt)).toHaveText('可以导入');
    await center.take('回执已登记');
    await center.open('收发台账');
    await expect(desk.page.getByRole('grid', { name: '收发台账' })).toContainText('已送达');

    await step(police, id, 'sign', { signer: '赵刚' });
    await step(police, id, 'acknowledge');
    await step(police, id, 'handle');
    await step(police, id, 'reply', {
      conclusion: 'support',
      summary: '已办理户籍登记。',
      basis: '《中华人民共和国户口登记条例》第十条',
    });
    await other.open('导出');
    await other.choose('用途', '答复、反馈');
    await other.choose('收件单位', 'A01');
    await other.choose('信访事项', '李桂兰');
    const reply = await other.send();
    await expect(await center.look(reply)).toHaveText('可以导入');
    await expect(desk.page.getByRole('table', { name: '逐条变更' })).toContainText('已答复');
    await center.take();
    expect(await statusOf(desk, id)).toBe('replied');
    await step(desk, id, 'deliver', { way: 'direct', signer: '李桂兰' });
    await step(desk, id, 'close', { settledInWriting: true });
    expect(await statusOf(desk, id)).toBe('closed');
    expect(police.problems).toEqual([]);
  } finally {
    await police.close();
  }
});

test('a laptop takes a case along, both sides go on, and what they disagree on is decided once', async ({
  desk,
  home,
}) => {
  test.setTimeout(300_000);
  const stick = newStick(home);
  const laptop = await second(home, 'units/CZ-JFZX', 'A09', '陈晨');
  try {
    const [center, away] = [new Exchange(desk, stick), new Exchange(laptop, stick)];
    const id = await assigned(desk, '周平');
    await step(desk, id, 'sign', { signer: '赵刚' });
    await away.pair(await center.giveCard('中心.jrdcard'));
    await center.pair(await away.giveCard('便携机.jrdcard'));

    await center.open('借出（下访带案）');
    await desk.page.getByRole('button', { name: '借出到便携机' }).first().click();
    await center.choose('收件单位', 'A09');
    await center.choose('信访事项', '周平');
    await desk.page.getByRole('textbox', { name: '归还日期' }).fill('今天');
    await desk.page.keyboard.press('Enter');
    const out = await center.send();
    await expect(await away.look(out)).toHaveText('可以导入');
    await away.take();
    await away.open('借出（下访带案）');
    await expect(laptop.page.getByRole('table', { name: '借出的事项' })).toContainText('（本机）');

    await laptop.call('cases.edit', { id, changes: { title: '户籍迁移拖延' }, reason: '下访核实' });
    await desk.call('cases.edit', { id, changes: { title: '户口登记拖延' }, reason: '来电更正' });
    await step(desk, id, 'withdraw', { reason: '信访人撤回' });
    await step(laptop, id, 'acknowledge');

    await away.open('导出');
    await away.choose('用途', '归还');
    await away.choose('收件单位', 'A01');
    const back = await away.send();
    await expect(await center.look(back)).toHaveText('可以导入');
    await expect(desk.page.getByText('有 2 处与本机的内容不一致')).toBeVisible();
    await center.take();
    await desk.page.getByRole('button', { name: '去裁定（2 处）' }).click();

    const field = desk.page.getByRole('region', { name: /标题$/ });
    await expect(field).toContainText('户籍迁移拖延');
    await expect(field).toContainText('陈晨');
    await field.getByLabel('另写一项').fill('户口迁移登记拖延');
    await field.getByRole('button', { name: '采用另写的内容' }).click();
    const stepCard = desk.page.getByRole('region', { name: /告知（受理）$/ });
    await stepCard.getByRole('button', { name: /^采用“告知（受理）”/ }).click();
    const asked = desk.page.getByRole('dialog');
    await asked.getByLabel('理由').fill('信访人确认继续办理');
    await asked.getByRole('button', { name: '采用', exact: true }).click();
    await expect(desk.page.getByText('没有待裁定的内容')).toBeVisible();

    await center.open('导出');
    await center.choose('用途', '台席同步');
    await center.choose('收件单位', 'A09');
    await away.look(await center.send());
    await away.take();
    for (const one of [desk, laptop]) {
      expect((await one.call('cases.get', { id })).row).toMatchObject({
        title: '户口迁移登记拖延',
        status: 'acknowledged',
      });
      expect((await one.call('merge.list', {})).total).toBe(0);
    }
    expect(laptop.problems).toEqual([]);
  } finally {
    await laptop.close();
  }
});

test('a unit makes its key once, another of its desks takes it over under a passphrase, and both show one card', async ({
  desk,
  home,
}) => {
  test.setTimeout(180_000);
  const stick = newStick(home);
  const file = join(stick, '单位密钥.jrdkey');
  const other = await second(home, 'units/CZ-JFZX', 'A02', '周颖');
  try {
    const [center, next] = [new Exchange(desk, stick), new Exchange(other, stick)];
    await center.open('往来单位与密钥');
    await desk.page.getByRole('button', { name: '生成单位密钥' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '生成', exact: true }).click();
    await desk.page.getByRole('button', { name: '存成口令文件' }).click();
    const saving = desk.page.getByRole('dialog', { name: '单位密钥存成口令文件' });
    await expect(saving.getByLabel('口令（不少于 8 个字）')).toBeFocused();
    await saving.getByLabel('口令（不少于 8 个字）').fill('一二三四五六七八');
    await saving.getByLabel('再填一次口令').fill('一二三四五六七九');
    await saving.getByRole('button', { name: '选择位置并保存' }).click();
    await expect(saving.getByRole('alert')).toHaveText('两次填写的口令不一致。');
    await saving.getByLabel('再填一次口令').fill('一二三四五六七八');
    await desk.pickSave(file);
    await saving.getByRole('button', { name: '选择位置并保存' }).click();
    await expect(saving).toBeHidden();

    await next.open('往来单位与密钥');
    await other.page.getByRole('button', { name: '从文件取得' }).click();
    const loading = other.page.getByRole('dialog', { name: '从文件取得单位密钥' });
    await other.pickOpen(file);
    await loading.getByRole('button', { name: '选择文件' }).click();
    await loading.getByLabel('口令').fill('不对不对不对不对');
    await loading.getByRole('button', { name: '取得', exact: true }).click();
    await expect(loading.getByRole('alert')).toContainText('打不开这个文件');
    await loading.getByLabel('口令').fill('一二三四五六七八');
    await loading.getByRole('button', { name: '取得', exact: true }).click();
    await expect(loading).toBeHidden();
    const digits = (one: Desk) => one.page.getByLabel('密钥指纹', { exact: true }).innerText();
    await expect(other.page.getByRole('radio', { name: '本单位（给其他单位）' })).toBeChecked();
    expect(await digits(other)).toBe(await digits(desk));
    expect(other.problems).toEqual([]);
  } finally {
    await other.close();
  }
});

test('a roster is published to five police departments and opened there', async ({ desk, home }) => {
  test.setTimeout(300_000);
  const stick = newStick(home);
  const center = new Exchange(desk, stick);
  const { rule } = await desk.call('rosters.preset', { key: 'police-leader-day', start: '2026-12-01' });
  const made = await desk.call('rosters.createRule', { rule });
  await desk.call('rosters.generate', { rule: made.id, period: { from: '2026-12-01', to: '2026-12-31' } });
  const own = await desk.call('exchange.keys', {});
  const stations = await Promise.all(
    [1, 2, 3, 4, 5].map(async (n) => {
      const place = join(home, `支队 ${n}`);
      const folder = await newFolder(place, '数据', `units/CZ-GAJ-0${n}`, `P0${n}`, '值班员');
      const keys = await plain(folder, 'exchange.keys', {});
      await plain(folder, 'exchange.pair', { text: own.card, spoken: own.fingerprint });
      return { window: new Desk(place, folder), keys };
    }),
  );
  for (const { keys } of stations) await desk.call('exchange.pair', { text: keys.card, spoken: keys.fingerprint });
  await center.open('导出');
  await center.choose('用途', '值班表发布');
  for (const n of [1, 2, 3, 4, 5]) await center.choose('收件单位', `P0${n}`);
  await center.choose('排班规则', rule.title);
  await expect(center.plan).toContainText('可以发出 2 项');
  const file = await center.send();
  for (const { window } of stations) await openPublished(window, file, rule.title);
  expect(readdirSync(stick)).toHaveLength(1);
});

/** In the window of a department: looked at, taken in, and there to be read among its rosters. */
async function openPublished(window: Desk, file: string, title: string): Promise<void> {
  await window.open();
  try {
    const exchange = new Exchange(window, dirname(file));
    await expect(await exchange.look(file)).toHaveText('可以导入');
    await exchange.take();
    const rosters = new Rosters(window.page);
    await rosters.openRoster(title);
    await expect(rosters.month('2026年12月')).toBeVisible();
    expect(window.problems).toEqual([]);
  } finally {
    await window.close();
  }
}
