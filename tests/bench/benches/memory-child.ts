import type { Held } from './memory';

/** Prints the resident megabytes once the garbage is gone. */
export async function holdOnce(held: Held, folder: string): Promise<void> {
  const { openOurs, recordsOf, defOf } = await import('../systems/ours');
  const store = await openOurs(folder);
  const kept: unknown[] = [];
  if (held === 'ours') {
    const { select, count } = await import('../../../electron/query/select');
    const { groupBy } = await import('../../../electron/query/group');
    const { liveCases } = await import('../../../electron/services/cases/live');
    const { similarVisits } = await import('../../../electron/services/visit-similar');
    for (const name of ['visits', 'cases']) {
      kept.push(select(store, defOf(name), { limit: 50 }));
      select(store, defOf(name), { limit: 50, order: [{ column: 'name' }] });
      for (const text of ['补偿款', '物业公司', 'wxh', '王建国']) select(store, defOf(name), { text, limit: 50 });
      count(store, defOf(name), { text: '有限公司' });
      groupBy(store, defOf(name), ['channel', 'visitKind', 'problemRegion', 'categoryCode']);
    }
    const asked = { name: '王建国', content: '来访人反映拖欠工资，物业公司一直没有结果。' };
    await similarVisits(store, asked, new AbortController().signal);
    kept.push(await liveCases({ store, clock: { now: () => Date.parse('2026-11-20T09:00:00Z') } }).all());
  } else {
    for (const name of ['visits', 'cases']) for (const record of recordsOf(store, name)) kept.push(record);
  }
  globalThis.gc?.();
  globalThis.gc?.();
  process.stdout.write(String(process.memoryUsage.rss() / 1e6));
  process.exit(kept.length > 0 ? 0 : 1);
}
