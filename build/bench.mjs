import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { node } from './bundle.mjs';
import { npm, root, run, Stop, script } from './process.mjs';
import { setup } from './setup.mjs';

const BENCH = join(root, 'tests/bench');

/** npm run bench -- NAME [--json]: against peers that only the bench installs (tests/bench/package.json). */
await script(async (args) => {
  await setup();
  if (!existsSync(join(BENCH, 'node_modules/.package-lock.json'))) {
    const code = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: BENCH, stdout: 2 });
    if (code !== 0) throw new Stop('the peers of the bench could not be installed; the message of npm is above');
  }
  const { build } = await import('vite');
  const out = join(BENCH, 'dist');
  const { default: peers } = await import('../tests/bench/package.json', { with: { type: 'json' } });
  await build(node(out, { main: 'tests/bench/main.ts' }, {}, ['electron', ...Object.keys(peers.dependencies)]));
  return run(process.execPath, ['--expose-gc', join(out, 'main.cjs'), ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
});
