import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, run, Stop, say } from './process.mjs';

/** The first step of every command: Node is new enough, and node_modules is what the lock file says. */
export async function setup() {
  checkNode();
  if (!installed()) await install();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(
    `Node ${process.versions.node} is too old: this project needs Node 20.19 or newer (https://nodejs.org).`,
  );
}

/** npm writes down what it installed; compare that with what the lock file wants. */
function installed() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const have = packagesIn(record);
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    ([name, wanted]) => name === '' || wanted.optional || wanted.devOptional || have[name]?.version === wanted.version,
  );
}

const packagesIn = (lock) => JSON.parse(readFileSync(lock, 'utf8')).packages;

async function install() {
  say('installing the dependencies named in package-lock.json …');
  const code = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
    stdout: 2,
  });
  if (code !== 0) throw new Stop('npm ci failed; its message is above. Check the network or the npm registry setting.');
}
