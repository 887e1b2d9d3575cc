import { isAbsolute, join, resolve } from 'node:path';
import { bundle } from './bundle.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { isRoot, root, run, say, script } from './process.mjs';
import { setup } from './setup.mjs';
import { hasDisplay, systemNeeds, withDisplay } from './system.mjs';

const BINARY = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const TAKES_A_PATH = ['--data', '--smoke'];

/** npm start [-- --demo] [-- --smoke FILE.png] [-- --data DIR]: everything the app needs, then the app. */
await script(async (args) => {
  await setup();
  await systemNeeds();
  const runtime = await electronRuntime();
  await bundle();
  say(describeRuntime(runtime));
  if (!hasDisplay()) say('no display: starting a virtual one (xvfb)');
  const switches = ['--log-level=3', ...(isRoot() ? ['--no-sandbox'] : []), ...(hasDisplay() ? [] : ['--disable-gpu'])];
  const binary = join(runtime.dist, BINARY[process.platform] ?? 'electron');
  return run(
    ...withDisplay(binary, [...switches, root, ...args.filter((arg) => arg !== '--').map(fromWhereTheyStand)]),
  );
});

/** npm runs scripts in the project; a path is meant from where the person typed it. */
function fromWhereTheyStand(arg, at, all) {
  const stand = process.env.INIT_CWD ?? process.cwd();
  if (TAKES_A_PATH.includes(all[at - 1])) return isAbsolute(arg) ? arg : resolve(stand, arg);
  const [name, value] = arg.split(/=(.*)/s);
  return TAKES_A_PATH.includes(name) && value ? `${name}=${resolve(stand, value)}` : arg;
}
