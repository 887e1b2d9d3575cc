import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { root, run, Stop, say, tool } from './process.mjs';

const TARGETS = { linux: ['--linux', 'dir'], win32: ['--win', 'dir'] };

/**
 * The program as a folder, by electron-builder; answers where it is. `targets` may ask for more than the folder.
 * A build from the fallback runtime goes to release/test-build and says what it is; a release refuses it.
 */
export async function packFolder({ release = false, targets = TARGETS[process.platform] } = {}) {
  if (targets === undefined) throw new Stop(`nothing is packaged on ${process.platform}: use Linux or Windows`);
  const runtime = await electronRuntime();
  const official = runtime.kind === 'official' && !existsSync(join(runtime.dist, 'ORIGIN.txt'));
  if (release && !official) {
    throw new Stop(`${describeRuntime(runtime)}\nA release is made from the official Electron only.`);
  }
  await bundle();
  say(describeRuntime(runtime));
  if (!official) say('TEST BUILD, not for release: made from the fallback runtime');
  const output = official ? 'release' : 'release/test-build';
  const overrides = [`-c.electronDist=${runtime.dist}`, `-c.directories.output=${output}`];
  const code = await run(tool('electron-builder'), [...targets, '--x64', '--publish', 'never', ...overrides]);
  if (code !== 0) throw new Stop('electron-builder failed; its message is above');
  say(`built ${output}`);
  return join(root, output);
}
