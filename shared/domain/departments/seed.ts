import { type DeviceId, recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import type { Decision, OpDraft } from '../../ledger/op';
import { ORG_SPACE } from '../../ledger/space';
import type { Actor } from '../../ledger/stamp';
import { DEFAULT_CATEGORIES, DEFAULT_PURPOSES } from './defaults/categories';
import { DEFAULT_HOLIDAYS } from './defaults/holidays';
import { DEFAULT_AREAS, DEFAULT_CITY } from './defaults/regions';
import { DEFAULT_UNITS } from './defaults/units';

/**
 * Who seeds: not this desk but the product. The ops then have the same ids on every desk, so that two desks that each
 * seeded alone have nothing to merge, even after one of them edited a unit. When the defaults change, so must the number.
 */
export const SEED_ACTOR: Actor = { by: '系统默认', unit: recordId('units', 'CZ'), device: 'seed1' as DeviceId };

/** The shipped directory as one action; nothing to do where there is a directory already. */
export function decideSeed(hasDirectory: boolean): Decision | undefined {
  if (hasDirectory) return undefined;
  return {
    action: '初始化目录',
    ops: [...regionOps(), ...unitOps(), ...categoryOps(), ...purposeOps(), ...holidayOps()],
  };
}

const create = (collection: string, key: string, value: JsonObject): OpDraft => ({
  kind: 'create',
  on: recordId(collection, key),
  space: ORG_SPACE,
  value,
});

const given = <T>(key: string, value: T | undefined): { [key: string]: T } =>
  value === undefined ? {} : { [key]: value };

function unitOps(): OpDraft[] {
  return DEFAULT_UNITS.map((unit, i) =>
    create('units', unit.code, {
      code: unit.code,
      name: unit.name,
      short: unit.short,
      type: unit.type,
      parent: unit.parent === null ? null : recordId('units', unit.parent),
      active: unit.mergedInto === undefined,
      order: (i + 1) * 10,
      ...given('region', unit.region === undefined ? undefined : recordId('regions', unit.region)),
      ...given('note', unit.note),
      ...given('mergedInto', unit.mergedInto === undefined ? undefined : recordId('units', unit.mergedInto)),
      ...given('weeklyRotation', unit.weeklyRotation),
      ...given('leaderDay', unit.leaderDay),
    }),
  );
}

function regionOps(): OpDraft[] {
  const [cityCode, cityName] = DEFAULT_CITY;
  const region = (code: string, name: string, parent: string | null, note?: string) =>
    create('regions', code, {
      code,
      name,
      parent: parent === null ? null : recordId('regions', parent),
      active: true,
      ...given('note', note),
    });
  return [
    region(cityCode, cityName, null),
    ...DEFAULT_AREAS.flatMap((area) => [
      region(area.code, area.name, cityCode, area.note),
      ...area.streets.map(([code, name]) => region(code, name, area.code)),
    ]),
  ];
}

function categoryOps(): OpDraft[] {
  const category = (code: string, name: string, parent: string | null, note?: string) =>
    create('categories', code, {
      code,
      name,
      parent: parent === null ? null : recordId('categories', parent),
      active: true,
      ...given('note', note),
    });
  return DEFAULT_CATEGORIES.flatMap((top) => [
    category(top.code, top.name, null, top.unverified === undefined ? undefined : '名称待业务部门核对'),
    ...top.children.map(([code, name]) => category(code, name, top.code)),
  ]);
}

const purposeOps = (): OpDraft[] =>
  DEFAULT_PURPOSES.map(({ code, name, articleGroup }) =>
    create('purposes', code, { code, name, parent: null, active: true, articleGroup }),
  );

const holidayOps = (): OpDraft[] =>
  DEFAULT_HOLIDAYS.map(({ year, off, work }) =>
    create('holidays', String(year), {
      year,
      days: { off: namedDays(year, off), work: namedDays(year, work) },
      source: `国务院办公厅${year}年部分节假日安排`,
    }),
  );

const namedDays = (year: number, lines: readonly string[]): { date: string; name: string }[] =>
  lines.map((line) => ({ date: `${year}-${line.slice(0, 5)}`, name: line.slice(6) }));
