import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { HubPlace } from '#shared/domain/exchange/sync';

const PASSWORD = '密码 p@ss';

/** Debian keeps the server's programs out of the path. */
function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => join(debian, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')));
  if (found !== undefined) return found;
  const there = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const bin = there.status === 0 ? there.stdout.trim() : '';
  return existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')) ? bin : undefined;
}

/** A server refuses to run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8').split('\n');
  const user = line.find((one) => one.startsWith('postgres:')) ?? line.find((one) => one.startsWith('nobody:'));
  const [, , uid, gid] = (user ?? '::65534:65534').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** A PostgreSQL server of the test's own, on loopback and a socket in a folder of its own. */
export class Postgres {
  private server: ReturnType<typeof spawn> | undefined;
  private constructor(
    private readonly bin: string,
    private readonly home: string,
    private readonly port: number,
    private readonly user: ReturnType<typeof unprivileged>,
  ) {}

  /** Undefined, with the reason printed, where there is no server program. */
  static async start(): Promise<Postgres | undefined> {
    const bin = binaries();
    if (bin === undefined || process.platform === 'win32') {
      process.stderr.write('no PostgreSQL server on this machine: the hub is not tried against a real one\n');
      return undefined;
    }
    const home = mkdtempSync(join(tmpdir(), 'pg-'));
    const user = unprivileged();
    if (user !== undefined) chownSync(home, user.uid, user.gid);
    const postgres = new Postgres(bin, home, await freePort(), user);
    writeFileSync(join(home, 'pw'), PASSWORD);
    chmodSync(join(home, 'pw'), 0o644);
    postgres.run('initdb', [
      '-D',
      postgres.data,
      '-U',
      'desk',
      '-A',
      'scram-sha-256',
      '--pwfile',
      join(home, 'pw'),
      '-N',
      '-E',
      'UTF8',
    ]);
    await postgres.begin();
    return postgres;
  }

  get data(): string {
    return join(this.home, 'data');
  }

  place(more: Partial<HubPlace> = {}): HubPlace {
    const place = { host: '127.0.0.1', port: this.port, database: 'postgres', user: 'desk', password: PASSWORD };
    return { ...place, tls: 'off', ...more };
  }

  /** Starts, or starts again on what an earlier run left. */
  async begin(): Promise<void> {
    const options = ['-D', this.data, '-p', String(this.port), '-k', this.home, '-h', '127.0.0.1', '-F'];
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const server = spawn(join(this.bin, 'postgres'), options, { ...this.user, cwd: this.home, stdio: 'ignore' });
      this.server = server;
      if (await this.answers(server)) return;
      await pause(250);
    }
    throw new Error('PostgreSQL did not start');
  }

  private async answers(server: ReturnType<typeof spawn>): Promise<boolean> {
    const ready = ['-h', '127.0.0.1', '-p', String(this.port), '-q'];
    while (server.exitCode === null && server.signalCode === null) {
      if (spawnSync(join(this.bin, 'pg_isready'), ready).status === 0) return true;
      await pause(100);
    }
    return false;
  }

  /** As a power cut would: no last words, open work lost. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGINT');
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A copy of the whole server while it stands still, and the way back to it. */
  async standstill(): Promise<() => Promise<void>> {
    await this.end('SIGINT');
    const copy = join(this.home, 'copy');
    spawnSync('cp', ['-a', this.data, copy]);
    await this.begin();
    return async () => {
      await this.end('SIGINT');
      rmSync(this.data, { recursive: true });
      spawnSync('mv', [copy, this.data]);
      await this.begin();
    };
  }

  /** Makes the server speak TLS with a certificate of its own; undefined where it cannot be made. */
  async secure(): Promise<string | undefined> {
    const [key, cert] = [join(this.data, 'server.key'), join(this.data, 'server.crt')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const made = spawnSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, '-keyout', key, '-out', cert],
      { ...this.user },
    );
    if (made.status !== 0) return undefined;
    chmodSync(key, 0o600);
    writeFileSync(join(this.data, 'postgresql.auto.conf'), 'ssl = on\n');
    await this.end('SIGINT');
    await this.begin();
    return readFileSync(cert, 'utf8');
  }

  private run(program: string, args: readonly string[]): void {
    mkdirSync(this.home, { recursive: true });
    const done = spawnSync(join(this.bin, program), args, { ...this.user, cwd: this.home, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
  }

  private async end(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const { server } = this;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** One question to a database. */
export async function ask(where: HubPlace, text: string): Promise<unknown[]> {
  const client = new Client({ ...where, password: where.password ?? '' });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
