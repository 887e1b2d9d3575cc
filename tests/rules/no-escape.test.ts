import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
const OURS = ['shared', 'electron', 'renderer', 'build', 'tests'];
// Built from parts, so that this file does not find itself.
const ESCAPE = new RegExp(
  ['(oxlint|eslint)-disable', 'biome-ignore', '@ts-(ignore|nocheck)', '(test|it|describe)\\.(skip|only|todo)\\b'].join(
    '|',
  ),
);

test('no comment switches a rule off, and no test is skipped', () => {
  const escapes = OURS.flatMap((room) =>
    readdirSync(join(project, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.includes('node_modules') && !name.includes('dist/'))
      .filter((name) => !(room === 'tests' && name.startsWith('rules')))
      .map((name) => join(room, name))
      .filter((name) => ESCAPE.test(readFileSync(join(project, name), 'utf8'))),
  );
  expect(escapes).toEqual([]);
});
