import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { digest } from './hash.mjs';
import { packFolder } from './pack.mjs';
import { ask, has, npm, root, run, say, tool } from './process.mjs';
import { counted, NONE, playwrightReport, vitestReport } from './reports.mjs';
import { withDisplay } from './system.mjs';
import { storageTestsOnWindows } from './windows.mjs';

/** Every check of `npm test`, by name, in order. Each answers `{ passed, failed, skipped }`. */
export const STAGES = {
  format: () => check(tool('biome'), ['ci', '--colors=off', '.']),
  lint: () => check(tool('oxlint'), ['--type-aware', '--deny-warnings']),
  unused: () => check(tool('knip'), ['--no-progress', '--treat-config-hints-as-errors']),
  types,
  unit,
  windows,
  build,
  e2e: (args) => playwright('window', args),
  packaged,
};

const REPORTS = join(root, 'test-results');

async function check(command, args) {
  const code = await run(command, args);
  return { ...NONE, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** Against the pinned Electron and, as tests may run on it, against the older one. */
async function types() {
  const now = await check(tool('tsc'), ['-p', '.']);
  const older = await check(tool('tsc'), ['-p', tsconfigOnFallbackTypes()]);
  return sum([now, older]);
}

function tsconfigOnFallbackTypes() {
  const pin = join(root, 'build/runtime-types');
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'joint-reception-desk/electron-types', digest(pin, ['package-lock.json']));
  const declarations = join(folder, 'node_modules/electron/electron.d.ts');
  if (!existsSync(declarations)) {
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json'])
      writeFileSync(join(folder, name), readFileSync(join(pin, name)));
    ask(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  }
  const file = join(root, 'node_modules/.tsconfig.fallback.json');
  const compilerOptions = { paths: { electron: [declarations], '#shared/*': [join(root, 'shared/*')] } };
  const include = ['electron', 'shared'].map((room) => join(root, room));
  writeFileSync(file, JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include }));
  return file;
}

async function unit(args) {
  const report = freshReport('unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(tool('vitest'), ['run', ...reporters, ...args]);
  return counted(code, report, vitestReport);
}

async function windows() {
  const counts = await storageTestsOnWindows();
  if (counts === undefined) say('the storage tests on Windows file semantics are skipped: no Wine here');
  return counts ?? { ...NONE, skipped: 1 };
}

async function build() {
  await bundle();
  return { ...NONE, passed: 1 };
}

async function playwright(project, args, more = {}) {
  const runtime = await electronRuntime();
  await bundle();
  say(describeRuntime(runtime));
  const report = freshReport(`${project}.json`);
  const env = {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    DBUS_SYSTEM_BUS_ADDRESS: 'disabled:',
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...more,
  };
  const command = ['test', `--project=${project}`, `--output=test-results/${project}`, ...args];
  const code = await run(...withDisplay(tool('playwright'), command, { virtual: has('xvfb-run') }), { env });
  return counted(code, report, playwrightReport);
}

/** Packs the program as `npm run package` does, and drives what came out. */
async function packaged(args) {
  if (process.platform !== 'linux') return { ...NONE, skipped: 1 };
  const output = await packFolder();
  return playwright('packaged', args, { DESK_PACKAGED: join(output, 'linux-unpacked') });
}

function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = join(REPORTS, name);
  rmSync(file, { force: true });
  return file;
}

export const sum = (all) =>
  all.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    NONE,
  );

/** Runs the stages one after another, all of them even when one fails, and says how each went and what failed. */
export async function runStages(names, args = []) {
  const results = [];
  for (const name of names) {
    const start = Date.now();
    say(`\n── ${name}`);
    const result = await STAGES[name](args).catch((error) => {
      say(String(error?.stack ?? error));
      return { ...NONE, failed: 1 };
    });
    results.push({ name, seconds: (Date.now() - start) / 1000, ...result });
  }
  say('');
  for (const r of results) for (const failure of r.failures ?? []) say(`FAILED ${r.name}: ${failure}\n`);
  for (const r of results)
    say(`${r.failed === 0 ? 'ok    ' : 'FAILED'} ${r.name.padEnd(8)} ${line(r)} (${r.seconds.toFixed(1)} s)`);
  return sum(results);
}

export const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
