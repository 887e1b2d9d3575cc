import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, expect, test } from './fixture';
import { Attachments } from './pages/attachments';
import { chinesePdf, faxPdf, png, scriptedPdf, twoPagePdf } from './support/sample-files';

const VISIT = {
  petitionDate: '2026-03-02',
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
} as const;

/** A visit registered and its page open. */
async function visitPage(desk: Desk) {
  const { id, visitNo } = await desk.call('visits.register', { visit: VISIT });
  await desk.page.evaluate((no) => window.location.assign(`#/visits/${no}`), visitNo);
  const attachments = new Attachments(desk.page);
  await expect(attachments.panel).toContainText('还没有附件');
  return { id, visitNo, attachments };
}

/** Files beside the data folder, picked in the next dialog. */
async function picked(desk: Desk, files: { readonly [name: string]: Buffer }): Promise<string[]> {
  const paths = Object.keys(files).map((name) => join(desk.home, name));
  for (const [i, bytes] of Object.values(files).entries()) writeFileSync(paths[i] ?? '', bytes);
  await desk.pickOpen(paths);
  return paths;
}

test('files are picked, looked at, saved as a copy and removed with a reason', async ({ desk }) => {
  const { attachments, id } = await visitPage(desk);
  await picked(desk, {
    '身份证.png': png(1200, 800),
    '房产证.png': png(600, 900, 90),
    '请求书.txt': Buffer.from('请求'),
  });
  await attachments.button('添加文件').click();
  await expect(attachments.row('身份证.png')).toContainText('PNG 图片');
  await expect(attachments.row('身份证.png')).toContainText('王敏');
  await expect(attachments.row('请求书.txt')).toContainText('选取文件');

  await attachments.open('身份证.png');
  const picture = attachments.preview.getByRole('img', { name: '身份证.png' });
  await expect.poll(() => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth)).toBe(1200);
  const before = await picture.boundingBox();
  await desk.page.keyboard.press('+');
  await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeGreaterThan(before?.width ?? 0);
  await desk.page.keyboard.press('0');
  await desk.page.keyboard.press('r');
  await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeLessThan(before?.width ?? 0);
  await desk.page.keyboard.press('ArrowRight');
  await expect(attachments.preview.getByRole('img', { name: '房产证.png' })).toBeVisible();
  await expect(attachments.preview.getByRole('button', { name: '下一个' })).toBeDisabled();

  const copy = join(desk.home, '另存.png');
  await desk.pickSave(copy);
  await attachments.preview.getByRole('button', { name: '另存' }).click();
  await expect(desk.page.getByText('已导出 房产证.png')).toBeVisible();
  expect(readFileSync(copy)).toEqual(png(600, 900, 90));
  await desk.page.keyboard.press('Escape');
  await expect(attachments.preview).toBeHidden();

  await attachments.button('移除 请求书.txt').click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '理由' }).fill('传错了文件');
  await dialog.getByRole('button', { name: '移除' }).click();
  await expect(attachments.row('请求书.txt')).toBeHidden();
  await desk.page.getByRole('button', { name: '变更记录' }).click();
  await expect(desk.page.getByRole('dialog')).toContainText('移除附件');
  await expect(desk.page.getByRole('dialog')).toContainText('理由：传错了文件');

  await desk.restart();
  const { files } = await desk.call('attachments.list', { on: id });
  expect(files.map(({ name, present }) => [name, present])).toEqual([
    ['身份证.png', true],
    ['房产证.png', true],
  ]);
});

test('files are dropped and pasted, large ones in pieces', async ({ desk }) => {
  const { attachments, id } = await visitPage(desk);
  const large = Buffer.concat([png(50, 50), Buffer.alloc(3_000_000, 1)]);
  await attachments.give('drop', [
    { name: '现场照片.png', type: 'image/png', bytes: large },
    { name: '说明.txt', type: 'text/plain', bytes: Buffer.from('说明') },
  ]);
  await expect(attachments.row('现场照片.png')).toContainText('2.9 MB');
  await expect(attachments.row('说明.txt')).toBeVisible();
  await attachments.give('paste', [{ name: 'image.png', type: 'image/png', bytes: png(300, 200) }]);
  await expect(attachments.row('粘贴图片')).toContainText('粘贴');
  const { files } = await desk.call('attachments.list', { on: id });
  expect(files.map(({ source }) => source)).toEqual(['file', 'file', 'paste']);
  const copy = join(desk.home, '副本.png');
  await desk.pickSave(copy);
  const { file } = await desk.call('files.pickSave', { title: '存', name: 'x.png', filters: [] });
  await desk.call('attachments.save', { sha256: files[0]?.sha256 ?? '', file: file ?? '' });
  expect(readFileSync(copy)).toEqual(large);
});

test('a large file can be stopped on its way', async ({ desk }) => {
  const { attachments, id } = await visitPage(desk);
  const large = Buffer.concat([png(50, 50), Buffer.alloc(30_000_000, 1)]);
  await attachments.give('drop', [{ name: '录像.png', type: 'image/png', bytes: large }]);
  await desk.page.getByRole('dialog', { name: '添加附件' }).getByRole('button', { name: '停止' }).click();
  await expect(desk.page.getByRole('dialog', { name: '添加附件' })).toBeHidden();
  expect((await desk.call('attachments.list', { on: id })).files).toEqual([]);
  await expect(attachments.panel).toContainText('还没有附件');
});

test('scans are listed as they come and chosen', async ({ desk }) => {
  const { attachments } = await visitPage(desk);
  const scans = join(desk.home, '扫描 仪');
  mkdirSync(scans);
  writeFileSync(join(scans, '扫描0001.png'), png(400, 500));
  await attachments.button('添加扫描件').click();
  const dialog = desk.page.getByRole('dialog', { name: '添加扫描件' });
  await expect(dialog).toContainText('还没有选择扫描文件夹');
  await desk.pickOpen(scans);
  await dialog.getByRole('button', { name: '选择扫描文件夹' }).click();
  await expect(dialog.getByRole('checkbox', { name: '扫描0001.png' })).toBeVisible();
  writeFileSync(join(scans, '扫描0002.pdf'), faxPdf());
  await dialog.getByRole('checkbox', { name: '扫描0002.pdf' }).check();
  await dialog.getByRole('checkbox', { name: '扫描0001.png' }).check();
  await dialog.getByRole('button', { name: '添加 2 个' }).click();
  await expect(dialog).toBeHidden();
  await expect(attachments.row('扫描0002.pdf')).toContainText('扫描件');
  await attachments.button('添加扫描件').click();
  await expect(dialog.getByRole('checkbox', { name: '扫描0001.png' })).toBeDisabled();
  await expect(dialog).toContainText('已添加');
});

test.describe('the preview of PDF', () => {
  test('shows what the desk prints, Chinese by a character map, and a fax, page by page', async ({ desk }) => {
    const { attachments, id } = await visitPage(desk);
    const form = join(desk.home, '登记表.pdf');
    await desk.pickSave(form);
    const { file } = await desk.call('files.pickSave', { title: '存', name: '登记表.pdf', filters: [] });
    await desk.call('visits.formPdf', { id, file: file ?? '' });
    await picked(desk, {
      '登记表.pdf': readFileSync(form),
      '旧公文.pdf': chinesePdf('信访事项'),
      '传真.pdf': faxPdf(),
      '两页.pdf': twoPagePdf(),
    });
    await attachments.button('添加文件').click();
    await attachments.open('登记表.pdf');
    await expect.poll(() => attachments.darkness('登记表.pdf')).toBeGreaterThan(0.005);
    await desk.page.keyboard.press('ArrowRight');
    await expect.poll(() => attachments.darkness('旧公文.pdf')).toBeGreaterThan(0.01);
    await desk.page.keyboard.press('ArrowRight');
    await expect.poll(() => attachments.darkness('传真.pdf')).toBeGreaterThan(0.3);
    await desk.page.keyboard.press('r');
    await expect.poll(() => attachments.darkness('传真.pdf')).toBeGreaterThan(0.3);
    await desk.page.keyboard.press('ArrowRight');
    await expect.poll(() => attachments.darkness('两页.pdf')).toBeLessThan(0.1);
    await desk.page.keyboard.press('PageDown');
    await expect(attachments.preview).toContainText('第 2 页，共 2 页');
    await expect.poll(() => attachments.darkness('两页.pdf', 2)).toBeGreaterThan(0.9);
    await attachments.preview.getByRole('button', { name: '上一页' }).click();
    await expect.poll(() => attachments.darkness('两页.pdf')).toBeLessThan(0.1);
  });

  test('runs no script of the document', async ({ desk }) => {
    const { attachments } = await visitPage(desk);
    const script =
      "this.print\\(\\); app.alert\\('x'\\); globalThis.owned = true; app.launchURL\\('https://example.com'\\);";
    await picked(desk, { '带脚本.pdf': scriptedPdf(script) });
    await attachments.button('添加文件').click();
    await attachments.open('带脚本.pdf');
    await expect.poll(() => attachments.darkness('带脚本.pdf')).toBeGreaterThan(0.3);
    expect(await desk.page.evaluate(() => 'owned' in globalThis)).toBe(false);
    expect(readFileSync(desk.logFile, 'utf8')).not.toContain('"event":"denied"');
  });

  test('of a damaged one says so', async ({ desk }) => {
    const { attachments } = await visitPage(desk);
    await picked(desk, { '坏的.pdf': Buffer.from('%PDF-1.7\nnothing of it') });
    await attachments.button('添加文件').click();
    await attachments.button('坏的.pdf').click();
    await expect(desk.page.getByRole('dialog').getByRole('alert')).toContainText('不能预览');
  });
});

test.describe('what is dangerous', () => {
  test.use({ tolerate: /404|Content Security Policy|Refused to|Not allowed to/ });

  test('is refused by its content, whatever its name, and said in words', async ({ desk }) => {
    const { attachments, id } = await visitPage(desk);
    await picked(desk, {
      '照片.jpg': Buffer.from('<html><script>window.owned = true</script></html>'),
      '图.jpg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="window.owned = true"/>'),
      '程序.jpg': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]),
      '安装.exe': png(10, 10),
    });
    await attachments.button('添加文件').click();
    const notice = attachments.panel.getByRole('status').filter({ hasText: '照片.jpg' });
    await expect(notice).toContainText('“照片.jpg”的内容是网页代码');
    await expect(notice).toContainText('“程序.jpg”是程序或脚本');
    await expect(notice).toContainText('“安装.exe”是程序或脚本');
    await notice.getByRole('button', { name: '知道了' }).click();
    expect((await desk.call('attachments.list', { on: id })).files).toEqual([]);
  });

  test('is served as a part of our page only: by its hash, its own type, in a sandbox', async ({ desk }) => {
    const { attachments, id } = await visitPage(desk);
    await picked(desk, { '照片.png': png(10, 10), '说明.txt': Buffer.from('说明') });
    await attachments.button('添加文件').click();
    await expect(attachments.row('说明.txt')).toBeVisible();
    const [picture, text] = (await desk.call('attachments.list', { on: id })).files;
    const sha256 = picture?.sha256 ?? '';
    const ask = (path: string, method = 'GET') =>
      desk.page.evaluate(
        async ([url, how]) => {
          const answer = await fetch(url, { method: how });
          return { status: answer.status, headers: Object.fromEntries(answer.headers) };
        },
        [path, method] as const,
      );
    expect(await ask(`/blob/${sha256}`)).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
    const wrong = sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    for (const path of [wrong, text?.sha256 ?? '', `${sha256}x`, sha256.toUpperCase(), '', 'x'])
      expect((await ask(`/blob/${path}`)).status, path).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask(`/blob/${sha256}`, method)).status).toBe(404);
    await desk.page.evaluate((hash) => window.location.assign(`app://desk/blob/${hash}`), sha256);
    await desk.call('app.status', {});
    expect(new URL(desk.page.url()).pathname).toBe('/index.html');
    const elsewhere = await desk.app.evaluate(
      ({ session }, url) =>
        session
          .fromPartition('other')
          .fetch(url)
          .then(
            ({ ok }) => ok,
            () => false,
          ),
      `app://desk/blob/${sha256}`,
    );
    expect(elsewhere).toBe(false);
  });

  test('is told when the disk changed it, and not shown', async ({ desk }) => {
    const { attachments, id } = await visitPage(desk);
    await picked(desk, { '照片.png': png(10, 10) });
    await attachments.button('添加文件').click();
    await expect(attachments.row('照片.png')).toBeVisible();
    const [file] = (await desk.call('attachments.list', { on: id })).files;
    const sha256 = file?.sha256 ?? '';
    writeFileSync(join(desk.folder, 'files', sha256.slice(0, 2), sha256), png(10, 10, 7));
    await attachments.button('照片.png').click();
    await expect(desk.page.getByRole('dialog').getByRole('alert')).toContainText('与存入时不一致');
    await expect(desk.page.getByRole('dialog').getByRole('img', { name: '照片.png' })).toHaveCount(0);
  });
});

test.describe('the camera', () => {
  test.use({ switches: ['--use-fake-device-for-media-stream'] });
  const look = (desk: Desk, wish: MediaStreamConstraints) =>
    desk.page.evaluate(
      (constraints) =>
        navigator.mediaDevices.getUserMedia(constraints).then(
          (stream) => stream.getTracks().length,
          () => 'denied',
        ),
      wish,
    );

  test('takes a picture of what lies before it', async ({ desk }) => {
    const { attachments } = await visitPage(desk);
    await attachments.button('拍照').click();
    const dialog = desk.page.getByRole('dialog', { name: '拍照' });
    const live = dialog.getByLabel('摄像头画面');
    await expect.poll(() => live.evaluate((v) => v instanceof HTMLVideoElement && v.videoWidth)).toBeGreaterThan(0);
    await dialog.getByRole('button', { name: '拍照', exact: true }).click();
    await expect(dialog.getByRole('img', { name: '拍下的照片' })).toBeVisible();
    await dialog.getByRole('button', { name: '添加这张照片' }).click();
    await expect(attachments.row('拍照 ')).toContainText('JPG 图片');
    await dialog.getByRole('button', { name: '完成' }).click();
    await expect(dialog).toBeHidden();
    expect(await look(desk, { video: true })).toBe('denied');
  });

  test('is looked through only once per asking, and never listened with', async ({ desk }) => {
    expect(await look(desk, { video: true })).toBe('denied');
    await desk.call('attachments.openCamera', {});
    expect(await look(desk, { audio: true })).toBe('denied');
    expect(await look(desk, { video: true, audio: true })).toBe('denied');
    expect(await look(desk, { video: true })).toBe(1);
    expect(await look(desk, { video: true })).toBe('denied');
  });
});

test.describe('a camera that the system keeps from the program', () => {
  test.use({ switches: ['--use-fake-device-for-media-stream'] });

  test('is told apart from none', async ({ desk }) => {
    await desk.app.evaluate(({ session }) =>
      session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false)),
    );
    const { attachments } = await visitPage(desk);
    await attachments.button('拍照').click();
    await expect(desk.page.getByRole('dialog').getByRole('alert')).toContainText('没有使用摄像头的权限');
    await expect(desk.page.getByRole('button', { name: '重试' })).toBeVisible();
  });
});

test.describe('two cameras', () => {
  test.use({ switches: ['--use-fake-device-for-media-stream=device-count=2'] });

  test('can be chosen between', async ({ desk }) => {
    const { attachments } = await visitPage(desk);
    await attachments.button('拍照').click();
    const dialog = desk.page.getByRole('dialog', { name: '拍照' });
    const label = () =>
      dialog
        .getByLabel('摄像头画面')
        .evaluate((v) =>
          v instanceof HTMLVideoElement && v.srcObject instanceof MediaStream ? v.srcObject.getTracks()[0]?.label : '',
        );
    await expect.poll(label).toBe('fake_device_0');
    const choice = dialog.getByRole('combobox', { name: '选择摄像头' });
    await choice.click();
    await choice.press('ArrowDown');
    await choice.press('Enter');
    await expect.poll(label).toBe('fake_device_1');
  });
});

test('on the page of a case long names keep within their column, and a paper that was issued cannot be removed', async ({
  desk,
}) => {
  const { id: visit } = await desk.call('visits.register', { visit: VISIT });
  const { case: row } = await desk.call('cases.ofVisit', { visit });
  if (row === null) throw new Error('the visit opened no case');
  const about = { case: row.id, kind: 'RegistrationReceipt' } as const;
  const { organ, data } = await desk.call('papers.draft', about);
  const { docNo = '' } = await desk.call('papers.issue', { ...about, organ, data });
  await desk.page.evaluate((key) => window.location.assign(`#/cases/${key}`), row.id.slice('cases/'.length));
  const attachments = new Attachments(desk.page);
  const name = `${'关于红梅街道旧城改造项目征收补偿款未按期支付的情况说明和'.repeat(2)}清单.png`;
  await picked(desk, { [name]: png(60, 40) });
  await attachments.button('添加文件').click();
  await expect(attachments.button(`移除 ${name}`)).toBeVisible();
  await expect(attachments.row(docNo)).toContainText('签发文书');
  await expect(attachments.row(docNo).getByRole('button', { name: /移除/ })).toHaveCount(0);

  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await desk.resize(width, height);
    const [column, table, link] = await Promise.all(
      [attachments.panel, attachments.panel.getByRole('table'), attachments.button(name)].map((part) =>
        part.evaluate((element) => ({ width: element.clientWidth, wanted: element.scrollWidth })),
      ),
    );
    expect(table?.width ?? 0).toBeLessThanOrEqual(column?.width ?? 0);
    expect(column?.wanted).toBe(column?.width);
    expect(link?.width ?? 0).toBeGreaterThan(70);
  }
});

test('without a camera the dialog says so', async ({ desk }) => {
  const { attachments } = await visitPage(desk);
  await attachments.button('拍照').click();
  await expect(desk.page.getByRole('dialog').getByRole('alert')).toContainText('没有找到摄像头');
  await expect(desk.page.getByRole('button', { name: '重试' })).toBeVisible();
});
