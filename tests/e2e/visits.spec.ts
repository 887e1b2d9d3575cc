import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOf } from '#shared/contract/index';
import { recordId } from '#shared/kernel/ids';
import { type Desk, expect, test } from './fixture';
import { throughOffice } from '../office';
import { VisitForm, VisitList, VisitSaved } from './pages/visits';

const ID = '320402195803122020';

const visit = (more: InputOf<'visits.register'>['visit'] = {}): InputOf<'visits.register'>['visit'] => ({
  petitionDate: '2026-03-02',
  name: '李桂兰',
  idNo: ID,
  phone: '13861234567',
  address: '红梅街道 1 号',
  headcount: 1,
  channel: 'visit',
  purpose: 'purposes/02',
  categoryCode: 'categories/0301',
  summary: '反映征收补偿款未到位。',
  demand: '请求尽快支付补偿款。',
  problemRegion: 'regions/320402',
  receivedBy: '王敏',
  ...more,
});

/** Fills the common visit with nothing but the keyboard. */
async function registerByKeyboard(desk: Desk, name: string): Promise<VisitForm> {
  const form = new VisitForm(desk.page);
  await form.open();
  await form.type(ID);
  await form.type(name);
  await form.enter('女');
  await form.type('13861234567');
  await form.enter('住址区划');
  await form.type('红梅街道 1 号');
  await form.enter('来访人数');
  await form.pick('信访目的', 'qj', '求决');
  await form.enter('初次');
  await form.pick('内容分类', 'fwzs', '城乡建设/房屋征收与拆迁补偿');
  await form.pick('问题属地', 'hmjd', '天宁区红梅街道');
  await form.write('概况', '反映征收补偿款未到位。');
  await form.write('诉求', '请求尽快支付补偿款。');
  return form;
}

test('a visit is registered with the keyboard alone', async ({ desk }) => {
  const form = await registerByKeyboard(desk, '李桂兰');
  await expect(form.field('女')).toBeChecked();
  await expect(form.field('办理方式')).toBeFocused();
  await form.save();
  const saved = new VisitSaved(desk.page);
  expect(await saved.visitNo()).toMatch(/^\d{4}-A01-000001$/);
  await expect(desk.page.getByText(/^\d{8}$/)).toBeVisible();
  const { rows } = await desk.call('visits.list', {});
  expect(rows[0]).toMatchObject({
    name: '李桂兰',
    gender: 'female',
    problemRegion: 'regions/320402004',
    receivedBy: '王敏',
    title: '反映征收补偿款未到位',
  });
  await desk.page.keyboard.press('F2');
  await expect(form.field('证件号')).toBeFocused();
  await expect(form.field('姓名')).toHaveValue('');
});

test('what is wrong is said beside its field, also in a folded section', async ({ desk }) => {
  const form = new VisitForm(desk.page);
  await form.open();
  await form.type('320402195803122028');
  await form.save();
  await form.expectError('证件号', '校验位不符');
  await form.expectError('姓名', '第十九条');
  await expect(form.field('证件号')).toBeFocused();
  await desk.page.keyboard.press('Alt+3');
  await expect(form.field('涉及人数')).toBeFocused();
  const add = form.form.getByRole('button', { name: '添加代表' });
  for (let n = 1; n <= 6; n++) {
    await add.click();
    await expect(form.field(`代表${n}姓名`)).toBeFocused();
    await desk.page.keyboard.insertText(`代表${n}`);
  }
  await form.save();
  await expect(form.form.getByText(/代表不得超过 5 人，现有 6 人.*第二十条/)).toBeVisible();
  await form.expectError('来访人数', '少于代表人数（6）');
  await form.field('办理方式').click();
  await desk.page.keyboard.type('交办');
  await desk.page.keyboard.press('Enter');
  await form.save();
  await form.expectError('办理期限', '第二十二条');
  await expect(form.field('办理期限')).toBeVisible();
});

test('a repeat visitor is recognised while typing and linked by a key', async ({ desk }) => {
  const first = await desk.call('visits.register', { visit: visit() });
  const form = await registerByKeyboard(desk, '李桂兰');
  const earlier = form.earlier.getByRole('listitem', { name: `前件 ${first.visitNo}` });
  await expect(earlier).toContainText('证件号相同');
  await expect(form.field('初次')).toBeChecked();
  await desk.page.keyboard.press('Control+1');
  await expect(form.field('重复')).toBeChecked();
  await expect(desk.page.getByText('已关联 1 件')).toBeVisible();
  await desk.page.keyboard.press('Control+1');
  await expect(form.field('初次')).toBeChecked();
  await desk.page.keyboard.press('Control+1');
  await form.save();
  const no = await new VisitSaved(desk.page).visitNo();
  const { visit: second, priors } = await desk.call('visits.get', { id: recordId('visits', no) });
  expect(second.isRepeat).toBe(true);
  expect(priors.map((p) => p.visitNo)).toEqual([first.visitNo]);
  await desk.page.getByRole('button', { name: '查看登记' }).click();
  await expect(desk.page.getByRole('link', { name: first.visitNo })).toBeVisible();
});

test('what was typed survives another page and a crash', async ({ desk }) => {
  const form = new VisitForm(desk.page);
  await form.open();
  await form.type(ID);
  await form.type('李桂兰');
  await desk.page.getByRole('link', { name: '工作台' }).click();
  await desk.page.keyboard.press('F2');
  await expect(form.field('姓名')).toHaveValue('李桂兰');
  await form.field('概况').fill('说到一半');
  await expect(form.form.getByText(/草稿已暂存/)).toBeVisible();
  await expect
    .poll(async () => JSON.stringify((await desk.call('drafts.get', { form: 'visits.register' })).draft))
    .toContain('说到一半');
  desk.app.process().kill('SIGKILL');
  await desk.restart();
  const again = new VisitForm(desk.page);
  await desk.page.keyboard.press('F2');
  await expect(again.field('概况')).toHaveValue('说到一半');
  await expect(again.field('姓名')).toHaveValue('李桂兰');
  await expect(desk.page.getByText(/已恢复 .* 暂存的草稿/)).toBeVisible();
});

test('the list finds by pinyin initials and by Chinese words, and exports what it shows', async ({ desk }) => {
  test.slow();
  for (const name of ['李桂兰', '陈大勇', '单雄信']) {
    await desk.call('visits.register', { visit: visit({ name, summary: `${name}反映物业收费问题。` }) });
  }
  const list = new VisitList(desk.page);
  await list.open();
  await expect(list.row('李桂兰')).toBeVisible();
  await list.search('sxx');
  await expect(list.row('单雄信')).toBeVisible();
  await expect(list.row('李桂兰')).toHaveCount(0);
  await list.search('大勇反映物业');
  await expect(list.row('陈大勇')).toBeVisible();
  await expect(list.row('单雄信')).toHaveCount(0);

  const path = join(desk.home, '来访 一览.xlsx');
  await desk.pickSave(path);
  await desk.page.getByRole('button', { name: '导出' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: '导出' }).click();
  await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
  const text = await spreadsheetText(path);
  if (text === undefined) return;
  expect(text).toContain('来访登记一览');
  expect(text).toContain('陈大勇');
  expect(text).toContain('2026-03-02');
  expect(text).not.toContain('单雄信');
});

test('correcting asks for a reason and keeps both values; a voided visit stays', async ({ desk }) => {
  const { visitNo } = await desk.call('visits.register', { visit: visit() });
  const list = new VisitList(desk.page);
  await list.open();
  await list.row('李桂兰').dblclick();
  await expect(desk.page.getByRole('heading', { name: `来访登记 ${visitNo}`, exact: true })).toBeVisible();
  await desk.page.keyboard.press('Control+e');
  const form = new VisitForm(desk.page);
  await form.field('电话').fill('13900001111');
  await form.save();
  await desk.page.getByRole('dialog').getByLabel('更正理由').fill('来访人更换号码');
  await desk.page.getByRole('button', { name: '保存更正' }).last().click();
  await expect(desk.page.getByRole('heading', { name: `来访登记 ${visitNo}`, exact: true })).toBeVisible();
  await desk.page.getByRole('button', { name: '变更记录' }).click();
  const history = desk.page.getByRole('dialog', { name: '变更记录' });
  await expect(history).toContainText('来访人更换号码');
  await expect(history).toContainText('13861234567');
  await desk.page.keyboard.press('Escape');
  await expect(history).toHaveCount(0);
  await desk.page.keyboard.press('Control+e');
  await form.field('电话').fill('');
  await expect(form.field('电话')).toHaveValue('');
  await form.save();
  await desk.page.getByRole('dialog').getByLabel('更正理由').fill('来访人不愿留电话');
  await desk.page.getByRole('button', { name: '保存更正' }).last().click();
  await expect(desk.page.getByRole('heading', { name: `来访登记 ${visitNo}`, exact: true })).toBeVisible();
  await expect(desk.page.getByRole('region', { name: '信访人' })).not.toContainText('13900001111');
  await desk.page.getByRole('button', { name: '作废' }).click();
  await desk.page.getByRole('dialog').getByLabel('理由').fill('重复录入');
  await desk.page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await expect(desk.page.getByText('此件已作废：重复录入')).toBeVisible();
  const next = await desk.call('visits.register', { visit: visit() });
  expect(next.visitNo).not.toBe(visitNo);
});

test('the form and the receipt become PDF pages with all that was registered', async ({ desk }) => {
  const { id, queryCode, visitNo } = await desk.call('visits.register', {
    visit: visit({
      summary: '反映征收补偿款未到位。'.repeat(300),
      handlingMode: 'transfer',
      responsibleUnit: 'units/CZ-GAJ',
    }),
  });
  await desk.page.getByRole('link', { name: '来访登记', exact: true }).click();
  await new VisitList(desk.page).row('李桂兰').dblclick();
  for (const [paper, words] of [
    ['来访登记表', ['来访登记表', visitNo, '李桂兰', ID, '来访人（签名）', '房屋征收与拆迁补偿', '第 2 页']],
    ['登记回执', ['信访事项登记回执', queryCode, '转送常州市公安局', '第二十二条']],
  ] as const) {
    const path = join(desk.home, `${paper}.pdf`);
    await desk.pickSave(path);
    await desk.page.getByRole('button', { name: '存为 PDF' }).click();
    await desk.page.getByRole('menuitem', { name: paper }).click();
    await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
    const text = pdfText(path);
    for (const word of words) expect(text ?? word.replaceAll(' ', '')).toContain(word.replaceAll(' ', ''));
  }
  expect(id).toContain(visitNo);
  const short = await desk.call('visits.register', {
    visit: visit({ handlingMode: 'transfer', responsibleUnit: 'units/CZ-GAJ' }),
  });
  const path = join(desk.home, '一页.pdf');
  await desk.pickSave(path);
  const { file } = await desk.call('files.pickSave', { title: '保存', name: '一页.pdf', filters: [] });
  await desk.call('visits.formPdf', { id: short.id, file: String(file) });
  expect(pdfText(path) ?? '第1页共1页').toContain('第1页共1页');
});

/** Text of a PDF by poppler, without spaces. */
function pdfText(path: string): string | undefined {
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  return toolSays('pdftotext', ['-layout', path, '-'])?.replace(/\s/g, '');
}

/** What LibreOffice reads in the first sheet. */
async function spreadsheetText(path: string): Promise<string | undefined> {
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  const csv = await throughOffice(path, 'csv:Text - txt - csv (StarCalc):44,34,76');
  if (csv === undefined) notLookedAt('LibreOffice');
  return csv?.toString('utf8');
}

/** Output of an independent program; where it is not installed the report says that it did not look. */
function toolSays(tool: string, args: readonly string[]): string | undefined {
  const run = spawnSync(tool, args, { encoding: 'utf8' });
  if (run.error === undefined) return run.stdout;
  notLookedAt(tool);
  return undefined;
}

function notLookedAt(tool: string): void {
  test.info().annotations.push({ type: 'not looked at', description: `${tool} is not installed` });
}
