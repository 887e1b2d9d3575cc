import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx}', 'tests/{property,crash,rules,golden}/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
