import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeDisk } from '../../electron/store/disk';
import { bundle } from './support/bundle';
import { below, dice } from './support/power-cut';
import { judge } from './support/workload';

/** 20 in an ordinary run; the long run sets 500. */
const RUNS = Number(process.env['KILL_RUNS'] ?? 20);
let home: string;
let program: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'desk-kill-'));
  program = await bundle(resolve('tests/crash/support/child.ts'), home);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Lets the program work for a random while and kills it without warning; answers every line it said. */
async function workAndDie(folder: string, seed: number, life: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
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

describe('a program killed at any moment', () => {
  it(`leaves everything it acknowledged and nothing else (${RUNS} times)`, async () => {
    const roll = dice(RUNS);
    const acked = new Set<string>();
    const minted = new Set<string>();
    const note = (op: { kind: string; txn: string }) => (op.kind === 'acked' ? acked : minted).add(op.txn);
    let folder = '';
    for (let i = 0; i < RUNS; i++) {
      if (i % 10 === 0) {
        folder = join(home, `数据 ${i}`);
        acked.clear();
        minted.clear();
      }
      for (const line of await workAndDie(folder, i, below(250, roll))) {
        const [kind = '', txn = ''] = line.split(' ');
        note({ kind, txn });
      }
      const wrong = await judge({ disk: nodeDisk, folder }, nodeDisk, { acked, minted }, roll, { push: note });
      expect(wrong, `kill ${i}`).toBeUndefined();
      expect(acked.size).toBeGreaterThan(0);
    }
  }, 1_800_000);
});
