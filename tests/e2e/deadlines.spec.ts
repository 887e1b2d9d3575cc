import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture';
import { confirm } from './pages/departments';
import { Frame } from './pages/frame';

async function open(page: Page, letters: string, title: string): Promise<void> {
  const frame = new Frame(page);
  await frame.goBy(letters);
  await expect(frame.heading(title)).toBeVisible();
}

const row = (page: Page, table: string, name: string): Locator =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });

/** Chooses from a list by typing what it is found by. */
async function choose(page: Page, scope: Locator | Page, label: string, typed: string): Promise<void> {
  await scope.getByRole('combobox', { name: label, exact: true }).click();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

const fact = (page: Page, label: string): Locator =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd');

test('a length fixed by law is changed with a reason, shows what it was, and comes back', async ({ desk }) => {
  const { page } = desk;
  await open(page, 'qxsz', '期限设置');
  const transfer = row(page, '期限长度', '转送期限');
  await expect(transfer).toContainText('15日');
  await expect(transfer).toContainText('《信访工作条例》第二十二条');
  await page.getByRole('button', { name: '修改转送期限' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '修改转送期限' });
  await expect(dialog.getByLabel('长度')).toBeFocused();
  await expect(dialog).toContainText('原为15日');
  await dialog.getByLabel('长度').fill('10');
  await page.keyboard.press('Control+S');
  await expect(dialog.getByRole('alert')).toContainText('应当写明理由');
  await dialog.getByLabel('理由').fill('本市要求提前办理');
  await page.keyboard.press('Control+S');
  await expect(dialog).toBeHidden();
  await expect(transfer).toContainText('10日');
  await expect(transfer).toContainText('原为15日');

  await desk.restart();
  await open(desk.page, 'qxsz', '期限设置');
  await expect(row(desk.page, '期限长度', '转送期限')).toContainText('已更改');
  await desk.page.getByRole('button', { name: '变更记录' }).press('Enter');
  const history = desk.page.getByRole('dialog', { name: '变更记录' });
  await expect(history).toContainText('设置转送期限为10日');
  await expect(history).toContainText('理由：本市要求提前办理');
  await desk.page.keyboard.press('Escape');

  await desk.page.getByRole('button', { name: '修改转送期限' }).press('Enter');
  await desk.page.getByRole('button', { name: '恢复为15日' }).press('Enter');
  const restore = desk.page.getByRole('dialog', { name: /恢复转送期限/ });
  await restore.getByLabel('理由').fill('恢复条例规定');
  await restore.getByRole('button', { name: '恢复', exact: true }).press('Enter');
  await expect(row(desk.page, '期限长度', '转送期限')).not.toContainText('已更改');
});

test('how is counted and judged is set, and the calculator follows with its reasons', async ({ desk }) => {
  const { page } = desk;
  await open(page, 'qxjsq', '期限计算器');
  await expect(page.getByText('请选择期限并填写起算日')).toBeVisible();
  await page.getByRole('button', { name: '计算', exact: true }).press('Enter');
  await expect(page.getByText('请填写期限。', { exact: true })).toBeVisible();
  await choose(page, page, '期限', 'blqx');
  await page.getByRole('textbox', { name: '起算日', exact: true }).fill('2026-08-05');
  await page.keyboard.press('Enter');
  await expect(fact(page, '名义末日')).toHaveText('2026年10月4日（星期日）');
  await expect(fact(page, '顺延末日')).toHaveText('2026年10月8日（星期四）');
  await expect(fact(page, '内部提醒日')).toHaveText('2026年9月28日（星期一）');
  await expect(fact(page, '按此判断超期')).toHaveText('2026年10月8日（星期四）');
  const steps = page.getByRole('region', { name: '计算过程' }).getByRole('listitem');
  await expect(steps).toHaveCount(6);
  await expect(steps.nth(1)).toContainText('《民法典》第二百零一条');
  await expect(steps.nth(3)).toContainText('国庆节');

  await open(page, 'qxsz', '期限设置');
  await page.getByText('计算口径', { exact: true }).click();
  await page.getByRole('radio', { name: '按名义末日' }).check();
  await page.getByRole('spinbutton', { name: '提前提醒' }).fill('5');
  await page.keyboard.press('Control+S');
  await expect(page.getByText('已保存')).toBeVisible();

  await open(page, 'qxjsq', '期限计算器');
  await choose(page, page, '期限', 'blqx');
  await page.getByRole('textbox', { name: '起算日', exact: true }).fill('2026-08-05');
  await page.keyboard.press('Enter');
  await expect(fact(page, '按此判断超期')).toHaveText('2026年10月4日（星期日）');
  await expect(steps.last()).toContainText('超期按名义末日判断');
});

test('a year without its holidays is said, not guessed; days that stand still are not counted', async ({ desk }) => {
  const { page } = desk;
  await open(page, 'qxjsq', '期限计算器');
  await choose(page, page, '期限', 'fhqx');
  await page.getByRole('textbox', { name: '起算日', exact: true }).fill('2026-12-02');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2027年放假安排未导入，只给出名义末日。')).toBeVisible();
  await expect(fact(page, '名义末日')).toHaveText('2027年1月1日（星期五）');
  await expect(fact(page, '顺延末日')).toHaveText('—');
  await choose(page, page, '期限', 'object');
  await page.getByRole('textbox', { name: '起算日', exact: true }).fill('2026-12-29');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('2027年放假安排未导入');

  await choose(page, page, '期限', 'fhqx');
  await page.getByRole('textbox', { name: '起算日', exact: true }).fill('2026-03-02');
  await page.locator('summary').filter({ hasText: '中止' }).press('Enter');
  await choose(page, page, '事由', '听证');
  await page.getByRole('textbox', { name: '自', exact: true }).fill('2026-03-10');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '至', exact: true }).fill('2026-03-14');
  await page.keyboard.press('Enter');
  await expect(fact(page, '名义末日')).toHaveText('2026年4月6日（星期一）');
  await expect(page.getByRole('region', { name: '计算过程' })).toContainText('共扣除5日');
});

test('any unit gets its two stages, changed and taken back with reasons', async ({ desk }) => {
  const { page } = desk;
  await open(page, 'nksx', '内控时限');
  await expect(row(page, '内控时限', '常州市财政局')).toContainText('5个工作日');
  await expect(row(page, '内控时限', '常州市财政局')).toContainText('1个月');

  await page.getByRole('button', { name: '新增内控时限' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '单位', exact: true }).click();
  await page.keyboard.type('rsj');
  await page.locator('.ant-select-tree').getByTitle('常州市人力资源和社会保障局', { exact: true }).click();
  await dialog.getByLabel('第一阶段').fill('3');
  await dialog.getByLabel('第二阶段').fill('2');
  await page.keyboard.press('Control+S');
  await expect(dialog).toBeHidden();
  const added = row(page, '内控时限', '常州市人力资源和社会保障局');
  await expect(added).toContainText('3个工作日');
  await expect(added).toContainText('2个月');

  await page.getByRole('button', { name: '修改常州市财政局' }).press('Enter');
  await dialog.getByLabel('第一阶段').fill('4');
  await page.keyboard.press('Control+S');
  await expect(dialog.getByRole('alert')).toContainText('应当写明理由');
  await dialog.getByLabel('理由').fill('局长办公会决定');
  await confirm(dialog, '保存');
  await expect(row(page, '内控时限', '常州市财政局')).toContainText('4个工作日');
  await page.getByRole('button', { name: '常州市财政局的变更记录' }).press('Enter');
  await expect(dialog).toContainText('理由：局长办公会决定');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '取消常州市人力资源和社会保障局' }).press('Enter');
  await dialog.getByLabel('理由').fill('试行结束');
  await dialog.getByRole('button', { name: '取消时限' }).press('Enter');
  await expect(added).toBeHidden();

  await open(page, 'qxjsq', '期限计算器');
  await choose(page, page, '期限', 'csdf');
  await page.getByRole('combobox', { name: '单位', exact: true }).click();
  await page.keyboard.type('czj');
  await page.locator('.ant-select-tree').getByTitle('常州市财政局', { exact: true }).click();
  await page.getByRole('textbox', { name: '起算日', exact: true }).fill('2026-05-06');
  await page.keyboard.press('Enter');
  await expect(fact(page, '名义末日')).toHaveText('2026年5月11日（星期一）');
});
