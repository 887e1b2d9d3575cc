import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type LocalDate } from '#shared/calendar/local-date';
import type { RecordId } from '#shared/kernel/ids';
import type { StepName } from '#shared/domain/cases/steps/index';
import { type Desk, expect, test } from './fixture';
import { Supervision } from './pages/supervision';

const POLICE = 'units/CZ-GAJ';
const FINANCE = 'units/CZ-CZJ';

/** The desk's today, some days on. */
const later = async (desk: Desk, days: number): Promise<LocalDate> =>
  addDays((await desk.call('app.status', {})).today as LocalDate, days);

const step = (desk: Desk, id: RecordId, name: StepName, on: string, rest: object = {}) =>
  desk.call('cases.step', { id, step: name, input: { on, ...rest } });

async function openCase(desk: Desk, name: string, purpose = 'purposes/02'): Promise<RecordId> {
  const { id } = await desk.call('visits.register', {
    visit: {
      petitionDate: '2026-03-02',
      name,
      address: '红梅街道 1 号',
      headcount: 1,
      channel: 'visit',
      purpose,
      categoryCode: 'categories/0301',
      problemRegion: 'regions/320402',
      summary: `${name}反映征收补偿款未到位。`,
      demand: '请求尽快支付补偿款。',
    },
  });
  const { case: row } = await desk.call('cases.ofVisit', { visit: id });
  if (row === null) throw new Error('no case');
  return row.id;
}

/** A claim that its unit has not signed for since spring. */
async function unsigned(desk: Desk, name: string, unit = POLICE): Promise<RecordId> {
  const id = await openCase(desk, name);
  await step(desk, id, 'triage', '2026-03-02', { triageClass: 'claim', legalPath: 'petition' });
  await step(desk, id, 'transfer', '2026-03-03', { unit, routingReason: '按分工' });
  return id;
}

test('late units are found, chosen with Space, urged in a batch with consecutive numbers', async ({ desk }) => {
  test.slow();
  await unsigned(desk, '李桂兰');
  await unsigned(desk, '陈大勇');
  await unsigned(desk, '单雄信', FINANCE);
  const screen = new Supervision(desk.page);
  await screen.open();
  await expect(screen.unit('常州市公安局')).toContainText('2');
  await expect(screen.unit('全部单位')).toContainText('3');
  await screen.unit('常州市公安局').click();
  await expect(screen.candidates.row('单雄信')).toHaveCount(0);
  await expect(screen.candidates.row('李桂兰')).toContainText('未按程序');
  const batch = desk.page.getByRole('button', { name: '批量生成督办函' });
  await expect(batch).toBeDisabled();

  await screen.candidates.grid.focus();
  await desk.page.keyboard.press('Home');
  await desk.page.keyboard.press('Space');
  await desk.page.keyboard.press('ArrowDown');
  await desk.page.keyboard.press('Space');
  await desk.page.keyboard.press('F8');
  const dialog = screen.dialog('批量生成督办函');
  await expect(dialog.getByRole('table', { name: '拟出的督办函' }).getByRole('row')).toHaveCount(3);
  await dialog.getByRole('button', { name: '督办并生成 2 份' }).click();

  const result = screen.dialog('生成督办函的结果');
  await expect(result.getByText('已督办 2 份，未督办 0 件')).toBeVisible({ timeout: 60_000 });
  const numbers = await result.getByRole('table', { name: '已生成的督办函' }).getByRole('row').allInnerTexts();
  const serials = numbers.slice(1).map((line) => Number(/〔\d{4}〕(\d+)号/.exec(line)?.[1]));
  expect(serials).toEqual([1, 2]);
  await result.getByRole('button', { name: '知道了' }).click();
  await expect(screen.unit('全部单位')).toContainText('1');
  await expect(screen.unit('常州市公安局')).toHaveCount(0);
});

test('one letter for a unit names all its cases', async ({ desk }) => {
  test.slow();
  await unsigned(desk, '李桂兰');
  await unsigned(desk, '陈大勇');
  const screen = new Supervision(desk.page);
  await screen.open();
  await desk.page.getByRole('checkbox', { name: /全选|选择全部/ }).check();
  await desk.page.getByRole('button', { name: '批量生成督办函' }).click();
  const dialog = screen.dialog('批量生成督办函');
  await dialog.getByRole('radio', { name: '一单位一函' }).check();
  await expect(dialog.getByRole('row', { name: /常州市公安局.*2 件/ })).toBeVisible();
  await dialog.getByRole('combobox', { name: '督办方式' }).click();
  await desk.page.getByTitle('联合督办', { exact: true }).click();
  await dialog.getByRole('button', { name: '督办并生成 1 份' }).click();
  await expect(dialog.getByText(/须经分管领导批准，请填写批准人/)).toBeVisible();
  await dialog.getByRole('textbox', { name: '批准人' }).fill('周副局长');
  await dialog.getByRole('button', { name: '督办并生成 1 份' }).click();
  const result = screen.dialog('生成督办函的结果');
  await expect(result.getByRole('row', { name: /〔\d{4}〕1号.*常州市公安局.*2/ })).toBeVisible({ timeout: 60_000 });
});

test('a letter is tracked to its answer: reply, urged on, reply, closed', async ({ desk }) => {
  test.slow();
  const id = await unsigned(desk, '李桂兰');
  const replyDue = await later(desk, 30);
  await desk.call('supervision.issueBatch', { items: [{ case: id, unit: POLICE }], per: 'case', replyDue });
  const screen = new Supervision(desk.page);
  await screen.open();
  await screen.tab('督办台账');
  await expect(screen.ledger.row('李桂兰')).toContainText('待回复');
  await expect(screen.ledger.row('李桂兰')).toContainText('红 未办结');
  const actions = await screen.openLetter('李桂兰');
  await expect(actions.getByRole('button', { name: '督查审理' })).toBeDisabled();

  const answer = async (text: string) => {
    await actions.getByRole('button', { name: '登记回复' }).click();
    const dialog = screen.dialog('登记督办回复');
    await dialog.getByRole('textbox', { name: '审签领导' }).fill('孙局长');
    await dialog.getByRole('textbox', { name: '回复内容' }).fill(text);
    await desk.page.keyboard.press('Control+s');
    await expect(dialog).toBeHidden();
  };
  const review = async (choice: string, opinion: string, due?: string) => {
    await actions.getByRole('button', { name: '督查审理' }).click();
    const dialog = screen.dialog('督查审理');
    await dialog.getByRole('radio', { name: choice }).check();
    await dialog.getByRole('textbox', { name: '审理意见' }).fill(opinion);
    if (due !== undefined) await dialog.getByRole('textbox', { name: '新回复期限' }).fill(due);
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(dialog).toBeHidden();
  };
  const chain = desk.page.getByRole('list', { name: '督办和回复' });
  await answer('已签收，正在办理。');
  await expect(chain).toContainText('已回复待审');
  await review('不符合要求，继续督办', '没有说明未签收的原因。', replyDue);
  await expect(chain).toContainText('没有说明未签收的原因。');
  await answer('经办人已批评教育，整改到位。');
  await review('符合要求，办结', '同意办结。');
  await expect(actions.getByRole('button', { name: '登记回复' })).toBeHidden();
  await desk.page.keyboard.press('Escape');
  await expect(screen.ledger.row('李桂兰')).toHaveCount(0);
  const { supervisions } = await desk.call('supervision.ofCase', { case: id });
  expect(supervisions.map(({ row }) => row.state)).toEqual(['closed']);
});

test('另行督办 never goes to the accused unit', async ({ desk }) => {
  const id = await openCase(desk, '李桂兰', 'purposes/04');
  await step(desk, id, 'triage', '2026-03-02', { triageClass: 'accusation', accused: [POLICE] });
  const screen = new Supervision(desk.page);
  await screen.open();
  await expect(desk.page.getByText('没有待督办的事项')).toBeVisible();
  await desk.page.getByRole('button', { name: '另行督办' }).click();
  const dialog = screen.dialog('另行督办');
  await dialog.getByRole('combobox', { name: '信访事项' }).click();
  await desk.page.keyboard.type('lgl');
  await desk.page.getByTitle(/（保密）/).click();
  await screen.pickUnit(dialog, '督办单位', 'czsgaj', '常州市公安局');
  await dialog.getByRole('textbox', { name: '督办事实' }).fill('办理迟缓。');
  await dialog.getByRole('textbox', { name: '回复期限' }).fill(await later(desk, 30));
  await dialog.getByRole('button', { name: '督办', exact: true }).click();
  await expect(dialog.getByText(/是被检举控告的单位或其所属单位.*第三十条/)).toBeVisible();
});

test('advice is put forward and its adoption is written down; the ledger leaves as a sheet', async ({ desk }) => {
  test.slow();
  const id = await unsigned(desk, '李桂兰');
  await desk.call('supervision.issue', {
    case: id,
    unit: POLICE,
    facts: '多次催办无果。',
    way: 'phone',
    replyDue: await later(desk, 30),
  });
  const screen = new Supervision(desk.page);
  await screen.open();
  await screen.tab('督办台账');
  const path = join(desk.home, '督办 台账.xlsx');
  await desk.pickSave(path);
  await desk.page.getByRole('button', { name: '导出' }).click();
  await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
  const actions = await screen.openLetter('李桂兰');
  await actions.getByRole('button', { name: '提出建议' }).click();
  const dialog = screen.dialog('提出三项建议');
  await dialog.getByRole('radio', { name: '追究责任的建议' }).check();
  await screen.pickUnit(dialog, '被追责单位', 'czsgaj', '常州市公安局');
  await dialog.getByRole('combobox', { name: '责任情形' }).click();
  await desk.page.getByTitle(/推诿、敷衍、拖延或者未在规定期限内办结/).click();
  await desk.page.keyboard.press('Escape');
  await dialog.getByRole('textbox', { name: '存在问题' }).fill('首办责任没有落实。');
  await dialog.getByRole('combobox', { name: '建议', exact: true }).fill('约谈有关责任人、');
  await dialog.getByRole('button', { name: '提出' }).click();
  await expect(dialog.getByText(/不能发给被追责的单位本身/)).toBeVisible();
  await dialog.getByRole('radio', { name: '改进工作的建议' }).check();
  await dialog.getByRole('button', { name: '提出' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
  await desk.page.keyboard.press('Escape');
  await screen.tab('三项建议');
  await expect(screen.advices.row('改进工作的建议')).toContainText('待反馈');
  await screen.advices.row('改进工作的建议').click();
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('button', { name: '登记采纳情况' }).click();
  const feedback = screen.dialog('登记采纳情况');
  await feedback.getByRole('radio', { name: '部分采纳' }).check();
  await feedback.getByRole('textbox', { name: '审签领导' }).fill('孙局长');
  await feedback.getByRole('textbox', { name: '反馈内容' }).fill('已建立签收台账。');
  await feedback.getByRole('button', { name: '保存' }).click();
  await expect(desk.page.getByRole('list', { name: '采纳情况' })).toContainText('部分采纳');
});

test('the home page leads to what waits; the thresholds are the centre’s own', async ({ desk }) => {
  await unsigned(desk, '李桂兰');
  const card = desk.page.getByRole('region', { name: '督查督办' });
  await expect(card.getByRole('link', { name: '待督办' })).toBeVisible();
  await card.getByRole('link', { name: '待督办' }).click();
  await desk.page.getByRole('link', { name: '督办口径' }).click();
  const form = desk.page.getByRole('form', { name: '督办口径' });
  await form.getByRole('spinbutton', { name: '执行天数' }).fill('45');
  await desk.page.keyboard.press('Control+s');
  await expect.poll(async () => (await desk.call('supervision.policy', {})).executeDays).toBe(45);
});
