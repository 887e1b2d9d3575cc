import { expect, it } from 'vitest';
import { recordId, type SpaceId } from '#shared/kernel/ids';
import { rosterSpace } from '#shared/ledger/space';
import { Known } from '../../electron/exchange/sync/known';
import { Outgoing } from '../../electron/exchange/sync/outgoing';
import { FOLDER } from './support/desk';
import { CENTER, MemoryOffice } from './support/office';

const YEARS = Array.from({ length: 100 }, (_, i) => 1927 + i);
const OLDEST = `${YEARS[0]}`;

it('finds everything that waits though blocks are joined while it looks', async () => {
  const { desk, office } = await MemoryOffice.open('A01', CENTER);
  const written: SpaceId[] = [];
  const write = async (roster: string): Promise<void> => {
    const space = rosterSpace(roster);
    written.push(space);
    await desk.set(recordId('rosters', roster), space, 'title', roster);
  };
  for (const year of YEARS) await write(`${year}-1`);
  await desk.store.compact();
  for (const no of [2, 3]) {
    await write(`${OLDEST}-${no}`);
    await desk.store.compact();
  }
  const before = [...written];
  const outgoing = new Outgoing(desk.store, await Known.open(desk.disk, `${FOLDER}/known`));
  const sending = sent(outgoing);
  // The files of joined blocks are swept away when they are joined again.
  for (const no of [4, 5, 6, 7]) {
    await write(`${OLDEST}-${no}`);
    await desk.store.compact();
  }
  const spaces = await sending;
  expect(spaces).toEqual(expect.arrayContaining(before));

  async function sent(from: Outgoing): Promise<string[]> {
    const found: string[] = [];
    for await (const batch of from.batches(office, new AbortController().signal))
      found.push(...Object.keys(batch.spaces));
    return found;
  }
});
