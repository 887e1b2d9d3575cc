import { expect, it } from 'vitest';
import { systemRandom } from './random';

it('gives as many bytes as asked for, and none of them twice', () => {
  const random = systemRandom();
  const drawn = Array.from({ length: 3000 }, () => random.hex(8));
  expect(drawn.every((hex) => /^[0-9a-f]{16}$/.test(hex))).toBe(true);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(random.hex(4000)).toHaveLength(8000);
});
