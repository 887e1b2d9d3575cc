import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectionDef } from '#shared/ledger/collection';
import { type DeviceId, recordId, type SpaceId } from '#shared/kernel/ids';
import { openStore } from '../store/open';
import { lastOfRun } from './last';

const numbered: CollectionDef = { name: 'numbered', columns: {} };
const actor = { by: '王敏', unit: 'units/x', device: 'd1' as DeviceId };
const RUNS = ['2025-A01', '2026-A01', '2026-A02', '2026-A0', '2026-B01', '2027-A01'];
const keyOf = (run: string, serial: number): string => `${run}-${String(serial).padStart(6, '0')}`;

/** What is written, and whether it is folded into segments afterwards. */
const written = fc.array(
  fc.record({
    keys: fc.array(fc.tuple(fc.constantFrom(...RUNS), fc.integer({ min: 1, max: 999_999 })), { maxLength: 12 }),
    folded: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
);

describe('the last of a run', () => {
  it('is the highest number ever given in it, wherever it lies', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'jrd-last-'));
        let random = 0;
        const store = await openStore({
          folder,
          device: actor.device,
          clock: { now: () => Date.UTC(2026, 10, 23) },
          random: { hex: () => `t${random++}` },
          collections: [numbered],
        });
        const given = new Map<string, number>();
        const known = new Set<string>();
        for (const { keys, folded } of steps) {
          for (const [run, serial] of keys) {
            const key = keyOf(run, serial);
            if (known.has(key)) continue;
            known.add(key);
            given.set(run, Math.max(serial, given.get(run) ?? 0));
            const create = {
              kind: 'create' as const,
              on: recordId('numbered', key),
              space: 'org' as SpaceId,
              value: {},
            };
            await store.commit({ action: '登记', ops: [create] }, actor);
          }
          if (folded) await store.compact();
        }
        for (const run of RUNS) {
          const highest = given.get(run);
          const expected = highest === undefined ? undefined : recordId('numbered', keyOf(run, highest));
          expect(lastOfRun(store, 'numbered', run)).toBe(expected);
        }
        await store.close();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 30 },
    );
  });
});
