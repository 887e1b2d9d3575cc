import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, query } from '#shared/contract/define';
import type { DeviceId } from '#shared/kernel/ids';
import { ok } from '#shared/kernel/result';
import { createRouter, type Handlers } from './router';
import { methodsOf, whenCalled } from './when-called';

const contract = {
  'a.read': query({ title: '读', input: z.object({ n: z.number() }), output: z.number() }),
  'a.write': command({ title: '写', input: z.object({}), output: z.string() }),
};

function routerOver(load: () => Promise<Handlers<typeof contract>>) {
  return createRouter({
    contract,
    handlers: whenCalled(methodsOf(contract), load),
    actor: () => ({ by: '张三', unit: 'units/XFJ', device: 'd1' as DeviceId }),
    now: () => 0,
    permit: () => undefined,
    log: () => undefined,
    progress: () => undefined,
    checkOutput: true,
  });
}

describe('an area whose code is loaded when it is called', () => {
  it('is loaded once, with the first call, whoever else asks meanwhile', async () => {
    let loads = 0;
    const router = routerOver(async () => {
      loads += 1;
      return { 'a.read': ({ n }) => ok(n + 1), 'a.write': (_input, { actor }) => ok(actor.by) };
    });
    expect(loads).toBe(0);
    expect(await Promise.all([router.call('a.read', { n: 1 }), router.call('a.read', { n: 2 })])).toEqual([
      { ok: true, value: 2 },
      { ok: true, value: 3 },
    ]);
    expect(await router.call('a.write', {})).toEqual({ ok: true, value: '张三' });
    expect(loads).toBe(1);
  });

  it('that cannot be loaded is an unexpected error of the call', async () => {
    const router = routerOver(() => Promise.reject(new Error('no such file')));
    expect(await router.call('a.read', { n: 1 })).toMatchObject({ ok: false, error: { code: 'call.unexpected' } });
  });
});
