import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** One line to the person at the terminal; never on stdout, which belongs to answers. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Ends the script with a sentence instead of a stack. */
export class Stop extends Error {}

/** Runs `main` and turns its answer into the exit code. */
export async function script(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    say(error instanceof Stop ? error.message : String(error?.stack ?? error));
    process.exitCode = 1;
  }
}

/** A tool of node_modules. */
export const tool = (name) => join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const ownGroup = process.platform !== 'win32';

/** Runs a command with our own terminal; resolves with its exit code. */
export function run(command, args, { env = {}, cwd = root, stdout = 'inherit' } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['inherit', stdout, 'inherit'],
    shell: command.endsWith('.cmd'),
    detached: ownGroup,
  });
  // The whole group is told to stop: xvfb-run alone would leave its window and its display behind.
  const forward = (name) => (ownGroup ? process.kill(-child.pid, name) : child.kill(name));
  for (const signal of SIGNALS) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, killed) => {
      for (const signal of SIGNALS) process.off(signal, forward);
      resolve(code ?? (killed ? 1 : 0));
    });
  });
}

/** Runs a command and hands back what it printed; throws when it fails. */
export function ask(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: command.endsWith('.cmd'), ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${done.status}\n${done.stderr}`);
  return done.stdout?.trim() ?? '';
}

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Whether the command is on the PATH. */
export const has = (command) =>
  spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: 'ignore' }).status === 0;

export const isRoot = () => process.getuid?.() === 0;
