import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileHandle } from '#shared/kernel/ids';
import { type Desk, expect, test } from './fixture';

async function saveTo(desk: Desk, name: string): Promise<{ file: FileHandle; path: string }> {
  const path = join(desk.home, name);
  await desk.pickSave(path);
  const { file } = await desk.call('files.pickSave', { title: '保存', name, filters: [] });
  if (file === null) throw new Error('nothing was picked');
  return { file, path };
}

async function aRoster(desk: Desk) {
  const { presets } = await desk.call('rosters.presets', {});
  const { rule } = await desk.call('rosters.preset', { key: presets[0]?.key ?? '', start: '2026-01-01' });
  const made = await desk.call('rosters.createRule', { rule });
  return desk.call('rosters.generate', { rule: made.id, period: { from: '2026-01-01', to: '2026-01-31' } });
}

test('a document becomes a PDF file, a picture for the hall, and nothing when the person thinks better of it', async ({
  desk,
}) => {
  test.slow();
  const { id } = await aRoster(desk);
  const pdf = await saveTo(desk, '公示 一月.pdf');
  await desk.call('rosters.pdf', { id, size: 'A3', file: pdf.file });
  expect(readFileSync(pdf.path).subarray(0, 5).toString()).toBe('%PDF-');

  const png = await saveTo(desk, '大厅屏幕.png');
  await desk.call('rosters.png', { id, file: png.file });
  const picture = readFileSync(png.path);
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1920, 1080]);

  await desk.pickSave(null);
  expect(await desk.call('files.pickSave', { title: '保存', name: 'x.pdf', filters: [] })).toEqual({ file: null });
  expect(existsSync(join(desk.home, 'x.pdf'))).toBe(false);
  const windows = await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
});
