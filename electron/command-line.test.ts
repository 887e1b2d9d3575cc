import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index';
import { runDesk } from './command-line';

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'jrd-desk-'));
  folder = join(home, '数据 文件夹');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function desk(...argv: string[]) {
  const said = { out: '', err: '' };
  const code = await runDesk(argv, { out: (t) => (said.out += t), err: (t) => (said.err += t) });
  return { code, ...said, json: (): unknown => JSON.parse(said.out) };
}
const on = (...argv: string[]) => desk('--data', folder, ...argv);

describe('desk --data DIR METHOD JSON', () => {
  it('answers through the same router and services, and finds its work again', async () => {
    const identity = { deskPrefix: 'B07', unit: 'units/CZ-JFZX', operator: '王敏' };
    expect(await on('app.identify', JSON.stringify(identity))).toMatchObject({ code: 0, err: '' });
    const status = await on('app.status');
    expect(status.code).toBe(0);
    expect(status.json()).toMatchObject({ folder, identity, store: { mode: 'ready' } });
  });

  it('prints a refusal as JSON', async () => {
    const answer = await on('app.identify', '{"deskPrefix":"x","unit":"units/CZ-JFZX","operator":""}');
    expect(answer.code).toBe(1);
    expect(answer.json()).toMatchObject({ code: 'call.badInput', field: 'deskPrefix', issues: [{}, {}] });
  });

  it('has no window to show', async () => {
    const answer = await on('files.pickOpen', '{"title":"选择文件","filters":[]}');
    expect(answer.code).toBe(1);
    expect(answer.json()).toMatchObject({ code: 'shell.unavailable' });
  });

  it('reads and writes the files it is told of', async () => {
    const file = join(home, '机构 目录.xlsx');
    expect(await on('departments.export', JSON.stringify({ file: `path:${file}` }))).toMatchObject({ code: 0 });
    expect(readdirSync(home)).toContain('机构 目录.xlsx');
    expect(await on('departments.importPreview', JSON.stringify({ file: `path:${file}` }))).toMatchObject({ code: 0 });
    expect(await on('departments.importPreview', JSON.stringify({ file }))).toMatchObject({ code: 1 });
  });

  it('says in words why a folder cannot be opened', async () => {
    writeFileSync(folder, 'a file where a folder should be');
    const answer = await on('departments.list', '{}');
    expect(answer.code).not.toBe(0);
    const status = await on('app.status');
    expect(status.json()).toMatchObject({ store: { mode: 'recovery', message: expect.stringMatching(/。$/) } });
  });
});

describe('wrong usage', () => {
  it.each([
    ['no folder', ['app.status']],
    ['no method', ['--data', 'x']],
    ['an unknown method', ['--data', 'x', 'app.statu']],
    ['a name of every object', ['--data', 'x', 'constructor']],
    ['bad JSON', ['--data', 'x', 'app.status', '{']],
    ['loose words', ['--data', 'x', 'app.status', '{}', '{}']],
    ['an unknown switch', ['--dta', 'x', 'app.status']],
  ])('%s: exit code 2, the usage, nothing on stdout', async (_, argv) => {
    const answer = await desk(...argv);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toContain('usage:');
  });
});

describe('desk --list', () => {
  it('gives every method its kind, its sentence and the JSON Schemas of both sides', async () => {
    const answer = await desk('--list');
    expect(answer.code).toBe(0);
    const listed = answer.json() as { method: string; kind: string; title: string; input: object; output: object }[];
    expect(listed.map((m) => m.method)).toEqual(Object.keys(contract).sort());
    const identify = listed.find((m) => m.method === 'app.identify');
    expect(identify).toMatchObject({
      kind: 'command',
      input: { type: 'object', required: ['deskPrefix', 'unit', 'operator'] },
      output: { type: 'object' },
    });
    for (const { title } of listed) expect(title).toMatch(/\p{Script=Han}/u);
  });
});
