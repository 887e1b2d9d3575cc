import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addDays, type LocalDate } from '#shared/calendar/local-date';
import { CENTER, POLICE, Site, workshop } from '../../../tests/exchange/support/site';
import { type PlainDesk, plainDesk } from '../../../tests/plain-desk';
import { writeIntent } from '../../exchange/intent';
import { openKeyring } from '../../exchange/keyring';
import { readPackage } from '../../exchange/read';
import { nodeDisk } from '../../store/disk';

let shop: ReturnType<typeof workshop>;
let center: Site;
let police: Site;
const open: PlainDesk[] = [];

beforeEach(async () => {
  shop = workshop('续导');
  mkdirSync(join(shop.home, 'U盘'));
  center = await Site.open(join(shop.home, '中心'), CENTER, 'A01', '王敏');
  police = await Site.open(join(shop.home, '公安'), POLICE, 'P01', '赵刚');
  open.push(center.desk, police.desk);
});
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
  shop.remove();
});

it('what was decided before the program ended is taken in when the folder is opened again, and the book says so', async () => {
  const toPolice = await center.pairWith(police);
  await police.pairWith(center);
  const id = await center.register('李桂兰', '反映户籍办理拖延。');
  await center.step(id, 'triage', { triageClass: 'claim', legalPath: 'petition' });
  const feedbackDue = addDays((await center.desk.get('app.status', {})).today as LocalDate, 60);
  await center.step(id, 'assign', { unit: POLICE, requirement: '依法办理', feedbackDue });
  const routed = await center.send(toPolice, join(shop.home, 'U盘'), { purpose: 'route', cases: [id] });
  const { copy } = await police.inspect(routed);
  await police.desk.close();

  const { folder } = police;
  const keys = await openKeyring(folder, nodeDisk);
  const { manifest, txns = [] } = await readPackage(nodeDisk, routed, {
    now: Date.now(),
    opening: { identities: keys.identities() },
    trustIn: () => ({ kind: 'own' }),
    vector: () => ({}),
  });
  if (manifest === undefined) throw new Error('not read');
  const intent = {
    version: 1,
    manifest,
    copy: `${copy}.jrd`,
    fresh: manifest.counts.ops,
    duplicates: 0,
    txns,
  } as const;
  await writeIntent({ disk: nodeDisk, folder }, intent);
  writeFileSync(join(folder, 'exchange/in', `${'0'.repeat(32)}.import`), '{"version":1}\nhalf');

  const resuming = await plainDesk(folder);
  await resuming.close();
  const again = await plainDesk(folder);
  open.push(again);
  expect((await again.get('cases.get', { id })).row.caseNo).toContain('A01');
  const book = await again.get('exchange.packages', {});
  expect(book.rows.find(({ direction }) => direction === 'in')).toMatchObject({
    resumed: true,
    kept: true,
    answered: { id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  expect(book.unfinished).toBe(0);
  expect(readdirSync(join(folder, 'exchange/in')).filter((name) => name.endsWith('.import'))).toEqual([]);
  expect(resuming.faults).toEqual([]);
});
