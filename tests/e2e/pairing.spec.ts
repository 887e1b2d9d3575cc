import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from '@playwright/test';
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import type { OwnKeys } from '#shared/contract/exchange';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import { FileHandle } from '#shared/kernel/ids';
import { type Desk, expect, ROOT, test } from './fixture';
import { type Code, pdfOf, pictureOf, pngOf, videoOf } from './support/code-pictures';

const run = promisify(execFile);

async function plain<M extends MethodName>(folder: string, method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const args = [join(ROOT, 'dist/desk.cjs'), '--data', folder, method, JSON.stringify(input)];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout) as OutputOf<M>;
}

/** The card of a desk of the police, which has no window here. */
async function policeCard(home: string): Promise<OwnKeys> {
  const folder = join(home, '公安');
  mkdirSync(folder);
  await plain(folder, 'app.identify', { deskPrefix: 'P01', unit: 'units/CZ-GAJ', operator: '赵刚' });
  return plain(folder, 'exchange.keys', {});
}

/** A code of something else. */
function codeOf(text: string): Code {
  const rows = encodeQR(text, 'raw', { border: 4 });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: rows.length, path: squares.join('') };
}
const LEAFLET = codeOf('https://www.example.org/leaflet');

const png = (code: Code) => pngOf(pictureOf(code, 6, [900, 1200]));

async function pairing(desk: Desk): Promise<Locator> {
  await desk.page.evaluate(() => window.location.assign('#/exchange/partners'));
  await expect(desk.page.getByRole('heading', { name: '已配对的单位和台席' })).toBeVisible();
  await desk.page.keyboard.press('F8');
  const dialog = desk.page.getByRole('dialog', { name: '配对' });
  await expect(text(dialog)).toBeFocused();
  return dialog;
}
const text = (dialog: Locator) => dialog.getByRole('textbox', { name: /^对方的配对卡/ });

/** The card is the one of the police; the digits as they are heard make the pair. */
async function comparedWith(desk: Desk, dialog: Locator, { fingerprint }: OwnKeys): Promise<void> {
  await expect(dialog.getByText('卡上的单位：常州市公安局')).toBeVisible();
  const heard = dialog.getByLabel('对方读出的指纹（30 位数字）');
  await expect(heard).toBeFocused();
  await desk.page.keyboard.type(fingerprint);
  await desk.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(desk.page.getByRole('table', { name: '已配对的单位和台席' })).toContainText(fingerprint);
}

/** What lies before the camera; it must be known before the window opens. */
const before = (shown: (home: string) => Promise<Code>) => ({
  switches: async ({ home }: { home: string }, use: (switches: string[]) => Promise<void>) => {
    const video = join(home, '摄像头.y4m');
    writeFileSync(video, videoOf(pictureOf(await shown(home), 6, [640, 480])));
    await use(['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`]);
  },
});

test.describe('a card before the camera', () => {
  let police: OwnKeys;
  test.use(
    before(async (home) => {
      police = await policeCard(home);
      return police.qr;
    }),
  );

  test('is found without a click', async ({ desk }) => {
    const dialog = await pairing(desk);
    await dialog.getByRole('button', { name: '用摄像头扫' }).click();
    await comparedWith(desk, dialog, police);
  });
});

test.describe('another code before the camera', () => {
  test.use(before(async () => LEAFLET));

  test('is told, and the camera goes on looking', async ({ desk }) => {
    const dialog = await pairing(desk);
    await dialog.getByRole('button', { name: '用摄像头扫' }).click();
    await expect(dialog.getByRole('alert')).toContainText('扫到的二维码不是配对卡');
    await expect(dialog.getByLabel('摄像头画面')).toBeVisible();
  });
});

test('a card is read from a picture or a scan of it, chosen, dropped or pasted; another code and no code are told', async ({
  desk,
  home,
}) => {
  const police = await policeCard(home);
  const files = {
    leaflet: join(home, '传单.png'),
    blank: join(home, '白纸.png'),
    broken: join(home, '残缺.pdf'),
    card: join(home, '照片.png'),
    scan: join(home, '扫描件.pdf'),
  };
  writeFileSync(files.scan, pdfOf(pictureOf(police.qr, 6, [1200, 900])));
  writeFileSync(files.leaflet, png(LEAFLET));
  writeFileSync(files.blank, png({ size: 10, path: '' }));
  writeFileSync(files.card, png(police.qr));
  const dialog = await pairing(desk);
  const file = dialog.getByLabel('配对卡文件或二维码图片');
  await file.setInputFiles(files.leaflet);
  await expect(dialog.getByRole('alert')).toContainText('扫到的二维码不是配对卡');
  await file.setInputFiles(files.blank);
  await expect(dialog.getByRole('alert')).toContainText('没有找到二维码');
  writeFileSync(files.broken, '%PDF-1.7\n');
  await file.setInputFiles(files.broken);
  await expect(dialog.getByRole('alert')).toContainText('读不出配对卡');
  for (const sound of [files.card, files.scan]) {
    await file.setInputFiles(sound);
    await expect(dialog.getByText('卡上的单位：常州市公安局')).toBeVisible();
    await dialog.getByRole('button', { name: '换一张卡' }).click();
  }

  for (const way of ['drop', 'paste'] as const) {
    await text(dialog).evaluate(
      (field, [kind, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], '照片.png', { type: 'image/png' }));
        const said = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          kind === 'drop'
            ? new DragEvent('drop', { ...said, dataTransfer: data })
            : new ClipboardEvent('paste', { ...said, clipboardData: data }),
        );
      },
      [way, [...png(police.qr)]] as const,
    );
    await expect(dialog.getByText('卡上的单位：常州市公安局')).toBeVisible();
    if (way === 'drop') await dialog.getByRole('button', { name: '换一张卡' }).click();
  }
  await comparedWith(desk, dialog, police);
});

test('a hand scanner types the card and ends it with Enter', async ({ desk, home }) => {
  const police = await policeCard(home);
  const { width, height, grey } = pictureOf(police.qr, 4, [400, 400]);
  const data = new Uint8Array([...grey].flatMap((value) => [value, value, value]));
  const typed = decodeQR({ width, height, data });
  const dialog = await pairing(desk);
  await desk.page.keyboard.type('6901234567892');
  await desk.page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('这不是配对卡');
  await desk.page.keyboard.type(typed.slice(0, -7));
  await desk.page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('没有读全');
  await desk.page.keyboard.type(`${typed.slice(0, 120)} ${typed.slice(120)}`);
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.press('Enter');
  await comparedWith(desk, dialog, police);
});

test('where there is no camera the dialog says so, and what else can be done', async ({ desk }) => {
  const dialog = await pairing(desk);
  await dialog.getByRole('button', { name: '用摄像头扫' }).click();
  await expect(dialog.getByRole('alert')).toContainText('没有找到摄像头');
  await expect(dialog.getByRole('alert')).toContainText('选择二维码的图片');
  await expect(dialog.getByRole('button', { name: '返回' })).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(text(dialog)).toBeFocused();
});

test('the package of a stranger is paired on the spot and taken in, with the keyboard alone', async ({
  desk,
  home,
}) => {
  const { page } = desk;
  const [other, stick] = [join(home, '另一台'), join(home, 'U盘')];
  for (const folder of [other, stick]) mkdirSync(folder);
  await plain(other, 'app.identify', { deskPrefix: 'A02', unit: 'units/CZ-JFZX', operator: '周颖' });
  const [mine, theirs] = [await desk.call('exchange.keys', {}), await plain(other, 'exchange.keys', {})];
  const { id } = await plain(other, 'exchange.pair', { text: mine.card, spoken: mine.fingerprint });
  await plain(other, 'exchange.send', { purpose: 'sync', to: [id], folder: FileHandle.parse(`path:${stick}`) });
  const [sent = ''] = readdirSync(stick);

  await page.evaluate(() => window.location.assign('#/exchange/import'));
  await expect(page.getByRole('heading', { name: '数据交换', level: 1 })).toBeVisible();
  await desk.pickOpen(join(stick, sent));
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: '发件人未配对' })).toBeVisible();
  await expect(page.getByRole('button', { name: '配对' })).toBeFocused();
  await expect(page.getByText(theirs.fingerprint)).toHaveCount(0);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '配对' });
  await expect(text(dialog)).toBeFocused();
  await page.keyboard.insertText(theirs.card);
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('对方读出的指纹（30 位数字）')).toBeFocused();
  await page.keyboard.type(theirs.fingerprint);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '可以导入' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '将要发生的变更' })).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: '导入完成' })).toBeVisible();
  await desk.pickOpen(stick);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('可以拔出')).toBeVisible();
});
