import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { node } from '../../../build/bundle.mjs';
import { root } from '../../../build/process.mjs';

/** build-papers.mjs DIR: the window program of paper-main.ts, with the hidden page of the built desk. */
const [, , home] = process.argv;
await build(node(home, { main: 'tests/e2e/support/paper-main.ts' }, { codeSplitting: false }));
cpSync(join(root, 'dist/paper'), join(home, 'paper'), { recursive: true });
writeFileSync(join(home, 'package.json'), '{"name":"papers","main":"main.cjs"}');
