import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { HubPlace } from '#shared/domain/exchange/sync';
import { recordId } from '#shared/kernel/ids';
import type { Txn } from '#shared/ledger/op';
import { caseSpace } from '#shared/ledger/space';
import { HubCarrier } from '../../electron/exchange/hub/carrier';
import { HubError } from '../../electron/exchange/hub/connect';
import { checkConflicts } from './support/checks';
import { ask, Postgres } from './support/postgres';
import { type RealDesk, realDesk, shownBy } from './support/real-desk';
import { nameOf, Truth } from './support/truth';
import { Wire } from './support/wire';

/** A few in an ordinary run; the long run sets more. */
const SCHEDULES = Number(process.env['HUB_SCHEDULES'] ?? 5);
const DESKS = 3;
const KEYS = ['2026-A01-000001', '2026-A01-000002'];
const FIELDS = ['title', 'demand'];
/** So often at most is the server killed in a schedule: getting up takes it a second. */
const KILLS = 2;

const anyDesk = fc.nat({ max: DESKS - 1 });
const anyKey = fc.nat({ max: KEYS.length - 1 });
const move = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who: anyDesk,
      key: anyKey,
      field: fc.nat({ max: 1 }),
      n: fc.nat(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('attach' as const), who: anyDesk, key: anyKey, n: fc.nat({ max: 200 }) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('round' as const), who: anyDesk }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('together' as const), who: anyDesk, other: anyDesk }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cut' as const), who: anyDesk, bytes: fc.nat({ max: 6000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), who: anyDesk, turns: fc.nat({ max: 80 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('up' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), who: anyDesk }) },
);
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

const postgres = await Postgres.start();
afterAll(() => postgres?.stop());

interface Member {
  desk: RealDesk;
  carrier: HubCarrier;
}

/** Desks that share a hub over a bad line, and what their people were told is kept. */
class Centre {
  readonly truth = new Truth();
  private kills = 0;
  private up = true;
  private readonly attached: string[] = [];
  private constructor(
    private readonly server: Postgres,
    private readonly root: string,
    private readonly wire: Wire,
    private readonly place: HubPlace,
    readonly members: Member[],
  ) {}

  static async begin(server: Postgres, database: string): Promise<Centre> {
    await ask(server.place(), `CREATE DATABASE ${database}`);
    const wire = await Wire.to(server.place().port);
    const place = server.place({ database, port: wire.port });
    const centre = new Centre(server, mkdtempSync(join(tmpdir(), 'hub-schedules-')), wire, place, []);
    for (let i = 0; i < DESKS; i++) centre.members.push(await centre.open(i));
    for (const one of KEYS) await centre.noted(0, (on) => on.openCase(one));
    return centre;
  }

  private async open(i: number): Promise<Member> {
    const desk = await realDesk(join(this.root, `desk${i}`), `d${i}`);
    return { desk, carrier: new HubCarrier({ place: this.place, office: () => desk.office }) };
  }

  private member(i: number): Member {
    const found = this.members[i];
    if (found === undefined) throw new Error('no desk');
    return found;
  }

  /** Writes down what the desk acknowledges. */
  private async noted(i: number, work: (desk: RealDesk) => Promise<unknown>): Promise<void> {
    const { desk } = this.member(i);
    const before = new Map(KEYS.map((one) => [caseSpace(one), desk.store.vector(caseSpace(one))] as const));
    const stop = desk.store.onCommit((txn: Txn) => this.truth.acknowledged(txn, (space) => before.get(space) ?? {}));
    await work(desk);
    stop();
  }

  async make(step: Move): Promise<void> {
    if (step.do === 'write') return this.write(step.who, KEYS[step.key] ?? '', FIELDS[step.field] ?? '', step.n);
    if (step.do === 'attach') return this.attach(step.who, KEYS[step.key] ?? '', step.n);
    if (step.do === 'round') return this.round(step.who);
    if (step.do === 'together') return void (await Promise.all([...new Set([step.who, step.other])].map(this.round)));
    if (step.do === 'cut') return this.cut(step.who, step.bytes);
    if (step.do === 'kill') return this.kill(step.who, step.turns);
    if (step.do === 'again') return this.again(step.who);
    return this.raise();
  }

  private write(who: number, one: string, field: string, n: number): Promise<void> {
    return this.noted(who, async (desk) => {
      if (desk.store.get(recordId('cases', one)) !== undefined) await desk.set(one, field, `第${n}稿`);
    });
  }

  private attach(who: number, one: string, n: number): Promise<void> {
    return this.noted(who, async (desk) => {
      this.attached.push(await desk.attach(one, Buffer.alloc(1000 * (n + 1), `照片${who}${n}`)));
    });
  }

  /** A round that gets through, or says that the hub is away. */
  private round = async (who: number): Promise<void> => {
    await this.member(who)
      .carrier.round(new AbortController().signal, {})
      .catch((error: unknown) => {
        if (!(error instanceof HubError)) throw error;
      });
  };

  private async cut(who: number, bytes: number): Promise<void> {
    this.wire.cutAfter(bytes);
    await this.round(who);
    this.wire.cutAfter(Number.POSITIVE_INFINITY);
  }

  /** In the middle of a round, after so many turns of the loop. */
  private async kill(who: number, turns: number): Promise<void> {
    if (!this.up || this.kills === KILLS) return this.round(who);
    const round = this.round(who);
    for (let i = 0; i < turns; i++) await new Promise((turn) => setImmediate(turn));
    this.kills += 1;
    this.up = false;
    await this.server.kill();
    await round;
  }

  private async raise(): Promise<void> {
    if (!this.up) await this.server.begin();
    this.up = true;
  }

  /** The program was ended and started again. */
  private async again(who: number): Promise<void> {
    const { desk, carrier } = this.member(who);
    await carrier.close();
    await desk.close();
    this.members[who] = await this.open(who);
  }

  /** The hub is there and the line holds: after a round that may find its connection cut, two more, and everybody has everything. */
  async settle(): Promise<void> {
    await this.raise();
    for (const who of this.members.keys()) await this.round(who);
    const calm = new AbortController().signal;
    for (let turn = 0; turn < 2; turn++) for (const { carrier } of this.members) await carrier.round(calm, {});
  }

  async check(): Promise<void> {
    const [first, ...others] = this.members.map(({ desk }) => desk);
    if (first === undefined) return;
    for (const other of others) expect(shownBy(other)).toBe(shownBy(first));
    const ops = first.store.since(new Map(KEYS.map((one) => [caseSpace(one), {}]))).flatMap((txn) => txn.ops);
    expect(ops.map(nameOf).sort()).toEqual([...this.truth.all.keys()].sort());
    const rows = await ask(this.place, 'SELECT space, device, seq FROM jrd.ops');
    expect(rows).toHaveLength(ops.length);
    for (const one of KEYS) {
      const on = recordId('cases', one);
      const its = ops.filter((op) => op.on === on);
      checkConflicts(first.store.get(on), its, this.truth);
    }
    for (const { desk } of this.members) {
      for (const sha256 of this.attached) expect((await desk.office.blobs.read(sha256)).ok, sha256).toBe(true);
    }
  }

  async end(): Promise<void> {
    await this.raise();
    for (const { carrier, desk } of this.members) {
      await carrier.close();
      await desk.close();
    }
    await this.wire.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

describe.runIf(postgres !== undefined)(
  'a hub that is killed, on a line that is cut, with desks that are closed and opened',
  () => {
    it(
      `loses nothing, brings nothing twice, and leaves all desks alike, disagreements and all (${SCHEDULES} schedules)`,
      async () => {
        let databases = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 40, size: 'max' }), async (moves) => {
            if (postgres === undefined) return;
            const centre = await Centre.begin(postgres, `s${databases++}`);
            try {
              for (const step of moves) await centre.make(step);
              await centre.settle();
              await centre.check();
            } finally {
              await centre.end();
            }
          }),
          { numRuns: SCHEDULES, endOnFailure: true },
        );
      },
      24 * 3_600_000,
    );
  },
);
