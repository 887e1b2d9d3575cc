import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

// Each line is an offence that the linter must see, at this place, by this rule.
const OFFENCES = [
  ['shared/domain/a.ts', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;", 'house(rooms)'],
  ['shared/domain/b.ts', "import { app } from 'electron';\nexport const x = app;", 'house(rooms)'],
  ['shared/domain/c.ts', "import dayjs from 'dayjs';\nexport const x = dayjs;", 'house(rooms)'],
  ['shared/domain/d.ts', "export { x } from '../../electron/store/x';", 'house(rooms)'],
  ['shared/domain/e.ts', "export const x = () => import('../../renderer/client');", 'house(rooms)'],
  ['shared/domain/f.ts', "export type X = import('../../electron/store/x').X;", 'house(rooms)'],
  ['shared/domain/g.ts', "import type { X } from '../contract/x';\nexport type Y = X;", 'house(rooms)'],
  ['shared/ledger/h.ts', "import type { X } from '../domain/x';\nexport type Y = X;", 'house(rooms)'],
  ['shared/calendar/i.ts', 'export const x = () => Date.now();', 'eslint(no-restricted-properties)'],
  ['shared/domain/j.ts', 'export const x = () => Math.random();', 'eslint(no-restricted-properties)'],
  ['shared/domain/k.ts', 'export const x = () => new Date();', 'house(no-now)'],
  ['shared/domain/l.ts', 'export const x = () => new Date(2026, 10, 23);', 'house(no-now)'],
  ['shared/domain/m.ts', 'export const x = () => Date();', 'house(no-now)'],
  ['shared/domain/n.ts', 'export const x = () => document.title;', 'eslint(no-restricted-globals)'],
  ['shared/domain/o.ts', 'export const x = () => process.env;', 'eslint(no-restricted-globals)'],
  ['shared/domain/p.ts', 'export const x = () => globalThis;', 'eslint(no-restricted-globals)'],
  ['shared/domain/q.ts', 'export const x = () => fetch("/");', 'eslint(no-restricted-globals)'],
  ['renderer/features/visits/a.ts', "export { x } from '../../../electron/store/x';", 'house(rooms)'],
  ['renderer/features/visits/b.ts', "import 'electron';", 'house(rooms)'],
  ['renderer/features/visits/c.ts', "import 'node:fs';", 'house(rooms)'],
  ['renderer/features/visits/d.ts', "export { x } from '../rosters/inside';", 'house(rooms)'],
  ['renderer/ui/a.ts', "export { x } from '../features/rosters/index';", 'house(rooms)'],
  ['electron/services/a.ts', "export { x } from '../../renderer/client';", 'house(rooms)'],
  ['electron/store/a.ts', "import { app } from 'electron';\nexport const x = app;", 'house(rooms)'],
  ['electron/services/b.ts', "import { Button } from 'antd';\nexport const x = Button;", 'house(rooms)'],
  [
    'electron/shell.ts',
    "import { shell } from 'electron';\nexport const x = () => shell.openExternal;",
    'house(names)',
  ],
  ['electron/window.ts', "import { ipcRenderer } from 'electron';\nexport const x = ipcRenderer;", 'house(names)'],
  ['electron/services/c.ts', 'export const x = (y: any): unknown => y;', 'typescript(no-explicit-any)'],
  ['electron/services/d.ts', 'export const x = (y: string[]) => y[0]!;', 'typescript(no-non-null-assertion)'],
  ['electron/services/e.ts', 'export function x() {\n  Promise.resolve(1);\n}', 'typescript(no-floating-promises)'],
  ['electron/services/f.ts', '// @ts-ignore\nexport const x: string = 1;', 'typescript(ban-ts-comment)'],
] as const;

const CLEAN = [
  ['shared/calendar/a.ts', "import dayjs from 'dayjs';\nexport const x = (s: string) => dayjs(s);"],
  ['shared/domain/visits/a.ts', "import { z } from 'zod';\nexport const x = (ms: number) => [z, new Date(ms)];"],
  [
    'shared/domain/visits/a.test.ts',
    "import { readFileSync } from 'node:fs';\nexport const x = [readFileSync, Date.now()];",
  ],
  ['renderer/app/a.ts', "export { x } from '../features/visits/inside';"],
  ['renderer/features/visits/e.ts', "export { x } from '../rosters/index';\nexport { y } from '#shared/kernel/y';"],
  ['electron/main.ts', "import { app } from 'electron';\nexport const x = app;"],
  ['electron/preload.ts', "import { ipcRenderer } from 'electron';\nexport const x = ipcRenderer;"],
] as const;

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });
const project = join(import.meta.dirname, '../..');

describe('the rules of the house', () => {
  let folder: string;
  let found: Set<string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
    for (const part of ['.oxlintrc.json', 'tsconfig.json', 'package.json', 'build/lint', 'build/process.mjs']) {
      cpSync(join(project, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, code] of [...OFFENCES, ...CLEAN]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    const { diagnostics } = Report.parse(JSON.parse(lint(folder)));
    found = new Set(diagnostics.map(({ code, filename }) => `${filename} ${code}`));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(OFFENCES)('%s is refused', (file, _code, rule) => {
    expect(found).toContain(`${file} ${rule}`);
  });

  test.each(CLEAN)('%s is allowed', (file) => {
    expect([...found].filter((line) => line.startsWith(`${file} `))).toEqual([]);
  });
});

/** The linter's own report; it exits with 1 as there are offences. */
function lint(folder: string): string {
  const linter = join(project, 'node_modules/.bin/oxlint');
  try {
    return execFileSync(linter, ['--type-aware', '--format=json', 'shared', 'renderer', 'electron'], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    return z.object({ stdout: z.string() }).parse(error).stdout;
  }
}
