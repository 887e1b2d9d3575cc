import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recordId, type DeviceId, type RecordId } from '#shared/kernel/ids';
import { canonicalJson, type Json } from '#shared/kernel/json';
import type { Decision, OpDraft } from '#shared/ledger/op';
import { caseSpace } from '#shared/ledger/space';
import { openStore, type OpenOptions } from './open';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
function newFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'desk-')), '数据 文件夹');
  folders.push(folder);
  return folder;
}

const device = 'd1' as DeviceId;
const actor = { by: '张三', unit: 'units/XFJ', device };
let count = 0;
const options = (folder: string, more: Partial<OpenOptions> = {}): OpenOptions => ({
  folder,
  device,
  clock: { now: () => Date.UTC(2026, 10, 23) },
  random: { hex: () => `t${count++}` },
  collections: [],
  ...more,
});
const visit = (n: number): RecordId => recordId('visits', `2026-A01-${String(n).padStart(6, '0')}`);
const draft = (n: number, kind: 'create' | 'set', value: Json, field?: string): OpDraft => ({
  kind,
  on: visit(n),
  space: caseSpace(`2026-A01-${n}`),
  value,
  ...(field === undefined ? {} : { field }),
});
const register = (n: number): Decision => ({
  action: '登记来访',
  ops: [draft(n, 'create', { name: `来访人${n}`, n })],
});
const edit = (n: number, name: string): Decision => ({ action: '修改', ops: [draft(n, 'set', name, 'name')] });

describe('the journalled store', () => {
  it('finds bits that rotted in files nobody reads, and stops writing', async () => {
    const folder = newFolder();
    const store = await openStore(options(folder, { limits: { sealOps: 5, step: 4096 } }));
    for (let n = 0; n < 12; n++) await store.commit(register(n), actor);
    await store.compact();
    await store.scrub();
    expect(store.state()).toEqual({ mode: 'ready' });
    const sealed =
      readdirSync(folder)
        .filter((name) => name.startsWith('ops-'))
        .sort()[0] ?? '';
    const bytes = readFileSync(join(folder, sealed));
    bytes[100] = (bytes[100] ?? 0) ^ 4;
    writeFileSync(join(folder, sealed), bytes);
    await store.scrub();
    expect(store.damage()).toEqual([{ file: sealed, what: 'badLines' }]);
    expect(store.state()).toMatchObject({ mode: 'readOnly', reason: 'damaged' });
    expect(store.get(visit(1))?.value['n']).toBe(1);
    await store.close();
  });

  it('gives back after reopening what was committed', async () => {
    const folder = newFolder();
    const first = await openStore(options(folder));
    expect(first.state()).toEqual({ mode: 'ready' });
    const txn = await first.commit(register(1), actor);
    await first.commit(edit(1, '李四'), actor);
    await first.close();
    const second = await openStore(options(folder));
    expect(second.state()).toEqual({ mode: 'ready' });
    expect(second.get(visit(1))?.value).toEqual({ name: '李四', n: 1 });
    expect(second.history(visit(1)).map((t) => t.action)).toEqual(['登记来访', '修改']);
    expect(second.history(visit(1))[0]).toEqual(txn);
    expect(second.vector(caseSpace('2026-A01-1'))).toEqual({ d1: 2 });
    await second.close();
  });

  it('keeps records, vectors and history the same through compactions, merges, seals and reopening', async () => {
    const folder = newFolder();
    const limits = { step: 4096, sealOps: 40, sealBytes: 8192, compactAt: 30 };
    let store = await openStore(options(folder, { limits }));
    for (let round = 0; round < 12; round++) {
      const work: Promise<unknown>[] = [];
      for (let i = 0; i < 20; i++) work.push(store.commit(register(round * 20 + i), actor));
      for (let i = 0; i < 10; i++) work.push(store.commit(edit(round * 13 + i, `第${round}轮`), actor));
      await Promise.all(work);
      if (round % 3 === 2) await store.compact();
      if (round % 4 === 3) {
        await store.close();
        store = await openStore(options(folder, { limits }));
        expect(store.state()).toEqual({ mode: 'ready' });
        expect(store.notices()).toEqual([]);
      }
    }
    const seen = (n: number) => ({ record: store.get(visit(n)), history: store.history(visit(n)).length });
    const all = Array.from({ length: 240 }, (_, n) => seen(n));
    for (const { record, history } of all) {
      expect(record?.value['n']).toBeDefined();
      expect(history).toBeGreaterThan(0);
    }
    const live = [...store.blocks('visits')].reduce((sum, b) => sum + b.listedCount('with'), 0);
    expect(live + [...store.overlay('visits')].length).toBe(240);
    await store.compact();
    expect([...store.overlay('visits')]).toEqual([]);
    expect(canonicalJson(Array.from({ length: 240 }, (_, n) => seen(n)) as unknown as Json)).toBe(
      canonicalJson(all as unknown as Json),
    );
    await store.close();
    const segments = readdirSync(folder).filter((name) => /^s-visits-.*ndjson$/.test(name));
    expect(segments.length).toBeLessThan(10);
  });
});
