import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type LocalDate, weekdayOf } from '#shared/calendar/local-date';
import { chineseDate, weekdayName } from '#shared/calendar/months';
import type { HolidayTable } from '#shared/calendar/workdays';
import { confirm, UnitsPage } from './pages/departments';
import { expect, test } from './fixture';
import { inventedYear } from './support/holidays';

const csv = ({ offDays, workDays }: HolidayTable): string =>
  [
    '日期,安排,名称',
    ...offDays.map(({ date, name }) => `${date},放假,${name}`),
    ...workDays.map(({ date, name }) => `${date},调休上班,${name}`),
  ].join('\r\n');

test('a unit is renamed and moved with the keyboard, its former name and every step stay visible', async ({ desk }) => {
  const units = await new UnitsPage(desk.page).open();
  await units.find('sjju', '常州市数据局（政务服务管理办公室）');
  const rename = await units.act('更名');
  await expect(rename.getByLabel('新名称')).toBeFocused();
  await rename.getByLabel('新名称').fill('常州市数据局');
  await desk.page.keyboard.press('Control+S');
  await expect(rename.getByRole('alert')).toContainText('请填写理由');
  await rename.getByLabel('理由').fill('机构改革');
  await desk.page.keyboard.press('Control+S');
  await expect(rename).toBeHidden();
  await expect(units.heading('常州市数据局')).toBeVisible();

  const move = await units.act('调整隶属');
  await units.choose(move, '新上级', 'zfb', '常州市人民政府办公室');
  await move.getByLabel('理由').fill('归口管理');
  await confirm(move, '调整');
  await expect(units.fact('上级单位')).toHaveText('常州市人民政府办公室');

  await desk.restart();
  const again = await new UnitsPage(desk.page).open();
  await again.find('sjju', '常州市数据局');
  await expect(desk.page.getByRole('region', { name: '曾用名' })).toContainText('常州市数据局（政务服务管理办公室）');
  const history = await again.history();
  for (const words of ['调整隶属', '理由：归口管理', '单位更名', '理由：机构改革', '王敏', '初始化目录']) {
    await expect(history).toContainText(words);
  }
});

test('a unit is merged into another, which carries on', async ({ desk }) => {
  const units = await new UnitsPage(desk.page).open();
  await units.find('tyj', '常州市体育局');
  const dialog = await units.act('合并');
  await units.choose(dialog, '并入', 'wgl', '常州市文化广电和旅游局');
  await dialog.getByLabel('理由').fill('职能合并');
  await confirm(dialog, '合并');
  await expect(desk.page.getByText('职能并入')).toContainText('常州市文化广电和旅游局');
  const history = await units.history();
  await expect(history).toContainText('理由：职能合并');
  await units.closeDrawer();
  await desk.page.getByRole('button', { name: '常州市文化广电和旅游局' }).click();
  await expect(units.fact('并入的单位')).toContainText('常州市体育局');
});

test('a unit with units below is retired only when they have a place, and can come back', async ({ desk }) => {
  const units = await new UnitsPage(desk.page).open();
  await units.find('经济开发区', '江苏常州经济开发区');
  const dialog = await units.act('停用');
  await dialog.getByLabel('理由').fill('区划调整');
  await dialog.getByRole('button', { name: '停用', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('还有 2 个在用单位');
  await units.choose(dialog, '下级归入', 'wj', '武进区');
  await confirm(dialog, '停用');
  await expect(desk.page.getByText('停用，不再出现在各处的选择中')).toBeVisible();
  await expect(units.inTree('江苏常州经济开发区')).toBeHidden();
  await units.find('经开区公安', '常州市公安局经济开发区分局');
  await expect(units.fact('上级单位')).toHaveText('武进区');
  await desk.page.getByRole('checkbox', { name: '显示停用' }).check();
  await units.find('经济开发区', '江苏常州经济开发区');
  const back = await units.act('恢复使用');
  await back.getByLabel('理由').fill('误停用');
  await confirm(back, '恢复');
  await expect(desk.page.getByText('停用，不再出现在各处的选择中')).toBeHidden();
});

test('leaders and the first responsible person are entered and leave', async ({ desk }) => {
  const units = await new UnitsPage(desk.page).open();
  await units.find('czj', '常州市财政局');
  await desk.page.getByRole('button', { name: '登记领导' }).click();
  const dialog = desk.page.getByRole('dialog');
  await expect(dialog.getByLabel('姓名')).toBeFocused();
  await desk.page.keyboard.type('钱明');
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.type('党组书记、局长');
  await dialog.getByLabel('业务条线').fill('预算，国库、');
  await desk.page.keyboard.press('Control+S');
  await expect(dialog).toBeHidden();
  const row = desk.page.getByRole('row', { name: /钱明/ });
  await expect(row).toContainText('预算、国库');

  const edit = await units.act('修改资料');
  await edit.getByLabel('第一责任人').click();
  await desk.page.getByTitle('钱明 党组书记、局长').click();
  await confirm(edit, '保存');
  await expect(units.fact('第一责任人')).toHaveText('钱明 党组书记、局长');

  await desk.page.getByRole('button', { name: '钱明离任' }).click();
  await desk.page.getByRole('dialog').getByLabel('理由').fill('调任');
  await confirm(desk.page.getByRole('dialog'), '离任');
  await expect(row).toContainText('离任');
  await expect(units.fact('第一责任人')).toContainText('未填');
});

test('the directory goes out as a workbook and comes back unchanged; a wrong file is named', async ({ desk }) => {
  await new UnitsPage(desk.page).open();
  const file = join(desk.home, '机构目录.xlsx');
  await desk.pickSave(file);
  await desk.page.getByRole('button', { name: /导出$/ }).click();
  await expect(desk.page.getByText('已导出')).toBeVisible();
  await desk.pickOpen(file);
  await desk.page.getByRole('button', { name: '导入', exact: true }).click();
  const dialog = desk.page.getByRole('dialog', { name: '导入机构目录' });
  await expect(dialog).toContainText('表格与现有目录相同，无需导入');
  await expect(dialog.getByRole('button', { name: '导入' })).toBeDisabled();
  await dialog.getByRole('button', { name: '关闭' }).last().click();

  const wrong = join(desk.home, '不是表格.xlsx');
  writeFileSync(wrong, '这不是工作簿');
  await desk.pickOpen(wrong);
  await desk.page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(desk.page.getByText('这不是 Excel 工作簿')).toBeVisible();
});

test('a category is added, renamed and retired with a reason', async ({ desk }) => {
  const { page } = desk;
  await page.getByRole('link', { name: '系统设置' }).click();
  await page.getByRole('link', { name: '内容分类与信访目的' }).click();
  await page.getByRole('button', { name: '在农村农业下新增' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('编码')).toHaveValue('0107');
  await dialog.getByLabel('名称').fill('渔业');
  await confirm(dialog, '保存');
  await page.getByRole('searchbox', { name: '查找内容分类' }).fill('yy');
  await page.getByRole('button', { name: '修改渔业' }).click();
  await dialog.getByLabel('名称').fill('渔业与养殖');
  await confirm(dialog, '保存');
  await page.getByRole('button', { name: '停用渔业与养殖' }).click();
  await dialog.getByLabel('理由').fill('并入其他类');
  await confirm(dialog, '停用');
  await expect(page.getByRole('row', { name: /渔业与养殖/ })).toBeHidden();
  await page.getByRole('checkbox', { name: '显示停用' }).check();
  await expect(page.getByRole('row', { name: /渔业与养殖/ })).toContainText('停用');
});

test('the holidays of a year are missing, said so, imported from a file, and stay', async ({ desk }) => {
  const { years, missing } = await desk.call('holidays.years', {});
  const year = missing.at(-1) ?? Math.max(...years.map((known) => known.year)) + 1;
  const table = inventedYear(year);
  const said = desk.page.getByText(`${year}年放假安排未导入。`);
  const open = async () => {
    await desk.page.getByRole('link', { name: '系统设置' }).click();
    await desk.page.getByRole('link', { name: '放假安排' }).click();
  };
  await open();
  await expect(said).toHaveCount(missing.includes(year) ? 1 : 0);

  const wrong = join(desk.home, '有错.csv');
  const workday = [8, 9, 10].map((n) => addDays(`${year}-10-01` as LocalDate, n)).find((day) => weekdayOf(day) < 6);
  if (workday === undefined) throw new Error('three weekend days in a row');
  writeFileSync(wrong, `${csv(table)}\r\n${workday},调休上班,国庆\r\n`);
  await desk.pickOpen(wrong);
  await desk.page.getByRole('button', { name: '导入年度' }).click();
  const dialog = desk.page.getByRole('dialog');
  const line = String(table.offDays.length + table.workDays.length + 2);
  await expect(dialog.getByRole('row', { name: line })).toContainText(
    `${chineseDate(workday)}是${weekdayName(workday)}，本来就上班`,
  );
  await dialog.getByRole('button', { name: '关闭' }).last().click();

  const file = join(desk.home, `${year}放假.csv`);
  writeFileSync(file, csv(table));
  await desk.pickOpen(file);
  await desk.page.getByRole('button', { name: '导入年度' }).click();
  await expect(dialog).toContainText(`放假 ${table.offDays.length} 天，调休上班 ${table.workDays.length} 天`);
  await confirm(dialog, '导入');
  await expect(said).toBeHidden();

  await desk.restart();
  await open();
  await desk.page.getByRole('button', { name: `${year}年`, exact: true }).click();
  await expect(desk.page.getByRole('table', { name: `${year}年放假与调休` })).toContainText('10月1日至7日 7天');
});

test('a year is corrected by hand, with a reason', async ({ desk }) => {
  await desk.page.getByRole('link', { name: '系统设置' }).click();
  await desk.page.getByRole('link', { name: '放假安排' }).click();
  await desk.page.getByRole('button', { name: '2026年', exact: true }).click();
  await desk.page.getByRole('button', { name: '修改', exact: true }).click();
  await desk.page.getByRole('button', { name: /2026年6月19日/ }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('端午节');
  await confirm(dialog, '确定');
  await desk.page.getByRole('button', { name: '保存修改' }).click();
  await dialog.getByLabel('理由').fill('与通知核对');
  await confirm(dialog, '保存');
  await expect(desk.page.getByRole('table', { name: '2026年放假与调休' })).toContainText('端午节');
});
