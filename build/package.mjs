import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { makeDeb } from './deb.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { ask, has, root, run, Stop, say, script, tool } from './process.mjs';
import { setup } from './setup.mjs';

/**
 * npm run package: what this machine can build. `--dir` stops at the unpacked folder; `--release` refuses anything
 * but the official Electron. A build from the fallback runtime goes to release/test-build and says what it is.
 */
await script(async (args) => {
  await setup();
  const runtime = await electronRuntime();
  const release = runtime.kind === 'official' && !existsSync(join(runtime.dist, 'ORIGIN.txt'));
  if (!release && args.includes('--release')) {
    throw new Stop(`${describeRuntime(runtime)}\nA release is made from the official Electron only.`);
  }
  await bundle();
  say(describeRuntime(runtime));
  if (!release) say('TEST BUILD, not for release: made from the fallback runtime');
  const output = release ? 'release' : 'release/test-build';
  await electronBuilder(runtime, output, args.includes('--dir'));
  if (process.platform === 'linux' && !args.includes('--dir')) await archives(join(root, output));
  return 0;
});

async function electronBuilder(runtime, output, dirOnly) {
  const platform = { linux: ['--linux', 'dir'], win32: dirOnly ? ['--win', 'dir'] : ['--win'] }[process.platform];
  if (platform === undefined) throw new Stop(`nothing is packaged on ${process.platform}: use Linux or Windows`);
  const overrides = [`-c.electronDist=${runtime.dist}`, `-c.directories.output=${output}`];
  const code = await run(tool('electron-builder'), [...platform, '--x64', '--publish', 'never', ...overrides]);
  if (code !== 0) throw new Stop('electron-builder failed; its message is above');
  say(`built ${output}`);
}

/** tar.gz and deb of the packed folder, by the system's own tools. */
async function archives(output) {
  const { getConfig } = createRequire(import.meta.url)('app-builder-lib/out/util/config/config');
  const config = await getConfig(root, 'electron-builder.yml', null);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = `joint-reception-desk-${version}-linux-x64`;
  const packed = join(output, 'linux-unpacked');
  ask('tar', ['-czf', join(output, `${name}.tar.gz`), `--transform=s,^linux-unpacked,${name},`, 'linux-unpacked'], {
    cwd: output,
  });
  say(`built ${name}.tar.gz`);
  if (!has('dpkg-deb')) return say('no deb: this machine has no dpkg-deb');
  makeDeb({ packed, file: join(output, `${name}.deb`), version, config });
  say(`built ${name}.deb`);
}
