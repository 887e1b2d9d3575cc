import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { root, run, script } from './process.mjs';
import { setup } from './setup.mjs';

/** npm run --silent desk -- --data DIR METHOD [JSON]: the router on the command line, in plain Node. */
await script(async (args) => {
  await setup();
  await bundle();
  return run(process.execPath, [join(root, 'dist/desk.cjs'), ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });
});
