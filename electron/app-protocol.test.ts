import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blobOf, fileOf } from './app-protocol';

const ROOT = '/app/renderer';

describe('fileOf', () => {
  it.each([
    ['app://desk/', '/app/renderer/index.html'],
    ['app://desk/index.html', '/app/renderer/index.html'],
    ['app://desk/assets/main-Ab_1.js', '/app/renderer/assets/main-Ab_1.js'],
    ['app://desk/assets/main.css?x=1#y', '/app/renderer/assets/main.css'],
  ])('%s is a file of the program', (address, file) => {
    expect(fileOf(address, ROOT)).toBe(file);
  });

  it.each([
    'app://desk/../main.html',
    'app://desk/%2e%2e/main.html',
    'app://desk/..%2fmain.html',
    'app://desk/..%5cmain.html',
    'app://desk/a%00.html',
    'app://desk/main.cjs',
    'app://desk/assets',
    'app://desk:80/index.html',
    'app://user@desk/index.html',
    'app://elsewhere/index.html',
    'file:///app/renderer/index.html',
    'https://desk/index.html',
    'nonsense',
  ])('%s is nothing', (address) => {
    const file = fileOf(address, ROOT);
    expect(file === undefined || file.startsWith(`${ROOT}/`)).toBe(true);
    if (!address.includes('..') && !address.includes('%2e')) expect(file).toBeUndefined();
  });

  it('never leaves its folder, whatever is asked for', () => {
    const piece = fc.constantFrom('..', '%2e%2e', '%2F', '%5C', '/', '\\', 'a', '.html', '%00', '//', ':', '?', '.');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const file = fileOf(`app://desk/${pieces.join('')}`, ROOT);
        return file === undefined || (file.startsWith(`${ROOT}/`) && !file.split('/').includes('..'));
      }),
    );
  });
});

describe('blobOf', () => {
  const hash = '0123456789abcdef'.repeat(4);
  it('is the hash of an attachment', () => {
    expect(blobOf(`app://desk/blob/${hash}`)).toBe(hash);
    expect(fileOf(`app://desk/blob/${hash}`, ROOT)).toBeUndefined();
  });
  it.each([
    `app://desk/blob/${hash.toUpperCase()}`,
    `app://desk/blob/${hash}0`,
    `app://desk/blob/${hash}/`,
    `app://desk/blob/../blob/${hash.slice(1)}`,
    `app://desk/blob/%2e%2e/settings.json`,
    `app://desk//blob/${hash}`,
    `app://desk/x/blob/${hash}`,
    `app://elsewhere/blob/${hash}`,
    `https://desk/blob/${hash}`,
    'app://desk/blob/',
  ])('%s is none', (address) => {
    expect(blobOf(address)).toBeUndefined();
  });
});
