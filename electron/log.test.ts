import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log';
import { toCallLine, traceOf } from './trace';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jrd-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('traceOf', () => {
  it('keeps kind, code and places of an error, not its message and no folder', () => {
    const error = Object.assign(new TypeError('欧阳倩 的身份证号不对'), {
      code: 'ENOENT',
      stack: [
        'TypeError: 欧阳倩 的身份证号不对',
        '    at decide (/home/欧阳倩/app/main.cjs:10:5)',
        '    at C:\\Users\\欧阳倩\\desk\\host.cjs:7:1',
        '    at async Promise.all (index 0)',
      ].join('\n'),
    });
    expect(traceOf(error)).toEqual({
      name: 'TypeError',
      code: 'ENOENT',
      frames: ['at decide (main.cjs:10:5)', 'at (host.cjs:7:1)', 'at async Promise.all (index 0)'],
    });
  });

  it('takes anything that was thrown', () => {
    expect(traceOf('欧阳倩')).toEqual({ name: 'string', frames: [] });
  });
});

describe('openLog', () => {
  it('writes calls and faults as lines of JSON without messages', () => {
    const log = openLog(folder);
    log.call(
      toCallLine({ method: 'visits.register', ms: 1.5, outcome: 'error', ref: 'AB', error: new Error('欧阳倩') }),
    );
    const ref = log.fault('host', traceOf(new Error('欧阳倩')));
    const text = readFileSync(log.file, 'utf8');
    expect(text).toContain('"method":"visits.register","ms":1.5,"outcome":"error","ref":"AB"');
    expect(text).toContain(`"ref":"${ref}"`);
    expect(text).not.toContain('欧阳倩');
  });

  it('starts a new file when one is full and keeps one old one', () => {
    const log = openLog(folder);
    const line = { method: 'x'.repeat(100_000), ms: 1, outcome: 'ok' };
    for (let i = 0; i < 70; i++) log.call(line);
    expect(readdirSync(folder).sort()).toEqual(['desk.log', 'desk.old.log']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(2.5 * 1024 * 1024);
  });
});
