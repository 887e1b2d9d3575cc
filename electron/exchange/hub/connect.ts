import { Client } from 'pg';
import type { HubPlace } from '#shared/domain/exchange/sync';
import { errorCode } from '../../store/disk';

/** The hub does not answer, does not let us in, or is not what it should be; the code is the system's or the server's. */
export class HubError extends Error {
  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`hub: ${code}`, options);
    this.name = 'HubError';
  }
}

const CONNECT = 10_000;
const ANSWER = 60_000;

type Value = string | number | null | Buffer | readonly (string | number | Buffer)[];

/** One connection to the hub. Everything that goes wrong with it is a `HubError`; after one it is not used again. */
export class Connection {
  private broken = false;
  private constructor(private readonly client: Client) {
    client.on('error', () => {
      this.broken = true;
    });
    client.on('end', () => {
      this.broken = true;
    });
  }

  static async open(place: HubPlace, signal: AbortSignal): Promise<Connection> {
    const client = new Client({
      host: place.host,
      port: place.port,
      database: place.database,
      user: place.user,
      password: place.password ?? '',
      application_name: 'joint-reception-desk',
      connectionTimeoutMillis: CONNECT,
      query_timeout: ANSWER,
      keepAlive: true,
      ssl: sslOf(place),
    });
    const connection = new Connection(client);
    await connection.run(() => client.connect(), signal);
    return connection;
  }

  get usable(): boolean {
    return !this.broken;
  }

  onNotice(hint: () => void): void {
    this.client.on('notification', hint);
  }

  /** Rows of a statement. */
  ask<Row extends object>(text: string, values: readonly Value[], signal: AbortSignal): Promise<Row[]> {
    return this.run(async () => (await this.client.query<Row>(text, [...values])).rows, signal);
  }

  /** Together or not at all. */
  async together<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.ask('BEGIN', [], signal);
    try {
      const done = await work();
      await this.ask('COMMIT', [], signal);
      return done;
    } catch (error) {
      if (this.usable && !signal.aborted) await this.ask('ROLLBACK', [], signal);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.broken = true;
    await Promise.race([
      this.client.end().catch(() => undefined),
      new Promise((done) => setTimeout(done, 1000).unref()),
    ]);
  }

  private async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    if (this.broken) throw new HubError('ECONNRESET');
    let stop: (() => void) | undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new HubError('ABORTED'));
      signal.addEventListener('abort', stop, { once: true });
    });
    stopped.catch(() => undefined);
    try {
      return await Promise.race([work(), stopped]);
    } catch (error) {
      const code = errorCode(error);
      if (!SERVER_SAYS.test(code)) this.broken = true;
      throw error instanceof HubError ? error : new HubError(code === '' ? 'UNREACHABLE' : code, { cause: error });
    } finally {
      if (stop !== undefined) signal.removeEventListener('abort', stop);
    }
  }
}

/** A five-character code is an answer of the server, and the connection goes on. */
const SERVER_SAYS = /^[0-9A-Z]{5}$/;

const sslOf = ({ tls, ca }: HubPlace) =>
  tls === 'off' ? false : { rejectUnauthorized: tls === 'verify', ...(ca === undefined || ca === '' ? {} : { ca }) };
