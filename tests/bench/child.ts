import type { Exporter } from './benches/export';
import type { Held } from './benches/memory';
import type { OpenedSystem } from './benches/open-child';

/** What is measured in a process of its own. */
export async function runChild([what = '', ...args]: readonly string[], since: number): Promise<void> {
  if (what === 'open') {
    const { openOnce } = await import('./benches/open-child');
    await openOnce(args[0] as OpenedSystem, args[1] ?? '', args[2] as 'all', since);
  }
  if (what === 'loop') {
    const { askOnce } = await import('./benches/loop-child');
    await askOnce(args[0] ?? '', args[1] ?? '');
  }
  if (what === 'export') {
    const { exportOnce } = await import('./benches/export-child');
    await exportOnce(args[0] as Exporter, args[1] ?? '', args[2] ?? '', Number(args[3]));
  }
  if (what === 'package') {
    const { handlePackage } = await import('./benches/package-child');
    await handlePackage(args);
  }
  if (what === 'memory') {
    const { holdOnce } = await import('./benches/memory-child');
    await holdOnce(args[0] as Held, args[1] ?? '');
  }
}
