import type { OpenedSystem } from './benches/open-child';

/** What is measured in a process of its own. */
export async function runChild([what = '', ...args]: readonly string[], since: number): Promise<void> {
  if (what === 'open') {
    const { openOnce } = await import('./benches/open-child');
    await openOnce(args[0] as OpenedSystem, args[1] ?? '', args[2] === 'all', since);
  }
}
