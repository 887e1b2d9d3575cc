import { expect, it } from 'vitest';
import { tooOften } from './too-often';

it('gives up after the fourth time in a minute, not after four in a day', () => {
  let now = 0;
  const often = tooOften(3, () => now);
  expect([often(), often(), often(), often()]).toEqual([false, false, false, true]);
  now = 59_000;
  expect(often()).toBe(true);
  now = 200_000;
  expect(often()).toBe(false);
});
