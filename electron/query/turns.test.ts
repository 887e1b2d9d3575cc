import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DeviceId, recordId, type SpaceId } from '#shared/kernel/ids';
import { openStore } from '../store/open';
import type { Store } from '../store/store';
import { count } from './select';
import { people } from './testing';
import type { Work } from '../turns';
import { ofOneMoment } from './turns';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jrd-turns-'));
  let random = 0;
  const device = 'd1' as DeviceId;
  store = await openStore({
    folder,
    device,
    clock: { now: () => Date.UTC(2026, 10, 23) },
    random: { hex: () => `t${random++}` },
    collections: [people],
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const write = (key: number) =>
  store.commit(
    {
      action: '登记',
      ops: [
        {
          kind: 'create',
          on: recordId('people', String(key)),
          space: 'org' as SpaceId,
          value: { text: [], idNos: [] },
        },
      ],
    },
    { by: '王敏', unit: 'units/x', device: 'd1' as DeviceId },
  );

/** Longer than any turn. */
function busy(): void {
  for (const until = performance.now() + 12; performance.now() < until; );
}

it('lets others have their turn', async () => {
  const told: string[] = [];
  setImmediate(() => told.push('other'));
  const work = ofOneMoment(store, people, function* (): Work<string> {
    for (let step = 0; step < 3; step++) {
      busy();
      told.push('step');
      yield;
    }
    return 'done';
  });
  expect(await work).toBe('done');
  expect(told).toEqual(['step', 'other', 'step', 'step']);
});

it('answers as of one moment, whatever is written meanwhile', async () => {
  let begun = 0;
  const work = ofOneMoment(store, people, function* (): Work<readonly [number, number]> {
    begun++;
    const before = count(store, people, {});
    for (let step = 0; step < 20; step++) {
      busy();
      yield;
    }
    return [before, count(store, people, {})];
  });
  await write(1);
  await store.compact();
  expect(await work).toEqual([1, 1]);
  expect(begun).toBeGreaterThan(1);
});

it('comes to an end though somebody writes all the time', async () => {
  const over = new AbortController();
  const writer = (async () => {
    for (let key = 1; !over.signal.aborted; key++) await write(key);
  })();
  const answer = await ofOneMoment(store, people, function* (): Work<number> {
    for (let step = 0; step < 5; step++) {
      busy();
      yield;
    }
    return count(store, people, {});
  });
  over.abort();
  await writer;
  expect(answer).toBeGreaterThan(0);
});
