import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../../electron/documents/workbook';
import { expect, test } from './fixture';
import { Rosters } from './pages/rosters';
import { knowYearOf } from './support/holidays';

test('from a ready scheme to a published roster, changed and handed out', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page, home } = desk;
  const rosters = new Rosters(page);
  await rosters.open();
  await rosters.startFrom('警种轮流接待（一周五天各一个警种）', '2026-12-01');
  // From 2027 on the trial says instead that it does not know the holidays.
  await expect(rosters.trial).toContainText(/刑侦|放假安排未导入/);
  await rosters.saveAndGenerate('2026-12-01', '2026-12-31');
  await expect(rosters.month('2026年12月')).toBeVisible();
  await expect(rosters.notice).toContainText('尚未公示');

  await rosters.publish('接待大厅公示栏');
  const before = await page.getByRole('table').getByRole('button').first().getAttribute('aria-label');
  const day = (before ?? '').split('，')[0] ?? '';
  await rosters.swapByKeyboard(new RegExp(`^${day}，`), ['ArrowRight'], {
    原因: '专案出差',
    调出方确认: '甲警官',
    调入方确认: '乙警官',
    批准人: '信访处处长',
  });
  await expect(rosters.notice).toContainText('已公示，需重新公示');
  const after = await page.getByRole('table').getByRole('button').first().getAttribute('aria-label');
  expect(after).not.toBe(before);
  await page.getByRole('button', { name: '查看全部 1 条' }).click();
  await expect(page.getByText('原因：专案出差')).toBeVisible();

  const path = (name: string) => join(home, `导出 ${name}`);
  for (const [item, name] of [
    ['Excel 表格（打印分发）', 'a.xlsx'],
    ['PDF 公示（A4）', 'a.pdf'],
    ['日历文件（手机、Outlook）', 'a.ics'],
    ['CSV 明细', 'a.csv'],
  ] as const) {
    await desk.pickSave(path(name));
    await rosters.export(item);
    await expect.poll(() => existsSync(path(name))).toBe(true);
  }
  const book = await readWorkbook(path('a.xlsx'));
  expect(book.ok && book.value[0]?.rows[0]?.[0]).toBe('警种轮流接待排班表');
  expect(readFileSync(path('a.csv'), 'utf8').startsWith('\uFEFF日期,')).toBe(true);
  expect(readFileSync(path('a.ics'), 'utf8')).toContain('BEGIN:VEVENT');
  expect(readFileSync(path('a.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  const words = spawnSync('pdftotext', ['-layout', path('a.pdf'), '-'], { encoding: 'utf8' });
  if (words.error === undefined) {
    expect(words.stdout).toContain('警种轮流接待排班表');
    expect(words.stdout).toContain('多人反映共同事项的，推选代表不超过5人。');
  }

  await rosters.publish('接待大厅公示栏');
  await expect(rosters.notice).not.toContainText('需重新公示');
  await desk.restart();
  const { rows } = await desk.call('rosters.list', {});
  expect(rows).toMatchObject([{ title: '警种轮流接待排班表', noticeState: 'current' }]);
});

test('a duty dragged onto another asks why the two change places, and they do', async ({ desk }) => {
  const rosters = new Rosters(desk.page);
  const { rule } = await desk.call('rosters.preset', { key: 'police-weekday', start: '2026-12-01' });
  const { id } = await desk.call('rosters.createRule', { rule });
  const drawn = await desk.call('rosters.generate', { rule: id, period: { from: '2026-12-01', to: '2026-12-31' } });
  await rosters.openRoster(rule.title);
  await rosters.duty(/12月1日.*经侦/).dragTo(rosters.duty(/12月2日.*交巡警/));
  await rosters.fillSwap({ 原因: '专案出差', 调出方确认: '甲警官', 调入方确认: '乙警官', 批准人: '信访处处长' });
  await expect(rosters.duty(/12月1日.*交巡警/)).toBeVisible();
  const { swaps } = await desk.call('rosters.get', { id: drawn.id });
  expect(swaps).toMatchObject([{ kind: 'swap', reason: '专案出差' }]);
});

test('somebody due in two places is marked in red and in words, and publishing asks', async ({ desk }) => {
  const rosters = new Rosters(desk.page);
  const period = { from: '2026-11-01', to: '2026-11-30' };
  for (const title of ['甲处排班表', '乙处排班表']) {
    const { rule } = await desk.call('rosters.preset', { key: 'police-weekday', start: '2026-11-01' });
    const made = await desk.call('rosters.createRule', { rule: { ...rule, title } });
    await desk.call('rosters.generate', { rule: made.id, period });
  }
  await rosters.openRoster('乙处排班表');
  const sentence = '11月2日刑侦已列入“甲处排班表”，不能同时在两处';
  await expect(desk.page.getByRole('region', { name: '冲突' })).toContainText(sentence);
  const duty = rosters.duty(/^11月2日（周一）/);
  await expect(duty).toContainText('冲突');
  await expect(duty).toHaveAccessibleName(new RegExp(sentence));
  const [red = 0, green = 0] = await duty.evaluate((el) =>
    (getComputedStyle(el).color.match(/\d+/g) ?? []).map(Number),
  );
  expect(red).toBeGreaterThan(green + 60);
  await rosters.notice.getByRole('button', { name: '登记公示' }).click();
  await desk.page.getByRole('textbox', { name: '公示地点' }).fill('大厅');
  await desk.page.keyboard.press('Control+s');
  await expect(desk.page.getByRole('dialog').getByText(/排班表还有\d+处冲突/)).toBeVisible();
});

test('a year without holidays is said in words, and nothing is saved', async ({ desk }) => {
  const rosters = new Rosters(desk.page);
  const { rule } = await desk.call('rosters.preset', { key: 'police-week', start: '2026-12-01' });
  await desk.call('rosters.createRule', { rule });
  await rosters.open();
  await desk.page.getByRole('button', { name: '生成排班表' }).click();
  const dialog = rosters.dialog('生成排班表');
  await dialog.getByRole('combobox', { name: '排班规则' }).click();
  await desk.page.getByRole('option').first().press('Enter');
  await dialog.getByRole('textbox', { name: '开始日期' }).fill('2030-01-01');
  await dialog.getByRole('textbox', { name: '结束日期' }).fill('2030-01-31');
  await dialog.getByRole('button', { name: /^生成/ }).click();
  await expect(dialog.getByText(/\d{4}年放假安排未导入/)).toBeVisible();
  expect((await desk.call('rosters.list', {})).total).toBe(0);
});

test('who really came is registered on the day, with a substitute by name', async ({ desk }) => {
  const rosters = new Rosters(desk.page);
  const { today } = await desk.call('app.status', {});
  await knowYearOf(desk, today);
  const { rule } = await desk.call('rosters.preset', { key: 'police-leader-day', start: '2026-01-01' });
  const once = { ...rule, when: { mode: 'explicitDates' as const, dates: [today] }, onHoliday: 'keep' as const };
  const made = await desk.call('rosters.createRule', { rule: once });
  await desk.call('rosters.generate', { rule: made.id, period: { from: today, to: today }, balance: false });
  await rosters.openRoster('局领导接待日安排表');
  await rosters.duty(/法制负责人/).click();
  const form = desk.page.getByRole('form', { name: '到岗登记' });
  await form.getByRole('radio', { name: '替补到岗' }).check();
  await form.getByRole('button', { name: /登\s*记/ }).click();
  await expect(form.getByText('请填写替补人员')).toBeVisible();
  await form.getByRole('textbox', { name: '替补人员' }).fill('法制支队副支队长');
  await form.getByRole('spinbutton', { name: '接待批次' }).fill('3');
  await form.getByRole('spinbutton', { name: '接待人次' }).fill('7');
  await form.getByRole('button', { name: /登\s*记/ }).click();
  await expect(desk.page.getByText('到岗率 100%')).toBeVisible();
  await expect(desk.page.getByText('接待来访 3 批次、7 人次')).toBeVisible();
});
