import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import type { InputOf } from '#shared/contract/index';
import { keyOf, type RecordId } from '#shared/kernel/ids';
import { type Desk, expect, test } from './fixture';
import { Frame } from './pages/frame';
import { Papers } from './pages/papers';

const HOST = 'units/CZ-GAJ';

/** A claim that the unit has replied to; the opinion is still to be written. */
async function repliedCase(desk: Desk): Promise<RecordId> {
  const { id: visit } = await desk.call('visits.register', {
    visit: {
      petitionDate: '2026-03-02',
      name: '李桂兰',
      idNo: '320402195803122020',
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
    },
  });
  const { case: row } = await desk.call('cases.ofVisit', { visit });
  if (row === null) throw new Error('the visit opened no case');
  const step = (name: InputOf<'cases.step'>['step'], input: object = {}) =>
    desk.call('cases.step', { id: row.id, step: name, input: { on: '2026-03-03', ...input } });
  await step('triage', { triageClass: 'claim', legalPath: 'petition' });
  await step('transfer', { unit: HOST, routingReason: '由公安机关办理' });
  await step('sign', { signer: '张三' });
  await step('acknowledge');
  await step('handle');
  await step('reply', {
    conclusion: 'support',
    summary: '补偿款已于三月拨付。',
    basis: '《国有土地上房屋征收与补偿条例》第十七条',
  });
  return row.id;
}

async function openCase(desk: Desk, id: RecordId): Promise<Papers> {
  const papers = new Papers(desk.page);
  await papers.openCase(keyOf(id));
  return papers;
}

test('a reply is checked, issued with its hash, issued again as a second version, and voided with its number kept', async ({
  desk,
}) => {
  test.slow();
  const id = await repliedCase(desk);
  const papers = await openCase(desk, id);
  await expect(papers.panel).toContainText('应出文书：处理（答复）意见书');
  await papers.begin('处理（答复）意见书');
  await expect(papers.field('信访人')).toHaveValue('李桂兰');
  await expect(papers.field('1．答复')).toHaveValue('补偿款已于三月拨付。');
  await expect(papers.findings).toContainText('请填写“事实认定”');
  await expect(papers.preview.getByRole('img', { name: /预览第 1 页/ })).toBeVisible();

  await papers.field('事实认定').fill('经查，补偿款确未按期到位。');
  await papers.field('复查机关').fill('');
  await expect(papers.field('复查机关')).toHaveValue('');
  await papers.issue();
  await papers.expectError('复查机关', '三十日内');
  await papers.expectError('复查机关', '《信访工作条例》第三十五条');
  await expect(papers.findings).toContainText('还有 1 处');
  await papers.field('复查机关').fill('常州市人民政府');
  await expect(papers.findings).toContainText('没有问题');
  await papers.issue();

  await expect(papers.heading(/^处理（答复）意见书 .*〔\d{4}〕1号$/)).toBeVisible();
  await expect(desk.page.getByText('存档文件已核对，与出具时一致。')).toBeVisible();
  const { papers: issued } = await desk.call('papers.list', { case: id });
  const [first] = issued;
  if (first === undefined) throw new Error('nothing was issued');
  await expect(desk.page.getByText(first.pdf.sha256)).toBeVisible();
  await expect(desk.page.getByRole('img', { name: '文书第 1 页' })).toBeVisible();
  const saved = join(desk.home, '意见书.pdf');
  await desk.pickSave(saved);
  await desk.page.getByRole('button', { name: '另存为' }).click();
  await desk.page.getByRole('menuitem', { name: 'PDF 文件' }).click();
  await expect.poll(() => hashOf(saved)).toBe(first.pdf.sha256);
  expect(readFileSync(saved).subarray(0, 5).toString()).toBe('%PDF-');

  await desk.page.getByRole('button', { name: '重新出具' }).click();
  await papers.field('重出理由').fill('事实表述有误');
  await papers.field('事实认定').fill('经查，补偿款逾期十二日。');
  await papers.issue();
  await expect(desk.page.getByText('第 2 版，有效')).toBeVisible();

  await papers.openCase(keyOf(id));
  const [second, old] = [papers.row('第 2 版，有效'), papers.row('第 1 版，已被替代')];
  await expect(second).toContainText(first.docNo ?? '');
  await expect(old).toContainText(first.docNo ?? '');
  await papers.more(second, '作废');
  await desk.page.getByRole('textbox', { name: '理由' }).fill('送达对象有误');
  await desk.page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await expect(papers.row('第 2 版，已作废')).toContainText('送达对象有误');

  await papers.begin('处理（答复）意见书');
  await expect(desk.page.getByText(/文号：.*〔\d{4}〕2号/)).toBeVisible();
});

test('a file that was changed on the disk is told when the paper is opened', async ({ desk }) => {
  test.slow();
  const id = await repliedCase(desk);
  const { organ, data } = await desk.call('papers.draft', { case: id, kind: 'AcknowledgementNotice' });
  const issued = await desk.call('papers.issue', { case: id, kind: 'AcknowledgementNotice', organ, data });
  const { paper } = await desk.call('papers.get', { id: issued.id });
  writeFileSync(join(desk.folder, 'files', paper.pdf.sha256.slice(0, 2), paper.pdf.sha256), '%PDF-1.7 somebody else');
  const papers = await openCase(desk, id);
  await papers.table.getByRole('link', { name: '接收（受理）告知书' }).click();
  await expect(desk.page.getByRole('alert').filter({ hasText: '存档的 PDF 文件与出具时的校验码不一致' })).toBeVisible();
});

test("a centre's own template with a fault is told in words, a right one is used", async ({ desk }) => {
  test.slow();
  const frame = new Frame(desk.page);
  await frame.goBy('wsmb');
  await desk.page.getByRole('button', { name: '接收（受理）告知书模板' }).click();
  const drawer = desk.page.getByRole('dialog', { name: '接收（受理）告知书模板' });
  await expect(drawer.getByRole('img', { name: /样张第 1 页/ })).toBeVisible();
  await expect(drawer.getByRole('region', { name: '可用的名称' })).toContainText('{{信访人}}');

  await desk.pickOpen(template(desk, '{{信访仁}}，你好。'));
  await drawer.getByRole('button', { name: '导入模板' }).click();
  const faults = drawer.getByRole('alert');
  await expect(faults).toContainText('模板没有换用');
  await expect(faults).toContainText('没有叫“{{信访仁}}”的占位符');
  await expect(faults).toContainText('{{信访人}}');

  await desk.pickOpen(
    template(desk, '本中心格式：{{信访人}}，你的事项已于{{收到日期}}收到。\n{{发文单位}} {{成文日期}}'),
  );
  await drawer.getByRole('button', { name: '导入模板' }).click();
  await expect(desk.page.getByText('模板已换用', { exact: true })).toBeVisible();
  await expect(drawer).toContainText('没有用到的内容');
  await drawer
    .getByRole('button', { name: '关闭' })
    .or(drawer.getByRole('button', { name: 'Close' }))
    .click();
  await expect(desk.page.getByRole('row').filter({ hasText: '接收（受理）告知书' })).toContainText('本中心');

  const id = await repliedCase(desk);
  const papers = await openCase(desk, id);
  await papers.begin('接收（受理）告知书');
  await expect(papers.form).toContainText('使用本中心的模板');
  await papers.issue();
  await expect(desk.page.getByText('存档文件已核对，与出具时一致。')).toBeVisible();
  const { papers: issued } = await desk.call('papers.list', { case: id });
  const word = join(desk.home, '告知书.docx');
  await desk.pickSave(word);
  await desk.page.getByRole('button', { name: '另存为' }).click();
  await desk.page.getByRole('menuitem', { name: 'Word 文档' }).click();
  await expect.poll(() => hashOf(word)).toBe(issued[0]?.docx.sha256);
  expect(new PizZip(readFileSync(word)).file('word/document.xml')?.asText()).toContain('本中心格式：李桂兰');
});

test('numbers get the code of the centre, and a range for a desk in the villages is skipped', async ({ desk }) => {
  const frame = new Frame(desk.page);
  const { page } = desk;
  await frame.goBy('wsbh');
  const kinds = page.getByRole('table', { name: '各文种的编号' });
  await page.getByRole('button', { name: '修改代字和格式' }).click();
  await page.getByRole('textbox', { name: '机关代字' }).fill('常信访');
  await page.keyboard.press('Control+s');
  const letters = kinds.getByRole('row').filter({ hasText: '转送函' });
  await expect(letters).toContainText(/常信访转〔\d{4}〕1号/);

  await page.getByRole('button', { name: '预留号段' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '文书' }).click();
  await page.keyboard.insertText('转送函');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('spinbutton', { name: '起始号' })).toHaveValue('1');
  await dialog.getByRole('spinbutton', { name: '终止号' }).fill('20');
  await dialog.getByRole('textbox', { name: '使用的机号' }).fill('A01');
  await page.keyboard.press('Control+s');
  await expect(dialog).toContainText('本机就是编号机');
  await dialog.getByRole('textbox', { name: '使用的机号' }).fill('B01');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('table', { name: '号段' })).toContainText('1—20');
  await expect(letters).toContainText(/常信访转〔\d{4}〕21号/);
});

const hashOf = (path: string): string => {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return '';
  }
};

/** A Word document of a few paragraphs, as a centre might make it. */
function template(desk: Desk, text: string): string {
  const zip = new PizZip();
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const words = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  zip.file(
    '[Content_Types].xml',
    `<?xml version="1.0"?><Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    `<?xml version="1.0"?><Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}" Target="word/document.xml"/></Relationships>`,
  );
  const paragraphs = text.split('\n').map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`);
  zip.file(
    'word/document.xml',
    `<?xml version="1.0"?><w:document xmlns:w="${words}"><w:body>${paragraphs.join('')}</w:body></w:document>`,
  );
  const path = join(desk.home, `模板 ${text.length}.docx`);
  writeFileSync(path, zip.generate({ type: 'uint8array' }));
  return path;
}
