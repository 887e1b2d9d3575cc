import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../kernel/json';
import { decideCreateUnit, decideMergeUnit, decideRetireUnit } from '../departments/decide-unit';
import { DEFAULT_CATEGORIES } from '../departments/defaults/categories';
import type { LocalDate } from '../../calendar/local-date';
import type { UnitType } from '../departments/unit';
import { handlesAccusations, isPoliticalLegal, isWithinAny } from './policy';
import { matchingRules, recommend } from './recommend';
import { decideSeedRouting, ROUTING_SEED_ACTOR } from './seed';
import { codes, facts, TestLedger, type Told, unitId } from './testing';

const { world } = new TestLedger();
const on = '2026-11-23' as LocalDate;

/** The shipped centre with more units, as `code: [name, type, parent, region?]`. */
function withUnits(units: { readonly [code: string]: readonly [string, UnitType, string, string?] }): TestLedger {
  const ledger = new TestLedger();
  for (const [code, [name, type, parent, region]] of Object.entries(units)) {
    const more = region === undefined ? {} : { region: unitRegion(region) };
    const unit = { code: `CZ-${code}`, name, short: name, type, parent: unitId(parent), ...more };
    ledger.do(decideCreateUnit(ledger.world.directory, unit));
  }
  return ledger;
}
const unitRegion = (code: string) => `regions/${code}` as ReturnType<typeof unitId>;

describe('属地管理、分级负责，谁主管、谁负责（条例第五条）', () => {
  const table: readonly [string, Told, readonly string[]][] = [
    ['内容分类的主管单位在前，所在区在后', { category: '0309', region: '320402' }, ['CGJ', 'TN', 'ZJJ', 'TN-XF']],
    ['全市性的问题没有属地', { category: '0309', region: '320400' }, ['CGJ', 'ZJJ']],
    ['属地不明', { category: '0404' }, ['YBJ', 'RSJ']],
    ['街道的问题归所在区', { category: '0606', region: '320412100' }, ['TYJ', 'WJ', 'JYJ', 'WJ-XF']],
    ['区里有对口单位的，对口单位在前', { category: '0801', region: '320404' }, ['ZL-GA', 'GAJ', 'ZL', 'ZFW', 'ZL-XF']],
    ['警种的对口单位是分局', { category: '0802', region: '320481' }, ['LY-GA', 'GAJ-04', 'LY', 'ZFW', 'LY-XF']],
    ['归区的事项所在区在前', { category: '0705', region: '320413' }, ['JT', 'MZJ', 'JT-XF']],
    ['归区的事项属地不明时归主管单位', { category: '0705' }, ['MZJ']],
    ['归市级的事项在哪个区都归市级', { category: '0804', region: '320411' }, ['FY', 'XB', 'ZFW', 'XB-XF']],
    ['关键词先于一般', { category: '1302', title: '商铺油烟扰民' }, ['CGJ', 'HBJ']],
    ['没有分类时凭关键词', { title: '工地拖欠工资' }, ['RSJ']],
    ['什么都不知道，不推荐', {}, []],
    ['经开区不在民政区划中，也有属地', { category: '0104', region: 'JKQ' }, ['SLJ', 'JKQ', 'NYJ', 'JKQ-XF']],
    ['已提异议的单位不再推荐', { category: '0309', region: '320402', except: ['CGJ'] }, ['TN', 'ZJJ', 'TN-XF']],
    ['区提了异议，其下属也不再推荐', { category: '0801', region: '320404', except: ['ZL'] }, ['GAJ', 'ZFW']],
  ];
  test.each(table)('%s', (_, told, expected) => expect(codes(told, world).slice(0, expected.length)).toEqual(expected));

  test('the reasons say region, category, unit, number of the rule and article', () => {
    const [city, district] = recommend(facts({ category: '0301', region: '320402' }), world);
    const no = matchingRules(facts({ category: '0301' }), world)[0]?.no;
    expect(city).toMatchObject({
      unit: unitId('ZJJ'),
      reasons: [
        `谁主管、谁负责：内容分类“房屋征收与拆迁补偿”由常州市住房和城乡建设局主管（规则 ${no}）`,
        expect.stringContaining('内容分类“城乡建设”'),
      ],
      lawArticle: '《信访工作条例》第五条',
    });
    expect(district).toMatchObject({ unit: unitId('TN'), reasons: ['属地管理：问题发生在天宁区'] });
    const [local] = recommend(facts({ category: '0801', region: '320402001' }), world);
    expect(local?.reasons[0]).toMatch(
      /^属地管理、分级负责：问题发生在天宁区，内容分类“公安执法”由常州市公安局天宁区分局对口办理（规则 \d+）$/,
    );
  });

  test('a counterpart that a district has entered comes first, a town is among the recommended', () => {
    const ledger = withUnits({
      'TN-CG': ['天宁区城市管理局', 'districtUnit', 'TN'],
      'WJ-HT': ['湖塘镇人民政府', 'districtUnit', 'WJ', '320412100'],
    });
    expect(codes({ category: '0309', region: '320402001' }, ledger.world)[0]).toBe('TN-CG');
    expect(codes({ category: '0309', region: '320404001' }, ledger.world)[0]).toBe('CGJ');
    expect(codes({ category: '0102', region: '320412100' }, ledger.world).slice(0, 3)).toEqual(['WJ', 'NYJ', 'WJ-HT']);
  });
});

describe('检举控告类只推荐有管理权限的机关（条例第三十条）', () => {
  const district = withUnits({ 'TN-JW': ['天宁区纪律检查委员会、监察委员会', 'party', 'TN'] });
  const table: readonly [string, Told, readonly string[]][] = [
    ['市级单位被检举', { triageClass: 'accusation', category: '0309', accused: ['CGJ'] }, ['JW']],
    ['凭信访目的也认得', { purpose: '04', category: '0101', title: '村干部侵占' }, ['JW']],
    ['区级单位被检举：区纪委在前', { triageClass: 'accusation', accused: ['TN-XF'] }, ['TN-JW', 'JW']],
    ['区本身被检举：区纪委在其内，不推荐', { triageClass: 'accusation', accused: ['TN'] }, ['JW']],
    ['派驻机构只管所驻单位的人', { triageClass: 'accusation', accused: ['GAJ-04'] }, ['JW', 'GAJ-07']],
    ['被检举单位之内的派驻机构不推荐', { triageClass: 'accusation', accused: ['GAJ'] }, ['JW']],
    ['被检举的就是市纪委：没有可推荐的', { triageClass: 'accusation', accused: ['JW'] }, []],
    ['问题在区、被检举人不明：市在前', { triageClass: 'accusation', region: '320402' }, ['JW', 'TN-JW']],
    ['别的区的纪委不推荐', { triageClass: 'accusation', region: '320404' }, ['JW']],
  ];
  test.each(table)('%s', (_, told, expected) => expect(codes(told, district.world)).toEqual(expected));

  test('the centre may name the organs itself', () => {
    const policy = { ...world.policy, accusationUnits: [unitId('ZZB'), unitId('JW')] };
    expect(codes({ triageClass: 'accusation' }, { ...world, policy })).toEqual(['JW', 'ZZB']);
    expect(handlesAccusations(world.directory, unitId('ZZB'))).toBe(false);
    expect(handlesAccusations(world.directory, unitId('ZZB'), policy)).toBe(true);
    expect(handlesAccusations(world.directory, unitId('GAJ-07'), policy)).toBe(false);
  });
});

describe('涉法涉诉转政法部门（条例第二十二条、第三十一条第（一）项）', () => {
  const table: readonly [string, Told, readonly string[]][] = [
    ['审判执行', { legalPath: 'litigation', category: '0804', region: '320402' }, ['FY', 'ZFW']],
    ['检察监督', { legalPath: 'litigation', category: '0805' }, ['JCY', 'ZFW']],
    ['刑事案件', { legalPath: 'litigation', category: '0807', region: '320402' }, ['TN-GA', 'GAJ', 'ZFW']],
    ['分类不在政法的，凭关键词', { legalPath: 'litigation', category: '0301', summary: '不服法院判决' }, ['FY', 'ZFW']],
    ['看不出哪一家的，转政法委', { legalPath: 'litigation', category: '0301', region: '320402' }, ['ZFW']],
  ];
  test.each(table)('%s', (_, told, expected) => expect(codes(told, world)).toEqual(expected));

  test('the 政法委 of a district is thought of for its own matters only', () => {
    const ledger = withUnits({ 'TN-ZFW': ['中共天宁区委政法委员会', 'party', 'TN'] });
    const told = { legalPath: 'litigation', category: '0301' } as const;
    expect(codes({ ...told, region: '320402001' }, ledger.world)).toEqual(['ZFW', 'TN-ZFW']);
    expect(codes({ ...told, region: '320404' }, ledger.world)).toEqual(['ZFW']);
  });

  test('a 政法委 merged into what is not of the law is not a way round', () => {
    const ledger = new TestLedger();
    const merge = { id: unitId('ZFW'), into: unitId('ZZB'), on, reason: '机构改革', movePersons: false };
    ledger.do(decideMergeUnit(ledger.world.directory, merge));
    expect(codes({ legalPath: 'litigation', category: '0301' }, ledger.world)).toEqual([]);
  });

  test.each([
    ['ZFW', true],
    ['FY', true],
    ['JCY', true],
    ['SFJ', true],
    ['GAJ-04', true],
    ['TN-GA', true],
    ['ZJJ', false],
    ['TN', false],
  ])('政法部门: %s %s', (code, expected) => expect(isPoliticalLegal(world.directory, unitId(code))).toBe(expected));
});

describe('单位合并、停用（条例第二十四条：由继续行使其职权的机关受理）', () => {
  test('a merger is followed, a unit out of use is not recommended', () => {
    const merged = new TestLedger();
    const merge = { id: unitId('CGJ'), into: unitId('ZJJ'), on, reason: '机构改革', movePersons: false };
    merged.do(decideMergeUnit(merged.world.directory, merge));
    expect(codes({ category: '0309' }, merged.world)).toEqual(['ZJJ']);
    expect(codes({ category: '0309', accused: ['CGJ'] }, merged.world)).toEqual([]);
    const retired = new TestLedger();
    retired.do(decideRetireUnit(retired.world.directory, { id: unitId('CGJ'), on, reason: '撤销' }));
    expect(codes({ category: '0309' }, retired.world)).toEqual(['ZJJ']);
  });

  test('what was merged into the accused is within it, and so is what the accused became', () => {
    const { directory } = world;
    expect(isWithinAny(directory, unitId('FGJ'), [unitId('ZJJ')])).toBe(true);
    expect(isWithinAny(directory, unitId('ZJJ'), [unitId('FGJ')])).toBe(true);
    expect(isWithinAny(directory, unitId('GAJ-04'), [unitId('GAJ')])).toBe(true);
    expect(isWithinAny(directory, unitId('GAJ'), [unitId('GAJ-04')])).toBe(false);
    expect(isWithinAny(directory, unitId('GAJ'), [])).toBe(false);
  });
});

describe('the shipped rules', () => {
  test('know a unit for every shipped category', () => {
    for (const { code, children } of DEFAULT_CATEGORIES) {
      for (const category of [code, ...children.map(([child]) => child)]) {
        expect(codes({ category }, world), category).not.toEqual([]);
      }
    }
    expect(world.rules.every(({ unit }) => world.directory.units.has(unit))).toBe(true);
    expect(world.rules.every(({ category }) => category === undefined || world.categories.has(category))).toBe(true);
  });

  test('are the same on every desk: who changes them must raise the number of the seed', () => {
    const text = canonicalJson({
      device: ROUTING_SEED_ACTOR.device,
      ops: decideSeedRouting(false)?.ops as unknown as Json,
    });
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe('82e11e5a1bb54b99');
    expect(decideSeedRouting(true)).toBeUndefined();
  });
});

describe('whatever the directory went through', () => {
  const some = <T>(items: readonly T[]) => fc.constantFrom(...items);
  const unitCodes = [...world.directory.units.values()].map(({ code }) => code);
  const told: fc.Arbitrary<Told> = fc.record(
    {
      category: some([...world.categories.values()].map(({ code }) => code)),
      region: some([...world.regions.values()].map(({ code }) => code)),
      triageClass: some(['suggestion', 'accusation', 'claim', 'inquiry'] as const),
      legalPath: some(['litigation', 'petition', 'statutoryDuty'] as const),
      summary: some(['法院判决后拖欠工资', '油烟扰民', '派出所不立案', '']),
      accused: fc.array(some(unitCodes), { maxLength: 3 }),
      except: fc.array(some(unitCodes), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  const history = fc.array(fc.tuple(fc.boolean(), some(unitCodes), some(unitCodes)), { maxLength: 6 });

  /** Mergers and retirements as they come; those the directory refuses did not happen. */
  function after(steps: readonly (readonly [boolean, string, string])[]): TestLedger['world'] {
    const ledger = new TestLedger();
    for (const [merge, a, b] of steps) {
      const { directory } = ledger.world;
      const decided = merge
        ? decideMergeUnit(directory, { id: unitId(a), into: unitId(b), on, reason: '改革', movePersons: true })
        : decideRetireUnit(directory, { id: unitId(a), on, reason: '撤销', moveChildrenTo: unitId(b) });
      if (decided.ok) ledger.commit(decided.value);
    }
    return ledger.world;
  }

  test('the accused, the objecting and the retired are never recommended; the answer does not depend on the order of things', () => {
    fc.assert(
      fc.property(history, told, (steps, about) => {
        const now = after(steps);
        const asked = facts(about);
        const found = recommend(asked, now);
        const barred = [...(asked.accused ?? []), ...(asked.except ?? [])];
        for (const { unit, reasons, lawArticle } of found) {
          expect(now.directory.units.get(unit)?.active).toBe(true);
          expect(isWithinAny(now.directory, unit, barred)).toBe(false);
          if (asked.triageClass === 'accusation') expect(handlesAccusations(now.directory, unit)).toBe(true);
          else if (asked.legalPath === 'litigation') expect(isPoliticalLegal(now.directory, unit)).toBe(true);
          expect(reasons.length).toBeGreaterThan(0);
          expect(lawArticle).toMatch(/^《信访工作条例》第.+条$/);
        }
        expect(new Set(found.map(({ unit }) => unit)).size).toBe(found.length);
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
        expect(recommend(asked, { ...now, rules: now.rules.toReversed() })).toEqual(found);
      }),
      { numRuns: 150 },
    );
  });
});
