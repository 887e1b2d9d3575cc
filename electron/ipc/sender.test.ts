import { expect, it } from 'vitest';
import { isTrusted } from './sender';

it('trusts the top frame of the program itself', () => {
  expect(isTrusted({ url: 'app://desk/index.html#/visits', parent: null })).toBe(true);
});

it.each([
  ['a frame inside it', { url: 'app://desk/index.html', parent: {} }],
  ['another host', { url: 'app://paper/1', parent: null }],
  ['a host that only begins like it', { url: 'app://desk.example/index.html', parent: null }],
  ['a port', { url: 'app://desk:1/index.html', parent: null }],
  ['a user name', { url: 'app://desk@evil/index.html', parent: null }],
  ['another scheme', { url: 'https://desk/index.html', parent: null }],
  ['a file', { url: 'file:///app/index.html', parent: null }],
  ['an empty page', { url: 'about:blank', parent: null }],
  ['no address', { url: '', parent: null }],
  ['a frame that is gone', null],
])('trusts nobody else: %s', (_, frame) => {
  expect(isTrusted(frame)).toBe(false);
});
