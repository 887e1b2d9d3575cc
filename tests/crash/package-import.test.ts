import { expect, it } from 'vitest';
import { intentNames, intentsIn } from '../../electron/exchange/intent';
import { resumeImport } from '../../electron/exchange/import';
import { parcelsOf } from '../../electron/exchange/office';
import { CASE, CENTER, HOST, MemoryOffice, openCase, SPACE, step } from '../exchange/support/office';
import { stateOf } from '../exchange/support/desk';
import { memoryDisk } from './support/memory-disk';
import { below, dice, PowerCut } from './support/power-cut';

const CUTS = 60;
/** More than are received in one write. */
const TRANSACTIONS = 250;

it('a package is taken in as a whole or not at all, wherever the power goes, once the desk was opened again', async () => {
  const center = await MemoryOffice.open('c1', CENTER);
  const host = await MemoryOffice.open('h1', HOST);
  await host.pairWith(center);
  await center.pairWith(host);
  await openCase(center);
  for (let i = 0; i < TRANSACTIONS; i++) {
    await step(center.desk, CASE, SPACE, 'note', { on: '2026-11-05', text: `第 ${i} 次催办` });
  }
  const packed = await center.pack({ purpose: 'route', to: [host.address()], spaces: [SPACE] });
  const path = center.carry(packed, host);
  const before = host.desk.disk.files;

  const disk = memoryDisk(before);
  const taking = await MemoryOffice.open('h1', HOST, { disk, run: 'taking' });
  await taking.import(path);
  const whole = stateOf(taking.store, [CASE]);
  expect(whole).toBe(stateOf(center.store, [CASE]));
  expect(intentNames(taking.office)).toEqual([]);

  const roll = dice(20261126);
  const seen = { nothing: 0, whole: 0, resumed: 0 };
  for (let cut = 0; cut < CUTS; cut++) {
    const world = new PowerCut(before);
    const moment = cut % 10 === 0 ? disk.log.length : below(disk.log.length + 1, roll);
    for (const op of disk.log.slice(0, moment)) world.apply(op);
    const again = await MemoryOffice.open('h1', HOST, { disk: memoryDisk(world.image(roll)), run: `again${cut}` });
    const decided = [...intentsIn(again.office)];
    for (const intent of decided) await resumeImport(again.office, intent, {});
    const taken = again.store.get(CASE) !== undefined;
    if (taken) expect(stateOf(again.store, [CASE])).toBe(whole);
    else expect(again.store.vector(SPACE)).toEqual({});
    if (decided.length > 0) {
      expect(taken).toBe(true);
      expect(intentNames(again.office)).toEqual([]);
      expect(parcelsOf(again.store).filter(({ direction }) => direction === 'in')).toHaveLength(1);
      seen.resumed++;
    } else if (taken) seen.whole++;
    else seen.nothing++;
    await again.store.close();
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
});
