import { describe, expect, it } from 'vitest';
import { Visit } from '#shared/domain/visits/schema';
import { visitFormPage } from './visit-form';

const visit = Visit.parse({
  visitNo: '2026-A01-000001',
  caseNo: 'XF2026A01000001',
  queryCode: '123456',
  registeredAt: Date.UTC(2026, 2, 2),
  registeredBy: '王敏',
  registeredUnit: 'units/CZ-JFZX',
  visitKind: 'individual',
  purpose: 'purposes/02',
  voidReason: '重复录入',
});

describe('来访登记表', () => {
  const marks = (given: { voided: boolean; confidential: boolean }) =>
    /<div class="mark">(.*?)<\/div>/.exec(visitFormPage({ visit, nameOf: (id) => id, ...given }))?.[1];

  it('is marked by what the matter is, not by what the visitor called it', () => {
    expect(marks({ voided: false, confidential: false })).toBe('');
    expect(marks({ voided: false, confidential: true })).toBe('检举控告件 注意保密');
    expect(marks({ voided: true, confidential: true })).toBe('检举控告件 注意保密 已作废（重复录入）');
  });
});
