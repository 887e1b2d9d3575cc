import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plainDesk } from '../../tests/plain-desk';
import { fillDemo } from './fill';

it('fills a demo centre with every public case, spread over the last months, and the rosters of the seed', async () => {
  const desk = await plainDesk(await mkdtemp(join(tmpdir(), '演示 中心-')));
  try {
    await fillDemo(desk);
    const all = await desk.call('visits.list', { limit: 200 });
    expect(all).toMatchObject({ ok: true, value: { total: 49 } });
    const repeats = await desk.call('visits.list', { isRepeat: true });
    expect(repeats).toMatchObject({ ok: true, value: { total: 8 } });
    expect(await desk.call('rosters.rules', {})).toMatchObject({ ok: true, value: { total: 2 } });
  } finally {
    await desk.close();
  }
});
