import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Disk, nodeDisk } from '../../electron/store/disk';
import { attach, judgeAttachments, openDesk } from './support/attach';
import { bundle } from './support/bundle';
import { type DiskOp, memoryDisk } from './support/memory-disk';
import { below, dice, PowerCut } from './support/power-cut';
import { FOLDER } from './support/workload';

const RUNS = Number(process.env['KILL_RUNS'] ?? 12);
const POINTS = Number(process.env['POWER_CUT_POINTS'] ?? 800);

describe('a program killed while it stores attachments', () => {
  let home: string;
  let program: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'desk-attach-'));
    program = await bundle(resolve('tests/crash/support/attach-child.ts'), home);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** Lets it work for a random while and kills it without warning; answers every line it said. */
  async function workAndDie(folder: string, run: number, first: number, life: number): Promise<string[]> {
    const child = spawn(process.execPath, [program, folder, String(run), String(first)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout });
    const started = new Promise<void>((done) => reader.once('line', () => done()));
    reader.on('line', (line) => lines.push(line));
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    await Promise.race([started, ended]);
    await pause(life);
    child.kill('SIGKILL');
    await ended;
    return lines;
  }

  it(`leaves every acknowledged one, and no half file under any name (${RUNS} times)`, async () => {
    const roll = dice(RUNS);
    const acked = new Set<number>();
    let begun = 0;
    const folder = join(home, '数据 附件');
    for (let run = 0; run < RUNS && acked.size < 150; run++) {
      for (const line of await workAndDie(folder, run, begun, below(120, roll))) {
        const [kind = '', n = ''] = line.split(' ');
        if (kind === 'acked') acked.add(Number(n));
        begun = Math.max(begun, Number(n) + 1);
      }
      expect(await judgeAttachments({ disk: nodeDisk, folder }, acked), `kill ${run}`).toBeUndefined();
    }
    expect(acked.size).toBeGreaterThan(0);
  }, 600_000);
});

describe('a power cut while attachments are stored', () => {
  type Told = DiskOp | { readonly kind: 'file'; readonly n: number };
  type Mutate = (disk: Disk) => Disk;
  const asItIs: Mutate = (disk) => disk;

  /** Everything the disk was asked to do while some files were attached, with the moment each was acknowledged. */
  async function record(seed: number, mutate: Mutate): Promise<Told[]> {
    const disk = memoryDisk();
    const told: Told[] = [];
    const roll = dice(seed);
    const desk = await openDesk({ disk: mutate(disk), folder: FOLDER }, `r${seed}`);
    let seen = 0;
    for (let n = 0; n < 12; n++) {
      await attach(desk, n, roll);
      told.push(...disk.log.slice(seen), { kind: 'file', n });
      seen = disk.log.length;
    }
    await desk.store.close();
    return told;
  }

  async function firstWrong(points: number, seed: number, mutate: Mutate): Promise<string | undefined> {
    const log = await record(seed, mutate);
    const roll = dice(seed + 1000);
    const moments = Array.from({ length: points }, () => below(log.length + 1, roll)).sort((a, b) => a - b);
    const world = new PowerCut();
    const acked = new Set<number>();
    let at = 0;
    for (const moment of moments) {
      for (const op of log.slice(at, moment)) {
        if (op.kind === 'file') acked.add(op.n);
        else world.apply(op);
      }
      at = Math.max(at, moment);
      const wrong = await judgeAttachments({ disk: memoryDisk(world.image(roll)), folder: FOLDER }, acked);
      if (wrong !== undefined) return `after ${moment} of ${log.length} steps: ${wrong}`;
    }
    return undefined;
  }

  it(`loses none that was acknowledged and shows no half file (${POINTS} points)`, async () => {
    for (let seed = 1; seed <= 4; seed++) {
      expect(await firstWrong(Math.ceil(POINTS / 4), seed, asItIs), `seed ${seed}`).toBeUndefined();
    }
  }, 600_000);

  const isBlobFolder = (path: string) => path.includes('/files');
  const mutants: { readonly [what: string]: Mutate } = {
    'the content is not synced before its name': (disk) => ({ ...disk, settle: () => Promise.resolve() }),
    'the folder of the content is not synced': (disk) => ({
      ...disk,
      syncFolder: (path) => (isBlobFolder(path) ? undefined : disk.syncFolder(path)),
    }),
  };
  it.each(Object.entries(mutants))('is noticed when %s', async (_, mutate) => {
    const found: string[] = [];
    for (let seed = 1; seed <= 4 && found.length === 0; seed++) {
      const wrong = await firstWrong(200, seed, mutate);
      if (wrong !== undefined) found.push(wrong);
    }
    expect(found).toHaveLength(1);
  });
});
