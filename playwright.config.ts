import { defineConfig } from '@playwright/test';

/** Run through `npm test -- e2e`, which obtains the runtime, builds, and gives the windows a display. */
export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    { name: 'window', testMatch: '*.spec.ts', testIgnore: 'packaged/**' },
    { name: 'packaged', testMatch: 'packaged/*.spec.ts' },
  ],
  outputDir: 'test-results/e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  use: { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
