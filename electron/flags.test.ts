import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readFlags } from './flags';

it.each([
  [[], { demo: false }],
  [['electron', '.', '--demo', '--smoke', 'a.png'], { demo: true, smoke: resolve('a.png') }],
  [['--no-sandbox', '--user-data-dir=/x', '.', '--data=/数据 文件夹'], { demo: false, data: resolve('/数据 文件夹') }],
  [['--data', '/数据 文件夹', '--log-level=3'], { demo: false, data: resolve('/数据 文件夹') }],
  [['--data'], { demo: false }],
])('reads %j among the switches of Chromium', (argv, flags) => {
  expect(readFlags(argv)).toEqual(flags);
});
