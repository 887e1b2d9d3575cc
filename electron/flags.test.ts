import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readFlags } from './flags';

it.each([
  [[], { demo: false, unchecked: false }],
  [['electron', '.', '--demo', '--smoke', 'a.png'], { demo: true, unchecked: false, smoke: resolve('a.png') }],
  [
    ['--no-sandbox', '--user-data-dir=/x', '.', '--data=/数据 文件夹'],
    { demo: false, unchecked: false, data: resolve('/数据 文件夹') },
  ],
  [['--data', '/数据 文件夹', '--log-level=3'], { demo: false, unchecked: false, data: resolve('/数据 文件夹') }],
  [['--unchecked'], { demo: false, unchecked: true }],
  [['--data'], { demo: false, unchecked: false }],
])('reads %j among the switches of Chromium', (argv, flags) => {
  expect(readFlags(argv)).toEqual(flags);
});
