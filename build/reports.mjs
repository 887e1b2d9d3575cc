import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

export const NONE = { passed: 0, failed: 0, skipped: 0 };

/** How many lines of what went wrong are repeated at the end of a run, where a log is read first. */
const LINES = 20;

/** What Vitest's JSON report says: counts, and each failed test in words. */
export const vitestReport = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
  failures: report.testResults.flatMap((file) => [
    // A file that does not load has a message of its own and no tests.
    ...(file.status === 'failed' && file.assertionResults.length === 0 ? [failure(file.name, [file.message])] : []),
    ...file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => failure(`${file.name} › ${test.fullName}`, test.failureMessages)),
  ]),
});

/** What Playwright's JSON report says: counts, and each failed test in words. */
export const playwrightReport = (report) => ({
  passed: report.stats.expected,
  failed: report.stats.unexpected + report.stats.flaky,
  skipped: report.stats.skipped,
  failures: [
    ...report.errors.map((error) => failure('the run', [error.message])),
    ...report.suites.flatMap(failedSpecs),
  ],
});

const failedSpecs = (suite) => [
  ...(suite.specs ?? [])
    .filter((spec) => !spec.ok)
    .map((spec) =>
      failure(
        `${spec.file}:${spec.line} › ${spec.title}`,
        spec.tests.flatMap((test) => test.results.flatMap((result) => result.errors.map((error) => error.message))),
      ),
    ),
  ...(suite.suites ?? []).flatMap(failedSpecs),
];

function failure(name, messages) {
  const text = stripVTControlCharacters(messages.filter(Boolean).join('\n'));
  return [name, ...text.split('\n').slice(0, LINES)].join('\n    ');
}

/** A runner that failed without a failed test (a file that does not load) still counts as one failure. */
export function counted(code, file, read) {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { ...NONE };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
