import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordId } from '#shared/kernel/ids';
import { caseSpace } from '#shared/ledger/space';
import { FolderCarrier } from '../../electron/exchange/folder/carrier';
import { MARKER, markFolder } from '../../electron/exchange/folder/marker';
import { Share, ShareError } from '../../electron/exchange/folder/share';
import { checkConflicts } from './support/checks';
import { type RealDesk, realDesk, shownBy, spacesIn } from './support/real-desk';
import { nameOf, Truth } from './support/truth';

/** A few in an ordinary run; the long run sets more. */
const SCHEDULES = Number(process.env['FOLDER_SCHEDULES'] ?? 6);
const DESKS = 3;
const KEYS = ['2026-A01-000001', '2026-A01-000002'];

const desk = fc.nat({ max: DESKS - 1 });
const move = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('write'), who: desk, key: fc.nat({ max: 1 }), value: fc.nat() }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('round'), who: desk, turns: fc.nat({ max: 60 }), whole: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('carry'),
      from: desk,
      to: desk,
      pick: fc.nat(),
      how: fc.constantFrom('whole', 'whole', 'half', 'zeros', 'conflict', 'temporary'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('vanish'), who: desk }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pull'), who: desk, after: fc.nat({ max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again'), who: desk }) },
);
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

/** Desks that each have a copy of the folder, and a program that carries files from copy to copy as it pleases. */
class Office {
  readonly truth = new Truth();
  private readonly carriers: FolderCarrier[] = [];
  private constructor(
    readonly root: string,
    readonly desks: readonly RealDesk[],
  ) {
    for (const i of desks.keys()) this.carriers.push(this.carrier(i));
  }

  static async begin(): Promise<Office> {
    const root = mkdtempSync(join(tmpdir(), 'schedules-'));
    const desks: RealDesk[] = [];
    for (let i = 0; i < DESKS; i++) {
      const mirror = join(root, `mirror${i}`);
      mkdirSync(mirror);
      await markFolder(new Share(mirror), { hex: (n) => 'b'.repeat(2 * n) });
      desks.push(await realDesk(join(root, `desk${i}`), `d${i}`));
    }
    const office = new Office(root, desks);
    for (const key of KEYS) await office.noted(0, (on) => on.openCase(key));
    return office;
  }

  async make(step: Move): Promise<void> {
    if ('key' in step) return this.write(step.who, KEYS[step.key] ?? '', step.value);
    if ('turns' in step) return this.round(step.who, step.whole ? undefined : step.turns);
    if ('after' in step) return this.pull(step.who, step.after);
    if ('pick' in step) return this.carry(step.from, step.to, step.pick, step.how);
    return step.do === 'vanish' ? this.vanish(step.who) : this.again(step.who);
  }

  private async write(who: number, key: string, value: number): Promise<void> {
    await this.noted(who, (on) => on.set(key, 'title', `第${value}稿`));
  }

  /** Writes down what the desk acknowledges. */
  async noted(who: number, work: (on: RealDesk) => Promise<unknown>): Promise<void> {
    const on = this.desks[who];
    if (on === undefined) return;
    const before = new Map(KEYS.map((key) => [caseSpace(key), on.store.vector(caseSpace(key))] as const));
    const stop = on.store.onCommit((txn) => this.truth.acknowledged(txn, (space) => before.get(space) ?? {}));
    await work(on);
    stop();
  }

  /** A round; cut off after so many turns of the loop where a number is given. */
  async round(who: number, turns?: number): Promise<void> {
    const cut = new AbortController();
    const ended = this.carriers[who]?.round(cut.signal, {}).catch((error: unknown) => {
      if (!(error instanceof ShareError) && !cut.signal.aborted) throw error;
    });
    const last = turns ?? 0;
    for (let i = 0; i < last; i++) await new Promise((turn) => setImmediate(turn));
    if (turns !== undefined) cut.abort();
    await ended;
  }

  private mirror = (who: number): string => join(this.root, `mirror${who}`);

  /** Files of the streams of a desk, as they lie in its own copy. */
  private filesOf(who: number): string[] {
    const mirror = this.mirror(who);
    if (!existsSync(mirror)) return [];
    return readdirSync(mirror)
      .filter((name) => name.startsWith(`d${who}.`))
      .flatMap((stream) => readdirSync(join(mirror, stream)).map((name) => join(stream, name)));
  }

  private carry(from: number, to: number, pick: number, how: string): void {
    const files = this.filesOf(from);
    const name = files[pick % Math.max(1, files.length)];
    if (from === to || name === undefined || !existsSync(this.mirror(to))) return;
    const bytes = readFileSync(join(this.mirror(from), name));
    const target = join(this.mirror(to), name);
    mkdirSync(join(target, '..'), { recursive: true });
    if (how === 'whole') writeFileSync(target, bytes);
    if (how === 'half') writeFileSync(target, bytes.subarray(0, Math.floor((bytes.length * (pick % 97)) / 97)));
    if (how === 'zeros') writeFileSync(target, Buffer.alloc(bytes.length));
    if (how === 'conflict') writeFileSync(target.replace(/(\.[a-z]+)$/, ' (冲突副本)$1'), bytes.subarray(0, 100));
    if (how === 'temporary') writeFileSync(`${target}.syncing`, bytes);
  }

  private vanish(who: number): void {
    const mirror = this.mirror(who);
    if (existsSync(mirror)) renameSync(mirror, `${mirror}-away`);
    else this.comeBack(who);
  }

  /** The stick is pulled in the middle of a round, after so many turns of the loop. */
  private async pull(who: number, after: number): Promise<void> {
    const round = this.round(who);
    for (let i = 0; i < after; i++) await new Promise((turn) => setImmediate(turn));
    if (existsSync(this.mirror(who))) this.vanish(who);
    await round;
  }

  private comeBack(who: number): void {
    const mirror = this.mirror(who);
    if (!existsSync(mirror)) renameSync(`${mirror}-away`, mirror);
  }

  /** The program was ended and started again. */
  private async again(who: number): Promise<void> {
    await this.carriers[who]?.close();
    this.carriers[who] = this.carrier(who);
  }

  private carrier = (who: number): FolderCarrier => {
    const on = this.desks[who];
    if (on === undefined) throw new Error('no desk');
    return new FolderCarrier({
      root: this.mirror(who),
      office: () => on.office,
      join: { files: 3, bytes: 1024 * 1024 },
    });
  };

  /** Everything comes back, and the program carries everything there is, until nothing changes any more. */
  async settle(): Promise<void> {
    for (let i = 0; i < DESKS; i++) this.comeBack(i);
    for (let turn = 0; turn < 8; turn++) {
      for (let i = 0; i < DESKS; i++) await this.round(i);
      for (let from = 0; from < DESKS; from++)
        for (let to = 0; to < DESKS; to++) if (from !== to) this.carryAll(from, to);
      const [first = '', ...others] = this.desks.map(shownBy);
      if (turn > 1 && others.every((one) => one === first)) return;
    }
  }

  /** What a desk wrote lies in the other copy as it lies in its own, no more and no less. */
  private carryAll(from: number, to: number): void {
    for (const name of readdirSync(this.mirror(to))) {
      if (name.startsWith(`d${from}.`)) rmSync(join(this.mirror(to), name), { recursive: true });
    }
    for (const name of this.filesOf(from)) {
      const target = join(this.mirror(to), name);
      mkdirSync(join(target, '..'), { recursive: true });
      copyFileSync(join(this.mirror(from), name), target);
    }
    copyFileSync(join(this.mirror(from), MARKER), join(this.mirror(to), MARKER));
  }

  async end(): Promise<void> {
    for (const carrier of this.carriers) await carrier.close();
    for (const one of this.desks) await one.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

describe('an exchange folder in the care of a file-sync tool', () => {
  it(
    `that copies halves, mixes up the order, vanishes and comes back, loses nothing and hides no disagreement (${SCHEDULES} schedules)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 30, size: 'max' }), async (moves) => {
          const office = await Office.begin();
          try {
            for (const step of moves) await office.make(step);
            await office.settle();
            const [first, ...others] = office.desks;
            if (first === undefined) return;
            for (const other of others) expect(shownBy(other)).toBe(shownBy(first));
            const spaces = new Map(spacesIn(first.store).map((space) => [space, {}]));
            const ops = first.store.since(spaces).flatMap((txn) => txn.ops);
            expect(ops.map(nameOf).sort()).toEqual([...office.truth.all.keys()].sort());
            for (const key of KEYS) {
              const on = recordId('cases', key);
              const its = ops.filter((op) => op.on === on);
              checkConflicts(first.store.get(on), its, office.truth);
            }
          } finally {
            await office.end();
          }
        }),
        { numRuns: SCHEDULES, endOnFailure: true },
      );
    },
    24 * 3_600_000,
  );
});
