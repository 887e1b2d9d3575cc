import type { InputOf } from '#shared/contract/index';
import type { StepName } from '#shared/domain/cases/steps/index';
import { recordId } from '#shared/kernel/ids';
import { type Desk, expect, test } from './fixture';
import { CasePage } from './pages/cases';
import { VisitForm, VisitSaved } from './pages/visits';

type VisitInput = InputOf<'visits.register'>['visit'];

async function registered(desk: Desk, more: VisitInput = {}) {
  const { today } = await desk.call('app.status', {});
  const visit = {
    petitionDate: today,
    name: '李桂兰',
    address: '红梅街道 1 号',
    headcount: 1,
    channel: 'visit',
    purpose: 'purposes/02',
    categoryCode: 'categories/0301',
    summary: '反映征收补偿款未到位。',
    demand: '请求尽快支付补偿款。',
    problemRegion: 'regions/320402',
    receivedBy: '王敏',
    firstContact: '王敏',
    ...more,
  } as const;
  const made = await desk.call('visits.register', { visit });
  const id = recordId('cases', made.visitNo);
  const step = (name: StepName, input: object = {}) =>
    desk.call('cases.step', { id, step: name, input: { on: today, ...input } });
  return { ...made, id, step };
}

/** As a step that was taken with the form, for what comes before the part under test. */
const ROUTE: { readonly [step: string]: object } = {
  triage: { triageClass: 'claim', legalPath: 'petition' },
  transfer: { unit: 'units/CZ-ZJJ', routingReason: '征收实施单位' },
  sign: { signer: '赵刚' },
  acknowledge: {},
  handle: {},
  reply: { conclusion: 'explain', summary: '经核实，补偿款已到账。', basis: '《国有土地上房屋征收与补偿条例》' },
  deliver: { way: 'direct', signer: '李桂兰' },
};
async function advanced(desk: Desk, last: string, more: VisitInput = {}) {
  const made = await registered(desk, more);
  for (const [name, input] of Object.entries(ROUTE)) {
    await made.step(name as StepName, input);
    if (name === last) break;
  }
  return made;
}

/** From the list, as a clerk gets there. */
async function openCase(desk: Desk, visitNo: string): Promise<CasePage> {
  const caseNo = `XF${visitNo.replaceAll('-', '')}`;
  await desk.page.getByRole('link', { name: '信访事项', exact: true }).click();
  await desk.page.getByRole('grid').getByRole('row').filter({ hasText: caseNo }).dblclick();
  const page = new CasePage(desk.page);
  await expect(page.heading(`信访事项 ${caseNo}`)).toBeVisible();
  return page;
}

test('a matter goes from registration to archive with the keyboard alone', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  const form = new VisitForm(page);
  await form.open();
  await form.enter('证件号');
  await form.type('李桂兰');
  await form.enter('男');
  await form.enter('电话', '住址区划');
  await form.type('红梅街道 1 号');
  await form.enter('来访人数');
  await form.pick('信访目的', 'qj', '求决');
  await form.enter('初次');
  await form.pick('内容分类', 'fwzs', '城乡建设/房屋征收与拆迁补偿');
  await form.pick('问题属地', 'hmjd', '天宁区红梅街道');
  await form.write('概况', '反映征收补偿款未到位。');
  await form.write('诉求', '请求尽快支付补偿款。');
  await form.save();
  await new VisitSaved(page).visitNo();
  await page.getByRole('link', { name: /^信访事项 XF/ }).press('Enter');

  const matter = new CasePage(page);
  await matter.expectStatus('已登记');
  await matter.step('分类');
  await expect(matter.field('申诉求决类')).toBeChecked();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await expect(matter.field('⑥ 普通信访程序')).toBeChecked();
  const meaning = matter.dialog.getByRole('region', { name: '分类说明' });
  await expect(meaning).toContainText('《信访工作条例》第三十一条第（六）项');
  await expect(meaning).toContainText('起 60 日办理期限');
  await page.keyboard.press('ArrowUp');
  await expect(meaning).toContainText('不起 60 日办理期限');
  await page.keyboard.press('ArrowDown');
  await matter.save();
  await expect(page.getByText(/^已保存 \d{2}:\d{2}:\d{2}$/)).toBeVisible();
  await matter.expectStatus('已分类');

  await matter.step('转送');
  const first = matter.dialog.getByRole('radiogroup', { name: '推荐单位' }).getByRole('radio').first();
  await expect(first).toBeChecked();
  await expect(first).toBeFocused();
  await matter.save();
  await matter.expectStatus('已转交');

  await matter.step('签收');
  await matter.type('签收人', '赵刚');
  await matter.save();
  await matter.expectStatus('已签收');
  await expect(matter.section('期限').getByRole('button', { name: /^告知期限/ })).toContainText('还有 15 天');

  await matter.step('告知（受理）');
  await matter.save();
  const handling = matter.section('期限').getByRole('button', { name: /^办理期限/ });
  await handling.press('Enter');
  await expect(page.getByRole('list', { name: '办理期限的计算过程' })).toContainText('第三十四条');
  await matter.step('转入办理');
  await matter.save();
  await matter.step('延期');
  await expect(matter.field('延长天数')).toBeFocused();
  await page.keyboard.press('Enter');
  await matter.type('批准人', '钱局长');
  await matter.type('延期理由', '情况复杂，需进一步核实。');
  await matter.save();
  await matter.expectStatus('已延期');

  await matter.step('答复');
  await page.keyboard.press('Space');
  await expect(matter.field('支持请求')).toBeChecked();
  await page.keyboard.press('Enter');
  await matter.type('处理意见', '补偿款于本月支付。');
  await matter.type('依据', '《国有土地上房屋征收与补偿条例》');
  await matter.save();
  await matter.step('送达');
  await expect(matter.field('签收人')).toHaveValue('李桂兰');
  await matter.save();
  await matter.expectStatus('已送达');

  await matter.step('办结');
  await matter.refused('息访', '第三十五条');
  await page.keyboard.press('Space');
  await matter.save();
  await matter.expectStatus('已办结');
  await matter.step('归档');
  await matter.type('卷宗号', '2026-XF-0001');
  await matter.save();
  await matter.expectStatus('已归档');
  await expect(matter.section('办理链条').getByRole('listitem')).toHaveCount(2);
  await expect(matter.section('办理经过').getByRole('listitem').first()).toContainText('归档');
});

test('what is refused is said beside its field, with the article', async ({ desk }) => {
  const { visitNo } = await advanced(desk, 'triage');
  const matter = await openCase(desk, visitNo);
  const { keyboard } = desk.page;
  await matter.step('交办');
  await keyboard.press('Enter');
  await matter.pick('责任单位', 'gaj', '常州市公安局');
  await matter.refused('反馈期限', '请填写反馈期限。');
  await desk.page.keyboard.insertText('2020-1-2');
  await matter.refused('反馈期限', '反馈期限应晚于交办日期。');
  await keyboard.press('Control+a');
  await keyboard.insertText('2099-1-2');
  await matter.refused('改派理由', '《信访工作条例》第五条');
  await matter.type('改派理由', '公安机关职权范围');
  await expect(matter.dialog.getByRole('button', { name: '添加协办单位' })).toBeFocused();
  await keyboard.press('Enter');
  await matter.pick('协办单位1', 'gaj', '常州市公安局');
  await matter.refused('协办单位1', '协办单位不能与主办单位相同。');
  await matter.dialog.getByRole('button', { name: '删除协办单位第 1 行' }).press('Enter');
  await matter.save();
  await matter.expectStatus('已转交');
  await expect(matter.section('期限').getByRole('button', { name: /^交办反馈期限/ })).toContainText('2099-01-02');
});

test('an accusation never goes to the accused unit, nor by the ordinary way', async ({ desk }) => {
  const { visitNo } = await registered(desk, { purpose: 'purposes/04' });
  const matter = await openCase(desk, visitNo);
  await matter.expectStatus('检举控告保密');
  await matter.step('分类');
  await expect(matter.field('检举控告类')).toBeChecked();
  await desk.page.keyboard.press('Enter');
  await matter.pick('被检举控告单位', 'zjj', '常州市住房和城乡建设局');
  await matter.save();
  await expect(matter.button('转送')).toHaveCount(0);
  await desk.page.keyboard.press('Alt+0');
  await expect(desk.page.getByRole('menuitem', { name: /^转送/ })).toContainText('第三十条');
  await desk.page.keyboard.press('Escape');
  await matter.step('转有权机关（检举控告）');
  await matter.pick('有权机关', 'zjj', '常州市住房和城乡建设局');
  await matter.refused('有权机关', /被检举控告的单位.*第三十条/);
  await desk.page.keyboard.insertText('sjwjw');
  await desk.page.keyboard.press('Enter');
  await matter.save();
  await matter.expectStatus('已转送政法、纪检');
});

test('the last step is taken back with a reason and stays in sight, struck through', async ({ desk }) => {
  const { visitNo } = await advanced(desk, 'handle');
  const matter = await openCase(desk, visitNo);
  await matter.step('延期');
  await desk.page.keyboard.press('Control+a');
  await desk.page.keyboard.insertText('31');
  await matter.refused('延长天数', '延长期限不得超过 30 日。');
  await desk.page.keyboard.press('Escape');
  await desk.page.getByRole('button', { name: '撤销上一步' }).click();
  await matter.dialog.getByLabel('理由').fill('误点');
  await matter.dialog.getByRole('button', { name: '撤销上一步' }).click();
  await matter.expectStatus('已告知');
  const taken = matter.section('办理经过').getByRole('listitem').filter({ hasText: '转入办理' });
  await expect(taken).toContainText('已撤销');
  await expect(taken.locator('del').first()).toHaveText('转入办理');
  await desk.page.getByRole('button', { name: '变更记录' }).click();
  const history = desk.page.getByRole('dialog', { name: '变更记录' });
  await expect(history).toContainText('撤销“转入办理”');
  await expect(history).toContainText('误点');
});

test('an objection, its dispute and decision, and notes beside the way', async ({ desk }) => {
  const { visitNo } = await advanced(desk, 'sign');
  const matter = await openCase(desk, visitNo);
  await matter.step('提出异议');
  await matter.type('异议理由', '不属于本单位职责。');
  await matter.refused('建议去向', '第二十三条');
  await matter.pick('建议去向', 'gaj', '常州市公安局');
  await matter.save();
  await matter.expectStatus('有异议');
  await matter.step('提请裁决');
  await matter.type('裁决机关', '市信访工作联席会议');
  await matter.save();
  await matter.step('裁决指定承办单位');
  await matter.type('裁决机关', '市信访工作联席会议');
  await matter.pick('指定承办单位', 'gaj', '常州市公安局');
  await matter.type('裁决意见', '由公安局承办。');
  await matter.save();
  await expect(matter.section('办理链条').getByRole('listitem').last()).toContainText('常州市公安局');
  await matter.more('加标记');
  await expect(matter.field('热点')).toBeFocused();
  await desk.page.keyboard.press('Space');
  await desk.page.keyboard.press('Enter');
  await matter.type('情况', '涉及多户');
  await matter.save();
  await matter.expectStatus('热点');
  await matter.more('满意度评价');
  await expect(matter.field('信访部门')).toBeFocused();
  await desk.page.keyboard.press('Control+s');
  await expect(matter.dialog.getByRole('radiogroup', { name: '过程' })).toHaveAttribute('aria-invalid', 'true');
  await desk.page.keyboard.press('Escape');
});

test('review goes to the organ that is chosen already, final review to one outside the directory', async ({ desk }) => {
  const { visitNo } = await advanced(desk, 'deliver');
  const matter = await openCase(desk, visitNo);
  const { keyboard } = desk.page;
  for (const [round, apply, conclude, deliver, elsewhere] of [
    ['复查', '申请复查', '作出复查意见', '送达复查意见', ''],
    ['复核', '申请复核', '作出复核意见', '送达复核意见', '江苏省人民政府'],
  ] as const) {
    await matter.step(apply);
    if (elsewhere === '') await expect(matter.dialog.getByTitle(/市级部门的意见，由市人民政府复查/)).toBeVisible();
    await keyboard.press('Enter');
    await matter.type('目录外机关', elsewhere);
    await matter.type('请求和理由', `不服意见，请求${round}。`);
    await matter.save();
    await matter.expectStatus(`${round}中`);
    await matter.step(conclude);
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await matter.type('意见和依据', '原处理意见事实清楚，予以维持。');
    await matter.save();
    await matter.step(deliver);
    await matter.save();
    await expect(matter.section('办理经过').getByRole('listitem').first()).toContainText(deliver);
  }
  await matter.expectStatus('已复核');
});

test('every step that stands open has its form, wherever the matter stands', async ({ desk }) => {
  test.slow();
  const made = await registered(desk);
  const matter = await openCase(desk, made.visitNo);
  const opened = new Set<string>();
  for (const [name, input] of Object.entries(ROUTE)) {
    await made.step(name as StepName, input);
    await expect(matter.section('办理经过').getByRole('listitem')).toHaveCount(Object.keys(ROUTE).indexOf(name) + 2);
    for (const button of await matter.next.getByRole('button').all()) {
      const title = (await button.innerText()).replace(/\s*Alt\+\d$/, '');
      if (opened.has(title)) continue;
      await button.click();
      await expect(matter.dialog).toHaveAccessibleName(title);
      await expect(matter.dialog.getByRole('textbox', { name: '办理日期' })).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
      await desk.page.keyboard.press('Escape');
      await expect(matter.dialog).toHaveCount(0);
      opened.add(title);
    }
  }
  expect([...opened]).toEqual(
    expect.arrayContaining(['交办', '自办', '告知引导', '收回重派', '调解、和解', '举行听证']),
  );
});

test('a matter is split, a duplicate merged and taken out again, related ones linked', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  const first = await registered(desk);
  const second = await registered(desk, { name: '陈大勇', summary: '反映小区物业收费问题。' });
  const matter = await openCase(desk, first.visitNo);
  await matter.more('拆分');
  await matter.type('标题', '反映过渡费未发放');
  await matter.refused('诉求', '请填写诉求');
  await matter.type('诉求', '请求发放过渡费。');
  await matter.save();
  await expect(matter.heading(`信访事项 ${first.caseNo}-2`)).toBeVisible();
  await expect(matter.section('关联事项').getByText('拆分自')).toBeVisible();
  await matter.section('关联事项').getByRole('link', { name: first.caseNo, exact: true }).press('Enter');
  await expect(matter.heading(`信访事项 ${first.caseNo}`)).toBeVisible();

  await matter.more('并入其他事项');
  await matter.pick('并入', '陈大勇', new RegExp(second.caseNo));
  await matter.refused('理由', '请写明原因');
  await matter.type('理由', '同一事项重复登记');
  await matter.save();
  await matter.expectStatus('已并入');
  await page.getByRole('status').getByRole('link', { name: second.caseNo }).press('Enter');
  await expect(matter.heading(`信访事项 ${second.caseNo}`)).toBeVisible();
  await expect(matter.section('来访来信').getByRole('link')).toHaveCount(2);
  await matter
    .section('关联事项')
    .getByRole('button', { name: `撤销并入 ${first.caseNo}` })
    .press('Enter');
  await matter.dialog.getByLabel('理由').fill('不是同一事项');
  await matter.dialog.getByRole('button', { name: '撤销并入' }).press('Enter');
  await expect(matter.section('来访来信').getByRole('link')).toHaveCount(1);

  await matter.more('关联事项');
  await matter.pick('关联的事项', '李桂兰', new RegExp(`^${first.caseNo} `));
  await matter.save();
  const link = matter.section('关联事项').getByRole('link', { name: first.caseNo });
  await expect(link).toBeVisible();
  await matter
    .section('关联事项')
    .getByRole('button', { name: `取消关联 ${first.caseNo}` })
    .press('Enter');
  await matter.dialog.getByLabel('理由').fill('误关联');
  await matter.dialog.getByRole('button', { name: '取消关联' }).press('Enter');
  await expect(link).toHaveCount(0);
});

test('the content is corrected with a reason, petitioners and matters one by one', async ({ desk }) => {
  const { id, caseNo, visitNo } = await registered(desk);
  const matter = await openCase(desk, visitNo);
  await desk.page.keyboard.press('Control+e');
  const form = desk.page.getByRole('form', { name: '更正信访事项' });
  await form.getByRole('button', { name: '添加事项' }).press('Enter');
  await desk.page.keyboard.insertText('支付补偿款');
  await form.getByRole('button', { name: '添加信访人' }).press('Enter');
  await desk.page.keyboard.insertText('李桂芳');
  await desk.page.keyboard.press('Control+s');
  await matter.dialog.getByLabel('更正理由').fill('补充共同信访人');
  await matter.dialog.getByRole('button', { name: '保存更正' }).click();
  await expect(matter.heading(`信访事项 ${caseNo}`)).toBeVisible();
  await expect(matter.section('信访人').getByRole('row')).toHaveCount(3);
  await expect(matter.section('诉求')).toContainText('支付补偿款');
  const { fields } = await desk.call('cases.get', { id });
  expect(fields.petitioners.map(({ name }) => name)).toEqual(['李桂兰', '李桂芳']);
});
