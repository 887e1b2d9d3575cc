import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf } from '#shared/kernel/ids';
import { expect, type Desk, test } from './fixture';
import { CaseList, daysAgo, openCase } from './pages/case-list';
import { Frame, Grid } from './pages/frame';

/** Two who came too long ago, one of them with what must be kept secret, and one who came yesterday. */
async function someDue(desk: Desk) {
  const oldest = await openCase(desk, {
    name: '钱红',
    summary: '反映工资拖欠。',
    petitionDate: await daysAgo(desk, 60),
  });
  const secret = await openCase(desk, {
    name: '冯远',
    purpose: 'purposes/04',
    summary: '反映某局长收受财物。',
    petitionDate: await daysAgo(desk, 40),
  });
  await openCase(desk, { name: '赵静' });
  return { oldest, secret };
}

test('what is overdue stands on the first page, one key from the case', async ({ desk }) => {
  const { oldest, secret } = await someDue(desk);
  await desk.restart();
  const due = new Grid(desk.page, '到期事项');
  await expect(desk.page.getByRole('button', { name: '2 已超期' })).toHaveAttribute('aria-pressed', 'true');
  await expect(due.row('转送期限')).toHaveCount(2);
  await expect(due.row('工资')).toContainText(/已超 \d+ 天/);
  await expect(due.grid).toBeFocused();
  await expect(due.grid).not.toContainText('局长');
  await expect(due.row('（保密）')).toHaveCount(1);
  await desk.page.keyboard.press('2');
  await expect(due.grid).toBeHidden();
  expect(desk.page.url()).toContain(keyOf(secret));
  await new Frame(desk.page).area('工作台').click();
  await expect(due.row('工资')).toBeVisible();
  await desk.page.keyboard.press('Control+d');
  await desk.page.keyboard.press('ArrowDown');
  await desk.page.keyboard.press('ArrowUp');
  await desk.page.keyboard.press('Enter');
  await expect(due.grid).toBeHidden();
  expect(desk.page.url()).toContain(keyOf(oldest));
});

test('numbers by unit and by person narrow the list and lead to the cases', async ({ desk }) => {
  await someDue(desk);
  await openCase(desk, { name: '孙丽', receivedBy: '周明', petitionDate: await daysAgo(desk, 50) });
  const due = new Grid(desk.page, '到期事项');
  await expect(desk.page.getByRole('button', { name: '3 已超期' })).toBeVisible();
  await desk.page.getByRole('button', { name: '3 已超期' }).click();
  await expect(due.grid).toHaveAttribute('aria-rowcount', '4');
  await desk.page.getByText('按人员').click();
  const people = desk.page.getByRole('table', { name: '按人员' });
  await people.getByRole('button', { name: '周明' }).click();
  await expect(due.grid).toHaveAttribute('aria-rowcount', '2');
  await people.getByRole('button', { name: '周明' }).click();
  await expect(due.grid).toHaveAttribute('aria-rowcount', '4');
  await desk.page.getByRole('button', { name: '在一览中查看' }).click();
  const list = new CaseList(desk.page);
  await list.expectRows(3);
  await expect(list.row('孙丽')).toBeVisible();
  await new Frame(desk.page).area('工作台').click();
  await desk.page.getByRole('link', { name: /在办事项/ }).click();
  await list.expectRows(4);
});

test('the morning list becomes a PDF', async ({ desk }) => {
  await someDue(desk);
  const path = join(desk.home, '晨报.pdf');
  await desk.pickSave(path);
  await desk.page.getByRole('button', { name: '晨报存为 PDF' }).click();
  await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
});

test('with nothing due the page says so and offers the way to a visit', async ({ desk }) => {
  await expect(desk.page.getByText('没有今日到期的事项')).toBeVisible();
  await expect(desk.page.getByText('没有超期和近期到期的事项。')).toBeVisible();
  await desk.page.getByRole('navigation', { name: '常用' }).getByRole('button', { name: '登记来访' }).click();
  await expect(new Frame(desk.page).heading('来访登记')).toBeVisible();
});
