import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

/** A LibreOffice that has not answered by then hangs; another try is cheaper than patience. */
const PATIENCE = 60_000;
const TRIES = 3;

/**
 * What LibreOffice makes of a file of ours; undefined where it is not installed. Each call has a profile of its own under a
 * plain path, and ends with everything it started: a shared profile, a path in Chinese and a left-over process are what it hangs over.
 */
export async function throughOffice(path: string, filter: string): Promise<Buffer | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const home = mkdtempSync(join(tmpdir(), 'office-'));
    try {
      const from = join(home, `in${extname(path)}`);
      const out = join(home, 'out');
      copyFileSync(path, from);
      mkdirSync(out);
      const profile = `-env:UserInstallation=file://${home}/profile`;
      const outcome = await ranToItsEnd([
        profile,
        '--headless',
        '--norestore',
        '--convert-to',
        filter,
        '--outdir',
        out,
        from,
      ]);
      if (outcome === 'missing') return undefined;
      const [made] = readdirSync(out);
      if (made !== undefined) return readFileSync(join(out, made));
    } finally {
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    }
  }
  throw new Error(`LibreOffice did not convert ${path}`);
}

function ranToItsEnd(args: readonly string[]): Promise<'ended' | 'missing'> {
  return new Promise((resolve, reject) => {
    const office = spawn('soffice', args, { stdio: 'ignore', detached: true });
    const end = () => {
      clearTimeout(timer);
      endGroup(office.pid);
    };
    const timer = setTimeout(() => endGroup(office.pid), PATIENCE);
    office.once('error', (error) => {
      end();
      if ('code' in error && error.code === 'ENOENT') resolve('missing');
      else reject(error);
    });
    office.once('exit', () => {
      end();
      resolve('ended');
    });
  });
}

/** The program is a script that starts another; both go. */
function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
}
