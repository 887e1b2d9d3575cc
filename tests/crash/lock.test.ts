import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../electron/store/lock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const heldBy = (holder: object) =>
  writeFileSync(
    join(folder, 'desk.lock'),
    JSON.stringify({ host: hostname(), pid: 1, boot: 'b', started: '1', ...holder }),
  );

describe.runIf(process.platform !== 'win32')('a lock that names its holder', () => {
  it('of another computer is never broken, and the sentence names it', () => {
    heldBy({ host: 'OTHER-PC' });
    expect(() => lockFolder(folder)).toThrow('OTHER-PC');
  });

  it('of a process that is gone is taken over, and goes when released', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    heldBy({ pid });
    lockFolder(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process whose number another one got since is taken over', () => {
    heldBy({ pid: process.pid, started: 'before' });
    lockFolder(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of this very process holds', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow('本机已有一个程序');
    lock.release();
  });

  it('that was only half written does not keep everybody out', () => {
    writeFileSync(join(folder, 'desk.lock'), '{"host"');
    lockFolder(folder).release();
  });
});
