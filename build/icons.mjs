import { join } from 'node:path';
import { electronRuntime } from './electron-runtime.mjs';
import { isRoot, root, run, script } from './process.mjs';
import { setup } from './setup.mjs';
import { systemNeeds, withDisplay } from './system.mjs';

/** npm run icons: the pictures of the installers from our SVG drawings. */
await script(async () => {
  await setup();
  await systemNeeds();
  const { dist } = await electronRuntime();
  const args = ['--log-level=3', ...(isRoot() ? ['--no-sandbox'] : []), join(root, 'build/icons')];
  return run(...withDisplay(join(dist, 'electron'), args));
});
