import test, { after, afterEach, before, beforeEach, describe } from 'node:test';
import { format } from 'node:util';
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

// Stands in for `vitest` where vitest itself cannot run: the same tests, run by Node's own runner.
for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

/** vitest takes a time limit last and lets a test have parameters; Node's runner would take them for callbacks. */
const it = (name, run, limit) => test(name, limit === undefined ? {} : { timeout: limit }, () => run());
it.each = (rows) => (name, run, limit) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row];
    void it(format(name, ...values), () => run(...values), limit);
  }
};

const hook = (add) => (run) => add(() => run());

export { describe, it, it as test };
export const { expect } = chai;
export const [afterAll, afterEachTest, beforeAll, beforeEachTest] = [after, afterEach, before, beforeEach].map(hook);
export { afterEachTest as afterEach, beforeEachTest as beforeEach };
