import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordId, type RecordId } from '../../kernel/ids';
import { decideMoveRule, decideRemoveRule, decideSaveRule, decideSetRoutingPolicy, SaveRoutingRule } from './decide';
import { ROUTING_POLICY_ID } from './policy';
import { inOrder } from './rule';
import { codes, TestLedger, unitId } from './testing';

const rule = (key: string): RecordId => recordId('routingRules', key);
const input = (more: object) =>
  SaveRoutingRule.parse({ unit: 'units/CZ-CGJ', level: 'auto', active: true, category: 'categories/0102', ...more });
const keys = (ledger: TestLedger) => inOrder(ledger.world.rules).map(({ id }) => id.replace('routingRules/', ''));

describe('the table of rules', () => {
  test('a new rule stands last until it is moved', () => {
    const ledger = new TestLedger();
    ledger.do(decideSaveRule(ledger.world, rule('new'), input({ keywords: ['秸秆', '秸秆'], note: '试行' })));
    expect(keys(ledger).at(-1)).toBe('new');
    expect(ledger.world.rules.find(({ id }) => id === rule('new'))?.keywords).toEqual(['秸秆']);
    expect(codes({ category: '0102', summary: '焚烧秸秆' }, ledger.world)[0]).toBe('NYJ');
    ledger.do(decideMoveRule(ledger.world.rules, { id: rule('new'), before: rule('0102') }));
    expect(keys(ledger)[0]).toBe('new');
    expect(codes({ category: '0102', summary: '焚烧秸秆' }, ledger.world)[0]).toBe('CGJ');
    expect(codes({ category: '0102', summary: '账目不公开' }, ledger.world)[0]).toBe('NYJ');
  });

  test('a rule is edited field by field, put out of use, and limited to a district', () => {
    const ledger = new TestLedger();
    const edit = input({
      id: rule('0309'),
      category: 'categories/0309',
      unit: 'units/CZ-ZJJ',
      region: 'regions/320402',
    });
    const decided = decideSaveRule(ledger.world, rule('-'), edit);
    expect(decided.ok && decided.value.ops.map((op) => op.field)).toEqual(['region', 'unit']);
    ledger.do(decided);
    expect(codes({ category: '0309', region: '320402001' }, ledger.world)[0]).toBe('ZJJ');
    expect(keys(ledger)).toHaveLength(new TestLedger().world.rules.length);
    ledger.do(decideSaveRule(ledger.world, rule('-'), input({ ...edit, active: false })));
    expect(decideSaveRule(ledger.world, rule('-'), input({ ...edit, active: false }))).toMatchObject({
      error: { code: 'directory.unchanged' },
    });
  });

  test('a rule removed with a reason stays away', () => {
    const ledger = new TestLedger();
    ledger.do(decideRemoveRule(ledger.world.rules, { id: rule('0309'), reason: '职能调整' }));
    expect(codes({ category: '0309' }, ledger.world)).toEqual(['ZJJ']);
    expect(decideRemoveRule(ledger.world.rules, { id: rule('0309'), reason: '再删' })).toMatchObject({ ok: false });
  });

  test.each([
    ['一项条件也没有', { category: '' }, 'routing.ruleTooWide', 'category'],
    ['停用的单位', { unit: 'units/CZ-NO' }, 'routing.unitUnknown', 'unit'],
    ['没有的分类', { category: 'categories/9999' }, 'routing.categoryUnknown', 'category'],
    ['没有的属地', { region: 'regions/9999' }, 'routing.regionUnknown', 'region'],
  ])('refused: %s', (_, more, code, field) =>
    expect(decideSaveRule(new TestLedger().world, rule('x'), input(more))).toMatchObject({ error: { code, field } }),
  );

  test('refused: a place it has already, a rule nobody knows', () => {
    const { rules } = new TestLedger().world;
    expect(decideMoveRule(rules, { id: rule('0102'), before: rule('0103-CZJ') })).toMatchObject({ ok: false });
    expect(decideMoveRule(rules, { id: rule('no'), before: null })).toMatchObject({ ok: false });
    expect(decideMoveRule(rules, { id: rule('0102'), before: rule('no') })).toMatchObject({ ok: false });
  });

  test('any moves give the order that was asked for, also when the numbers have run out of room', () => {
    const all = keys(new TestLedger());
    const move = fc.tuple(fc.constantFrom(...all.slice(0, 6)), fc.option(fc.constantFrom(...all.slice(0, 6))));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        const ledger = new TestLedger();
        let expected = all;
        for (const [id, before] of moves) {
          if (id === before) continue;
          const without = expected.filter((key) => key !== id);
          const at = before === null ? without.length : without.indexOf(before);
          expected = [...without.slice(0, at), id, ...without.slice(at)];
          const decided = decideMoveRule(ledger.world.rules, {
            id: rule(id),
            before: before === null ? null : rule(before),
          });
          if (decided.ok) ledger.do(decided);
          expect(keys(ledger)).toEqual(expected);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('who is meant by a kind of organ', () => {
  test('is set, changed, and refuses units out of use', () => {
    const ledger = new TestLedger();
    const set = (accusationUnits: RecordId[]) => {
      const next = { ...ledger.world.policy, accusationUnits };
      return decideSetRoutingPolicy(ledger.world, ledger.get(ROUTING_POLICY_ID), next);
    };
    ledger.do(set([unitId('JW'), unitId('ZZB')]));
    ledger.do(set([unitId('JW')]));
    expect(ledger.world.policy.accusationUnits).toEqual([unitId('JW')]);
    expect(set([unitId('JW')])).toMatchObject({ error: { code: 'directory.unchanged' } });
    expect(set([unitId('NO')])).toMatchObject({ error: { code: 'routing.unitUnknown', field: 'accusationUnits' } });
  });
});
