import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { plainDesk } from '../plain-desk';

const folder = mkdtempSync(join(tmpdir(), '数据交换 查看-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what is no file is refused in words', async () => {
  const desk = await plainDesk(join(folder, '数据'));
  try {
    await desk.get('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王敏' });
    expect(await desk.refused('exchange.inspect', { file: `path:${folder}` })).toMatchObject({
      code: 'exchange.EISDIR',
    });
    expect(await desk.refused('exchange.inspect', { file: `path:${join(folder, '没有')}` })).toMatchObject({
      code: 'exchange.noFile',
    });
    expect(desk.faults).toEqual([]);
  } finally {
    await desk.close();
  }
});
