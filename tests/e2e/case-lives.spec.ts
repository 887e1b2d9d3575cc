import publicCases from '../../electron/demo/cases.json' with { type: 'json' };
import { demoPerson } from '../../electron/demo/people';
import { DEFAULT_CATEGORIES } from '#shared/domain/departments/defaults/categories';
import type { InputOf } from '#shared/contract/index';
import { recordId } from '#shared/kernel/ids';
import { type Desk, expect, test } from './fixture';
import answers from '../golden/public-answers.json' with { type: 'json' };
import { daysAgo } from './pages/case-list';
import { CasePage } from './pages/cases';

type PublicCase = (typeof publicCases)[number];

const PURPOSES: { readonly [name: string]: string } = {
  申诉: '01',
  求决: '02',
  意见建议: '03',
  揭发控告: '04',
  咨询: '05',
};
const REGIONS = ['320402', '320404', '320411', '320412'];
/** 支持请求、解释说明、不予支持 by what is known of the real answer. */
const CONCLUSION: { readonly [result: string]: string } = {
  resolved: '支持请求',
  partial: '支持请求',
  rejected: '不予支持',
};

const channelOf = (told: string): 'phone' | 'letter' | 'visit' | 'online' =>
  /热线/.test(told) ? 'phone' : told === '来信' ? 'letter' : told === '来访' ? 'visit' : 'online';

function visitOf(
  told: PublicCase,
  n: number,
  channel: string,
  petitionDate: string,
): InputOf<'visits.register'>['visit'] {
  const person = demoPerson(n);
  const level1 = DEFAULT_CATEGORIES.find((c) => c.name === told.category);
  const level2 = level1?.children.find(([, name]) => name === told.subcategory);
  return {
    petitionDate,
    name: person.name,
    idNo: person.idNo,
    phone: person.phone,
    address: person.address,
    headcount: 1,
    channel: channelOf(channel),
    purpose: `purposes/${PURPOSES[told.purpose]}`,
    categoryCode: `categories/${level2?.[0] ?? level1?.code ?? '99'}`,
    title: told.title,
    summary: told.content,
    demand: `请求处理“${told.title}”并给予答复。`,
    problemRegion: `regions/${REGIONS[n % REGIONS.length]}`,
    receivedBy: '王敏',
  };
}

/** One case by its forms and their labels, as a clerk walks it. */
class Life extends CasePage {
  async take(
    step: string,
    filled: { readonly [label: string]: string } = {},
    ticked: readonly string[] = [],
  ): Promise<void> {
    await this.button(step).click();
    await expect(this.dialog).toHaveAccessibleName(step);
    for (const label of ticked) await this.field(label).check();
    for (const [label, text] of Object.entries(filled)) await this.field(label).fill(text);
    await this.save();
  }

  /** Finds in the list of a field by its words. */
  async choose(label: string, name: string): Promise<void> {
    await this.field(label).fill(name);
    await expect(this.page.getByRole('option', { name, exact: true })).toBeAttached();
    await this.page.keyboard.press('Enter');
  }

  /** Takes the unit that the rules put first; where they have no word, the one named. */
  async route(step: string, otherwise: string): Promise<void> {
    await this.button(step).click();
    await expect(this.dialog).toHaveAccessibleName(step);
    const first = this.dialog.getByRole('radiogroup', { name: '推荐单位' }).getByRole('radio').first();
    if ((await first.count()) > 0) await expect(first).toBeChecked();
    else await this.choose('责任单位', otherwise);
    await this.save();
  }

  async answered(conclusion: string, text: string): Promise<void> {
    await this.take('签收', { 签收人: '赵刚' });
    await this.take('告知（受理）');
    await this.take('转入办理');
    await this.take('答复', { 处理意见: text, 依据: '《信访工作条例》第三十二条' }, [conclusion]);
    await this.take('送达', { 签收人: '信访人本人' }, ['直接送达']);
  }

  async end(dossierNo: string): Promise<void> {
    await this.take('归档', { 卷宗号: dossierNo });
    await this.expectStatus('已归档');
  }
}

async function open(desk: Desk, visitNo: string): Promise<Life> {
  const caseNo = `XF${visitNo.replaceAll('-', '')}`;
  await desk.page.getByRole('link', { name: '信访事项', exact: true }).click();
  await desk.page.getByLabel('查找').fill(caseNo);
  await desk.page.getByRole('grid').getByRole('row').filter({ hasText: caseNo }).dblclick();
  const life = new Life(desk.page);
  await expect(life.heading(`信访事项 ${caseNo}`)).toBeVisible();
  return life;
}

/** From the first look at it to the shelf, by what the petitioner wanted. */
async function live(
  life: Life,
  told: PublicCase,
  n: number,
  result: string | null,
  answer: string | null,
): Promise<void> {
  const text = answer ?? '经调查核实，已依法处理并向信访人说明。';
  switch (told.purpose) {
    case '揭发控告':
      await life.take('分类', {}, ['检举控告类']);
      await life.button('转有权机关（检举控告）').click();
      await life.choose('有权机关', '常州市纪律检查委员会、监察委员会');
      await life.save();
      await life.expectStatus('已转送政法、纪检');
      break;
    case '咨询':
      await life.take('分类', {}, ['咨询及其他']);
      await life.take('当场答复', { 答复内容: text });
      await life.take('办结');
      break;
    case '意见建议':
      await life.take('分类', {}, ['建议意见类']);
      await life.route('转送', '常州市城市管理局');
      await life.answered(result === 'adopted' || result === 'resolved' ? '采纳建议' : '部分采纳', text);
      await life.take('办结');
      break;
    default:
      await life.take('分类', {}, ['申诉求决类', '⑥ 普通信访程序']);
      await life.route('转送', '常州市城市管理局');
      await life.answered(CONCLUSION[result ?? ''] ?? '解释说明', text);
      await life.take('办结', {}, ['息访']);
  }
  await life.end(`2026-XF-${String(n + 1).padStart(3, '0')}`);
}

/** Two windows' worth, so that neither runs for long. */
const HALVES = [publicCases.filter((_, n) => n % 2 === 0), publicCases.filter((_, n) => n % 2 === 1)] as const;

for (const [half, cases] of HALVES.entries()) {
  test(`real matters are walked from registration to the shelf (${half + 1} of 2)`, async ({ desk }) => {
    test.setTimeout(300_000);
    for (const [n, told] of cases.entries()) {
      const { channel, result, answerSummary } = answers.answers.find(({ id }) => id === told.id) ?? {
        channel: '来访',
        result: null,
        answerSummary: null,
      };
      const { visitNo } = await desk.call('visits.register', {
        visit: visitOf(told, n, channel, await daysAgo(desk, 7)),
      });
      const life = await open(desk, visitNo);
      await test.step(`${told.id} ${told.title}`, () => live(life, told, n, result, answerSummary));
    }
    const shelf = await desk.call('cases.list', { status: ['archived'], limit: 200 });
    expect(shelf.rows).toHaveLength(cases.length);
    expect((await desk.call('cases.dueCounts', {})).open).toBe(0);
  });
}

async function opened(desk: Desk, id: string) {
  const n = publicCases.findIndex((told) => told.id === id);
  const told = publicCases[n];
  if (told === undefined) throw new Error(id);
  const visit = visitOf({ ...told, purpose: '求决' }, n, '来访', await daysAgo(desk, 7));
  const { visitNo } = await desk.call('visits.register', { visit });
  return { life: await open(desk, visitNo), id: recordId('cases', visitNo) };
}

test('C007 through objection, extension, review, final review and hearing to 不再受理', async ({ desk }) => {
  test.setTimeout(180_000);
  const { life, id } = await opened(desk, 'C007');
  await life.take('分类', {}, ['申诉求决类', '⑥ 普通信访程序']);
  await life.route('转送', '常州市住房和城乡建设局');
  await life.take('签收', { 签收人: '赵刚' });
  await life.take('提出异议', { 异议理由: '不属于本单位职责。', 目录外去向: '开发单位主管部门' });
  await life.take('同意异议（重派）', { 核实意见: '情况属实。' });
  await life.route('转送', '常州市自然资源和规划局');
  await life.take('签收', { 签收人: '钱宁' });
  await life.take('提出异议', { 异议理由: '应由住建部门办理。', 目录外去向: '住建部门' });
  await life.take('提请裁决', { 裁决机关: '市信访工作联席会议' });
  await life.button('裁决指定承办单位').click();
  await life.field('裁决机关').fill('市信访工作联席会议');
  await life.choose('指定承办单位', '常州市住房和城乡建设局');
  await life.field('裁决意见').fill('由住建部门承办。');
  await life.save();
  await life.take('签收', { 签收人: '孙立' });
  await life.take('告知（受理）');
  await life.take('转入办理');
  await life.take('延期', { 延长天数: '30', 批准人: '周局长', 延期理由: '涉及二百户，需要逐户核对。' });
  await life.expectStatus('已延期');
  await life.take('答复', { 处理意见: '已成立专班推进。', 依据: '《不动产登记暂行条例》' }, ['解释说明']);
  await life.take('送达', { 签收人: '信访人本人' }, ['直接送达']);
  await apply(life, '申请复查');
  await life.expectStatus('复查中');
  await life.take('作出复查意见', { 意见和依据: '维持原处理意见。' }, ['维持原处理意见']);
  await life.take('送达复查意见', { 签收人: '信访人本人' });
  await apply(life, '申请复核');
  await life.expectStatus('复核中');
  await life.take('举行听证', { 地点: '第一会议室' });
  await expect(life.section('期限').getByRole('button', { name: /^复核期限/ })).toContainText('中止');
  await life.take('听证结束', { 听证情况: '双方充分陈述。' });
  await life.take('作出复核意见', { 意见和依据: '维持复查意见。' }, ['维持原处理意见']);
  await life.take('送达复核意见', { 签收人: '信访人本人' });
  await life.end('2026-XF-901');
  await life.take('重新受理（新事实）', { 新的事实和理由: '提出了新的证据材料。' });
  await life.take('分类', {}, ['申诉求决类', '⑥ 普通信访程序']);
  await life.take('不再受理', { 复核意见: '市政府复核意见〔2026〕3号', 理由: '经核实没有新的事实和理由。' });
  await life.expectStatus('不予受理');
  const { hands, timeline } = await desk.call('cases.get', { id });
  expect(hands.length).toBeGreaterThanOrEqual(7);
  expect(timeline.every(({ problem }) => problem === undefined)).toBe(true);
});

/** Asks the organ that the desk proposes; where the directory has none above, one named in words. */
async function apply(life: Life, step: '申请复查' | '申请复核'): Promise<void> {
  await life.button(step).click();
  await expect(life.dialog).toHaveAccessibleName(step);
  const organ = life.field(step === '申请复查' ? '复查机关' : '复核机关');
  const proposed = await organ.evaluate((field) => field.closest('.field')?.textContent?.includes('（') ?? false);
  if (!proposed) await life.field('目录外机关').fill('江苏省人民政府');
  await life.field('请求和理由').fill('对意见不服，请求撤销。');
  await life.save();
}

test('C012 leaves for the courts; the sixty days never run', async ({ desk }) => {
  const { life, id } = await opened(desk, 'C012');
  await life.take('分类', {}, ['申诉求决类', '① 诉讼、检察、公安等法律程序（涉法涉诉）']);
  await expect(life.button('转送')).toHaveCount(0);
  await life.button('转政法机关').click();
  await life.choose('政法机关', '中共常州市委政法委员会');
  await life.save();
  await life.expectStatus('已转送政法、纪检');
  const { clocks } = await desk.call('cases.get', { id });
  expect(clocks.map(({ kind }) => kind)).toEqual(['ROUTE_15']);
});

test('C020 is declined in part, imported into arbitration in part', async ({ desk }) => {
  test.setTimeout(120_000);
  const { life } = await opened(desk, 'C020');
  await life.take('分类', {}, ['申诉求决类', '② 仲裁']);
  await life.route('转送', '常州市人力资源和社会保障局');
  await life.take('签收', { 签收人: '赵刚' });
  await life.take('告知（受理）');
  await life.take('导入法定途径', { 导入单位: '劳动人事争议仲裁委员会', 导入程序: '劳动仲裁' });
  await life.expectStatus('已导入法定途径');
  await life.take('办结');
  await life.end('2026-XF-903');
  const other = await opened(desk, 'C021');
  await other.life.take('分类', {}, ['申诉求决类', '⑥ 普通信访程序']);
  await other.life.take('不予受理', {
    理由: '事项已由市人社局受理，正在办理期限内。',
    依据: '《信访工作条例》第十九条',
  });
  await other.life.expectStatus('不予受理');
  await other.life.end('2026-XF-904');
});
