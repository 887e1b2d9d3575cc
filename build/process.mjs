import { spawn, spawnSync } from 'node:child_process';
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

/** Runs a command with our own terminal; resolves with its exit code. `tap` sees its stdout as it passes. */
export function run(command, args, { env = {}, cwd = root, stdout = 'inherit', tap } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['inherit', tap ? 'pipe' : stdout, 'inherit'],
  });
  if (tap) {
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      tap(String(chunk));
    });
  }
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Runs a command and hands back what it printed; throws when it fails. */
export function ask(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${done.status}\n${done.stderr}`);
  return done.stdout.trim();
}

/** Whether the command is on the PATH. */
export const has = (command) =>
  spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: 'ignore' }).status === 0;

/** The path of a tool in node_modules, run with `node` so that it works on every platform. */
export const isRoot = () => process.getuid?.() === 0;
