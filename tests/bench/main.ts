import type { Report } from './figures';

const start = performance.now();

/** Loaded one by one: what a bench measures in a fresh process must not wait for the others. */
const BENCHES: { readonly [name: string]: () => Promise<(scale: number) => Promise<Report>> } = {
  save: async () => (await import('./benches/write')).save,
  edit: async () => (await import('./benches/write')).edit,
  open: async () => (await import('./benches/open')).open,
  list: async () => (await import('./benches/list')).list,
  search: async () => (await import('./benches/search')).search,
  report: async () => (await import('./benches/report')).report,
  merge: async () => (await import('./benches/merge')).merge,
  export: async () => (await import('./benches/export')).exportRows,
  start: async () => (await import('./benches/start')).start,
  memory: async () => (await import('./benches/memory')).memory,
  ipc: async () => (await import('./benches/ipc')).ipc,
  duplicates: async () => (await import('./benches/duplicates')).duplicates,
  loop: async () => (await import('./benches/loop')).loop,
};

async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '--child') {
    const { runChild } = await import('./child');
    await runChild(rest, start);
    return 0;
  }
  await import('../../electron/zod-jitless');
  const { keep, machine } = await import('./results');
  const { table } = await import('./figures');
  const scale = numberAfter(rest, '--scale') ?? 30;
  const json = rest.includes('--json');
  if (name === 'generate') {
    const { generated, SEED } = await import('./folders');
    const made = await generated(scale, numberAfter(rest, '--seed') ?? SEED);
    process.stdout.write(
      `${
        json
          ? JSON.stringify(made)
          : Object.entries(made)
              .map((e) => e.join(': '))
              .join('\n')
      }\n`,
    );
    return 0;
  }
  if (name === 'tables') {
    (await import('./document')).writeTables();
    return 0;
  }
  const bench = BENCHES[name];
  if (bench === undefined || !(scale > 0)) {
    process.stderr.write(`npm run bench -- generate|tables|${Object.keys(BENCHES).join('|')} [--scale N] [--json]\n`);
    return 2;
  }
  const report = await (await bench())(scale);
  keep({ ...report, at: new Date().toISOString().slice(0, 16), machine: machine() });
  process.stdout.write(`${json ? JSON.stringify(report) : table(report)}\n`);
  return 0;
}

function numberAfter(args: readonly string[], name: string): number | undefined {
  const at = args.indexOf(name);
  return at === -1 ? undefined : Number(args[at + 1]);
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
