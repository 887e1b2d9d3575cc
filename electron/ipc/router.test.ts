import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, Nothing, query } from '#shared/contract/define';
import type { DeviceId } from '#shared/kernel/ids';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import { type CallLog, createRouter, type Handlers } from './router';

const contract = {
  add: query({ title: '加', input: z.object({ a: z.number(), b: z.number() }), output: z.object({ sum: z.number() }) }),
  write: command({ title: '写', input: z.object({ text: z.string() }), output: Nothing }),
  long: query({ title: '长', input: Nothing, output: z.object({ steps: z.number() }) }),
};

type Over = Partial<Handlers<typeof contract>>;

function routerWith(over: Over = {}, more: { forbid?: string; checkOutput?: boolean } = {}) {
  const lines: CallLog[] = [];
  const progress: unknown[][] = [];
  const router = createRouter({
    contract,
    handlers: { add: ({ a, b }) => ok({ sum: a + b }), write: () => ok({}), long: () => ok({ steps: 0 }), ...over },
    actor: () => ({ by: '王敏', unit: 'units/x', device: 'd1' as DeviceId }),
    now: () => 1_700_000_000_000,
    permit: (method) => (method === more.forbid ? { code: 'role.forbidden', message: '无此权限。' } : undefined),
    log: (line) => lines.push(line),
    progress: (...said) => progress.push(said),
    checkOutput: more.checkOutput ?? true,
  });
  return { router, lines, progress };
}

/** A promise to be kept from outside. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe('a call', () => {
  it('is answered with a value and logged without what was said', async () => {
    const { router, lines } = routerWith();
    expect(await router.call('add', { a: 1, b: 2 })).toEqual({ ok: true, value: { sum: 3 } });
    expect(lines).toEqual([{ method: 'add', ms: expect.any(Number), outcome: 'ok' }]);
  });

  it.each(['sub', 'constructor', '__proto__', 'toString', ''])('of no method (%s) is refused', async (method) => {
    const { router } = routerWith();
    expect(await router.call(method, {})).toMatchObject({ ok: false, error: { code: 'call.unknownMethod' } });
  });

  it('with bad input is refused field by field, before the handler sees it', async () => {
    const { router } = routerWith({ add: () => expect.unreachable() });
    const answer = await router.call('add', { a: 'x' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'call.badInput', field: 'a' } });
    expect(answer.ok || answer.error.issues?.map((i) => i.field)).toEqual(['a', 'b']);
  });

  it('without permission is refused before the handler sees it', async () => {
    const { router } = routerWith({ add: () => expect.unreachable() }, { forbid: 'add' });
    expect(await router.call('add', { a: 1, b: 2 })).toMatchObject({ error: { code: 'role.forbidden' } });
  });

  it('that fails with a sentence of its own answers with it', async () => {
    const full = Object.assign(new Error(), { refusal: { code: 'store.diskFull', message: '磁盘已满。' } });
    const { router } = routerWith({ write: () => Promise.reject(full) });
    expect(await router.call('write', { text: '' })).toEqual({ ok: false, error: full.refusal });
  });

  it('that fails unexpectedly answers with a number that the log has too', async () => {
    const broken = new TypeError('x is undefined');
    const { router, lines } = routerWith({
      write: () => {
        throw broken;
      },
    });
    const answer = await router.call('write', { text: '' });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'call.unexpected', ref: expect.stringMatching(/^\w+$/) },
    });
    const ref = answer.ok ? undefined : answer.error.ref;
    expect(lines).toEqual([{ method: 'write', ms: expect.any(Number), outcome: 'error', ref, error: broken }]);
    expect(!answer.ok && answer.error.message).toContain(ref);
    expect(await router.call('add', { a: 1, b: 1 })).toMatchObject({ ok: true });
  });

  it('whose answer breaks the contract is an error where answers are checked', async () => {
    const wrong: Over = { add: () => ok({ sum: 'three' } as unknown as { sum: number }) };
    expect(await routerWith(wrong).router.call('add', { a: 1, b: 2 })).toMatchObject({
      error: { code: 'call.unexpected' },
    });
    const unchecked = routerWith(wrong, { checkOutput: false });
    expect(await unchecked.router.call('add', { a: 1, b: 2 })).toMatchObject({ ok: true });
  });
});

describe('a reply', () => {
  const contractOfAll = {
    all: query({ title: '全部', input: Nothing, output: z.object({ rows: z.array(z.string()) }) }),
  };
  const replyOf = async (bytes: number) => {
    const lines: CallLog[] = [];
    const router = createRouter({
      contract: contractOfAll,
      handlers: { all: () => ok({ rows: ['访'.repeat(bytes / 3)] }) },
      actor: () => ({ by: '王敏', unit: 'units/x', device: 'd1' as DeviceId }),
      now: () => 1_700_000_000_000,
      permit: () => undefined,
      log: (line) => lines.push(line),
      progress: () => undefined,
      checkOutput: true,
    });
    return { answer: await router.call('all', {}), lines };
  };

  it('has no more than 256 kB where answers are checked', async () => {
    expect((await replyOf(255 * 1024)).answer.ok).toBe(true);
    const { answer, lines } = await replyOf(257 * 1024);
    expect(answer).toMatchObject({ ok: false, error: { code: 'call.unexpected' } });
    expect(lines).toMatchObject([{ method: 'all', error: { name: 'ReplyTooLarge' } }]);
  });
});

describe('commands', () => {
  it('run one after another in the order they came, also after one that failed; queries do not wait', async () => {
    const { open, passed } = gate();
    const done: string[] = [];
    const { router } = routerWith({
      write: async ({ text }) => {
        if (text === 'first') await passed;
        done.push(text);
        return text === 'second' ? refuse('x', '不行。') : ok({});
      },
    });
    const writes = ['first', 'second', 'third'].map((text) => router.call('write', { text }));
    expect(await router.call('add', { a: 1, b: 2 })).toMatchObject({ ok: true });
    expect(done).toEqual([]);
    open();
    expect((await Promise.all(writes)).map((answer) => answer.ok)).toEqual([true, false, true]);
    expect(done).toEqual(['first', 'second', 'third']);
  });
});

describe('a long job', () => {
  it('that was broken off is told as cancelled, whatever its library throws', async () => {
    const { router } = routerWith({
      long: async (_input, { signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        signal.throwIfAborted();
        return ok({ steps: 1 });
      },
    });
    const answer = router.call('long', {}, 'job');
    router.cancel('job');
    expect(await answer).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
  });

  it('of a name that is taken leaves the other one its cancel button', async () => {
    const first = gate();
    const { router } = routerWith({
      add: async () => {
        await first.passed;
        return ok({ sum: 0 });
      },
      long: async (_input, { signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return ok({ steps: 7 });
      },
    });
    const quick = router.call('add', { a: 1, b: 1 }, 'job');
    const slow = router.call('long', {}, 'job');
    first.open();
    await quick;
    router.cancel('job');
    expect(await slow).toEqual({ ok: true, value: { steps: 7 } });
  });

  it('with a field that has no sentence of its own is refused in Chinese', async () => {
    const { router } = routerWith();
    expect(await router.call('write', {})).toMatchObject({ error: { message: '此项必填' } });
    expect(await router.call('add', { a: '1', b: 2 })).toMatchObject({ error: { message: '请填写数字' } });
  });

  it('reports under its name and stops when cancelled', async () => {
    const { open, passed } = gate();
    const { router, progress } = routerWith({
      long: async (_, call) => {
        call.progress(1, 10, '第 1 步');
        open();
        await new Promise<void>((resolve) => call.signal.addEventListener('abort', () => resolve()));
        return refuse('job.cancelled', '已取消。');
      },
    });
    const answer = router.call('long', {}, 'job-1');
    await passed;
    router.cancel('another');
    router.cancel('job-1');
    expect(await answer).toMatchObject({ error: { code: 'job.cancelled' } });
    expect(progress).toEqual([['job-1', 1, 10, '第 1 步']]);
  });
});
