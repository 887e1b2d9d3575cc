import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CENTER, POLICE, Workshop } from '../../../tests/exchange/support/site';
import { writeIntent } from '../../exchange/intent';
import { openKeyring } from '../../exchange/keyring';
import { readPackage } from '../../exchange/read';
import { nodeDisk } from '../../store/disk';

let shop: Workshop;
beforeEach(() => {
  shop = new Workshop('续导');
});
afterEach(() => shop.close());

it('what was decided before the program ended is taken in when the folder is opened again, and the book says so', async () => {
  const center = await shop.site('中心', CENTER, 'A01', '王敏');
  const police = await shop.site('公安', POLICE, 'P01', '赵刚');
  const toPolice = await center.pairWith(police);
  await police.pairWith(center);
  const id = await center.assigned(POLICE);
  const routed = await center.send(toPolice, shop.stick, { purpose: 'route', cases: [id] });
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

  const resuming = await shop.reopen(folder);
  await resuming.close();
  const again = await shop.reopen(folder);
  expect((await again.get('cases.get', { id })).row.caseNo).toContain('A01');
  const book = await again.get('exchange.packages', {});
  expect(book.rows.find(({ direction }) => direction === 'in')).toMatchObject({
    resumed: true,
    kept: true,
    answered: { id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  expect(book.unfinished).toBe(0);
  expect(readdirSync(join(folder, 'exchange/in')).filter((name) => name.endsWith('.import'))).toEqual([]);
});
