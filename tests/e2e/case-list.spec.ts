import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../../electron/documents/workbook';
import { keyOf } from '#shared/kernel/ids';
import { expect, test } from './fixture';
import { CaseList, daysAgo, openCase, passOn, take } from './pages/case-list';

test('the list finds a case by number, pinyin, content and unit, and Enter opens it', async ({ desk }) => {
  const first = await openCase(desk, { name: '单雄信', summary: '反映小区物业乱收费。' });
  await openCase(desk, { name: '陈大勇' });
  const passed = await openCase(desk, { name: '赵静' });
  await passOn(desk, passed);
  const list = new CaseList(desk.page);
  await list.open();
  await expect(list.view('在办')).toHaveAttribute('aria-pressed', 'true');
  await list.expectRows(3);
  const number = `XF${keyOf(first).replaceAll('-', '')}`;
  for (const [typed, name] of [
    [number, '单雄信'],
    ['sxx', '单雄信'],
    ['物业乱收费', '单雄信'],
    ['公安局', '赵静'],
    ['陈大勇', '陈大勇'],
  ] as const) {
    await list.search(typed);
    await list.expectRows(1);
    await expect(list.row(name)).toBeVisible();
  }
  await list.search('没有这样的事');
  await expect(desk.page.getByText('没有符合条件的事项')).toBeVisible();
  await desk.page.getByRole('button', { name: '查看全部事项' }).click();
  await expect(list.view('全部')).toHaveAttribute('aria-pressed', 'true');
  await list.search('赵静');
  await list.expectRows(1);
  await list.grid.press('Enter');
  await expect(list.grid).toBeHidden();
  await expect(desk.page.getByText('赵静').first()).toBeVisible();
});

test('statuses, limits and accusations are told apart; Alt and a digit changes the view', async ({ desk }) => {
  await openCase(desk, { name: '钱红', petitionDate: await daysAgo(desk, 40) });
  const secret = await openCase(desk, { name: '冯远', purpose: 'purposes/04', summary: '反映某局长收受财物。' });
  await take(desk, secret, ['triage', { triageClass: 'accusation' }]);
  await passOn(desk, await openCase(desk, { name: '赵静' }));
  const list = new CaseList(desk.page);
  await list.open();
  await expect(list.row('钱红')).toContainText('已登记');
  await expect(list.row('钱红')).toContainText(/已超 \d+ 天/);
  await expect(list.row('钱红')).toContainText('转送期限');
  await expect(list.row('赵静')).toContainText('已转交');
  await expect(list.row('赵静')).toContainText('公安局');
  await expect(list.row('（保密）')).toBeVisible();
  await expect(list.grid).not.toContainText('冯远');
  await expect(list.grid).not.toContainText('局长');
  await list.grid.focus();
  await desk.page.keyboard.press('Alt+4');
  await expect(list.view('已超期')).toHaveAttribute('aria-pressed', 'true');
  await list.expectRows(1);
  await expect(list.row('钱红')).toBeVisible();
  await list.view('检举控告').click();
  await list.expectRows(1);
  await expect(list.row('冯远')).toBeVisible();
  await list.view('全部').click();
  await desk.page.getByRole('combobox', { name: '状态' }).click();
  await desk.page.keyboard.type('yzj');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.press('Escape');
  await list.expectRows(1);
  await expect(list.row('赵静')).toBeVisible();
});

test('a view of one’s own is kept at this desk, opens first, is renamed and goes', async ({ desk }) => {
  await openCase(desk, { name: '钱红' });
  await openCase(desk, { name: '冯远' });
  const list = new CaseList(desk.page);
  await list.open();
  await list.search('冯远');
  await list.expectRows(1);
  await list.manage('把当前筛选存为视图…');
  const naming = desk.page.getByRole('dialog', { name: '存为视图' });
  await naming.getByLabel('视图名称').fill('在办');
  await naming.getByLabel('视图名称').press('Enter');
  await expect(naming.getByRole('alert')).toContainText('已有名为“在办”的视图');
  await naming.getByLabel('视图名称').fill('冯家的事');
  await naming.getByLabel('视图名称').press('Enter');
  await expect(list.view('冯家的事')).toHaveAttribute('aria-pressed', 'true');
  await list.manage('打开一览时先显示“冯家的事”');
  await desk.restart();

  const again = new CaseList(desk.page);
  await again.open();
  await expect(again.view('冯家的事')).toHaveAttribute('aria-pressed', 'true');
  await again.expectRows(1);
  await expect(again.row('冯远')).toBeVisible();
  await again.grid.focus();
  await desk.page.keyboard.press('Alt+1');
  await again.expectRows(2);
  await desk.page.keyboard.press('Alt+Q');
  await expect(again.view('冯家的事')).toHaveAttribute('aria-pressed', 'true');
  await again.expectRows(1);
  await expect(again.grid).toBeFocused();
  await again.manage(/改名/);
  const renaming = desk.page.getByRole('dialog', { name: '视图改名' });
  await renaming.getByLabel('视图名称').fill('冯远');
  await renaming.getByLabel('视图名称').press('Enter');
  await expect(again.view('冯远')).toBeVisible();
  await again.manage('删除“冯远”');
  await desk.page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(again.view('冯远')).toHaveCount(0);
  await again.view('在办').click();
  await again.expectRows(2);
});

test('columns are chosen and put in order, and stay so', async ({ desk }) => {
  await openCase(desk);
  const list = new CaseList(desk.page);
  await list.open();
  expect((await list.heads()).slice(0, 2)).toEqual(['事项编号', '状态']);
  await desk.page.getByRole('button', { name: /列$/ }).click();
  await desk.page.getByRole('button', { name: '状态：前移' }).click();
  await desk.page.getByRole('checkbox', { name: '最近期限' }).uncheck();
  await desk.page.getByRole('checkbox', { name: '内容分类' }).check();
  await desk.restart();
  const again = new CaseList(desk.page);
  await again.open();
  const heads = await again.heads();
  expect(heads.slice(0, 2)).toEqual(['状态', '事项编号']);
  expect(heads).toContain('内容分类');
  expect(heads).not.toContain('最近期限');
});

test('a stretch of cases is signed for at once; what cannot be is told in words and stays chosen', async ({ desk }) => {
  for (const name of ['甲一', '甲二', '甲三']) await passOn(desk, await openCase(desk, { name }));
  await openCase(desk, { name: '丁四' });
  const list = new CaseList(desk.page);
  await list.open();
  await list.grid.getByRole('columnheader', { name: '事项编号' }).getByRole('button').press('Enter');
  await expect.poll(() => list.cursor()).toContain('甲一');
  await list.grid.focus();
  await desk.page.keyboard.press('Space');
  for (let n = 0; n < 3; n++) await desk.page.keyboard.press('Shift+ArrowDown');
  await expect(desk.page.getByText('已选 4 行')).toBeVisible();
  await desk.page.keyboard.press('Control+b');
  await expect(desk.page.getByRole('button', { name: '签收', exact: true })).toBeFocused();
  await desk.page.keyboard.press('Enter');
  const dialog = desk.page.getByRole('dialog', { name: '成批签收（4 件）' });
  await dialog.getByRole('textbox', { name: '签收人' }).fill('孙丽');
  await desk.page.keyboard.press('Control+s');
  const result = desk.page.getByRole('dialog', { name: '成批签收的结果' });
  await expect(result.getByRole('status')).toContainText('已办理 3 件，未办理 1 件');
  await expect(result.getByRole('table', { name: '未办理的事项' }).getByRole('row')).toHaveCount(2);
  await result.getByRole('button', { name: '知道了' }).click();
  await expect(list.row('甲二')).toContainText('已签收');
  await expect(list.row('丁四')).toHaveAttribute('aria-selected', 'true');
  await expect(desk.page.getByText('已选 1 行')).toBeVisible();
});

test('the sheet has the chosen columns and says how many accusations were withheld', async ({ desk }) => {
  await openCase(desk, { name: '钱红', phone: '13861234567' });
  await openCase(desk, { name: '冯远', purpose: 'purposes/04' });
  const list = new CaseList(desk.page);
  await list.open();
  await list.expectRows(2);
  await desk.page.getByRole('button', { name: '导出' }).click();
  const dialog = desk.page.getByRole('dialog', { name: '导出信访事项' });
  await dialog.getByRole('checkbox', { name: '电话' }).check();
  const path = join(desk.home, '事项.xlsx');
  await desk.pickSave(path);
  await dialog.getByRole('button', { name: '导出' }).click();
  await expect(dialog.getByText('已导出 1 件；另有 1 件检举控告类事项未列入表格。')).toBeVisible({ timeout: 30_000 });
  expect(existsSync(path)).toBe(true);
  const read = JSON.stringify(await readWorkbook(path));
  expect(read).toContain('13861234567');
  expect(read).toContain('钱红');
  expect(read).not.toContain('冯远');
});
