import { describe, expect, test } from 'vitest';
import { decideCreateUnit } from '../departments/decide-unit';
import type { UnitType } from '../departments/unit';
import { reviewAdvice, reviewOrgansFor } from './review';
import { TestLedger, unitId } from './testing';

const ledger = new TestLedger();
for (const [code, name, type, parent] of [
  ['TN-CG', '天宁区城市管理局', 'districtUnit', 'TN'],
  ['WJ-HT', '湖塘镇人民政府', 'districtUnit', 'WJ'],
  ['TN-SW', '国家税务总局常州市天宁区税务局', 'districtUnit', 'TN'],
  ['SWJU-1', '国家税务总局常州市税务局第一稽查局', 'government', 'SWJU'],
] as const satisfies readonly (readonly [string, string, UnitType, string])[]) {
  const unit = { code: `CZ-${code}`, name, short: name, type, parent: unitId(parent) };
  ledger.do(decideCreateUnit(ledger.world.directory, unit));
}
const { directory, policy } = ledger.world;

describe('复查、复核机关是上一级机关、单位（条例第三十五条、第三十六条）', () => {
  const table: readonly [string, string, readonly string[]][] = [
    ['街道、乡镇→区政府', 'WJ-HT', ['WJ']],
    ['区级部门→市级对口部门，或者本级政府', 'TN-CG', ['CGJ', 'TN']],
    ['公安分局→市公安局', 'TN-GA', ['GAJ', 'TN']],
    ['区信访局→市信访局', 'TN-XF', ['XFJ', 'TN']],
    ['区→市政府', 'TN', ['CZ']],
    ['开发区→市政府', 'JKQ', ['CZ']],
    ['市级部门→市政府', 'ZJJ', ['CZ']],
    ['内设机构→上级单位', 'GAJ-04', ['GAJ']],
    ['垂直管理的区级单位→市级主管部门', 'TN-SW', ['SWJU']],
    ['垂直管理的内设机构→其上级单位', 'SWJU-1', ['SWJU']],
    ['垂直管理的市级单位→上一级不在目录中', 'SWJU', []],
    ['市政府→上一级不在目录中', 'CZ', []],
    ['法院不在信访复查之列', 'FY', []],
    ['并入他单位的，从承继单位算起', 'FGJ', ['CZ']],
  ];
  test.each(table)('%s', (_, unit, organs) =>
    expect(reviewOrgansFor(directory, unitId(unit))).toEqual(organs.map(unitId)),
  );

  test('each with its reason', () => {
    expect(reviewAdvice(directory, unitId('TN-CG')).map(({ reason }) => reason)).toEqual([
      '区（县级市）部门的意见，由市级对口部门复查、复核',
      '区（县级市）部门的意见，也可由本级人民政府复查、复核',
    ]);
  });

  test('the centre may say which units are led from above', () => {
    const led = { ...policy, verticalUnits: [unitId('ZGJ')] };
    expect(reviewOrgansFor(directory, unitId('ZGJ'), led)).toEqual([]);
    expect(reviewOrgansFor(directory, unitId('SWJU'), led)).toEqual([unitId('CZ')]);
  });
});
