import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makeDeb } from './deb.mjs';
import { packFolder } from './pack.mjs';
import { ask, has, root, say, script } from './process.mjs';
import { setup } from './setup.mjs';

/**
 * npm run package: what this machine can build (docs/PACKAGING.md). `--release` refuses anything but the official
 * Electron.
 */
await script(async (args) => {
  await setup();
  const windows = process.platform === 'win32';
  const output = await packFolder({
    release: args.includes('--release'),
    ...(windows ? { targets: ['--win'] } : {}),
  });
  if (process.platform === 'linux') await archives(output);
  return 0;
});

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
