import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, node } from './bundle.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { packFolder } from './pack.mjs';
import { npm, root, run, Stop, script } from './process.mjs';
import { setup } from './setup.mjs';
import { withDisplay } from './system.mjs';

const BENCH = join(root, 'tests/bench');
/** Benches that open real windows. */
const IN_WINDOWS = ['start'];

/** npm run bench -- NAME [--scale N] [--json]: against peers that only the bench installs (tests/bench/package.json). */
await script(async (args) => {
  await setup();
  const { default: peers } = await import('../tests/bench/package.json', { with: { type: 'json' } });
  const names = Object.keys(peers.dependencies);
  if (!names.every((name) => existsSync(join(BENCH, 'node_modules', name)))) {
    const code = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: BENCH, stdout: 2 });
    if (code !== 0) throw new Stop('the peers of the bench could not be installed; the message of npm is above');
  }
  const { build } = await import('vite');
  const out = join(BENCH, 'dist');
  await build(node(out, { main: 'tests/bench/main.ts' }, {}, ['electron', '@playwright/test', ...names]));
  // What is generated soon dies: a larger nursery halves the time that collecting it takes.
  const nursery = args[0] === 'generate' ? ['--max-semi-space-size=64'] : [];
  const command = ['--expose-gc', '--max-old-space-size=12000', ...nursery, join(out, 'main.cjs'), ...args];
  const cwd = process.env.INIT_CWD ?? process.cwd();
  if (!IN_WINDOWS.includes(args[0])) return run(process.execPath, command, { cwd });
  await bundle();
  const { dist } = await electronRuntime();
  const packed = process.platform === 'linux' && args[0] === 'start' ? await packFolder() : undefined;
  const env = {
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    ...(packed && { DESK_PACKAGED: join(packed, 'linux-unpacked/joint-reception-desk') }),
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    DBUS_SYSTEM_BUS_ADDRESS: 'disabled:',
  };
  return run(...withDisplay(process.execPath, command), { cwd, env });
});
