import { expect, it } from 'vitest';
import { recordId } from '#shared/kernel/ids';
import { ORG_SPACE } from '#shared/ledger/space';
import { MemoryDesk } from '../../../tests/exchange/support/desk';
import { newKeyPair } from '../../exchange/keyring';
import { formerPartners } from './former';

it('pairings of an older build are named until they are made anew or were retired', async () => {
  const desk = await MemoryDesk.open({ device: 'd' });
  const cards = await Promise.all(
    ['公安', '卫健', '遗失'].map(async (name) => {
      const { sign, seal } = await newKeyPair();
      return { card: 'jrd-key', version: 1, unit: 'units/X', name, sign, seal };
    }),
  );
  for (const [i, value] of cards.entries()) {
    const on = recordId('keys', String(i).padStart(30, '0'));
    await desk.commit({ action: '配对密钥', ops: [{ kind: 'create', on, space: ORG_SPACE, value }] });
    if (value.name !== '遗失') continue;
    const gone = { field: 'revocations', value: { reason: '便携机遗失' } };
    await desk.commit({ action: '停用密钥', ops: [{ kind: 'add', on, space: ORG_SPACE, ...gone }] });
  }
  expect(formerPartners(desk.store, () => false).sort()).toEqual(['公安', '卫健']);
  await desk.store.compact();
  expect(formerPartners(desk.store, (sign) => sign === cards[0]?.sign)).toEqual(['卫健']);
});
