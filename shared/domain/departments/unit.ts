import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Folded, liveItems } from '../../ledger/fold';

export const UNIT_TYPES = [
  'city',
  'center',
  'party',
  'judicial',
  'congress',
  'government',
  'mass',
  'utility',
  'policeUnit',
  'district',
  'countyCity',
  'devzone',
  'districtUnit',
] as const;
export const UnitType = z.enum(UNIT_TYPES);
export type UnitType = z.infer<typeof UnitType>;

export const UNIT_TYPE_NAMES: { readonly [T in UnitType]: string } = {
  city: '市',
  center: '接访中心',
  party: '党委部门',
  judicial: '司法机关',
  congress: '人大政协',
  government: '政府部门',
  mass: '群团组织',
  utility: '公用事业',
  policeUnit: '公安警种',
  district: '市辖区',
  countyCity: '县级市',
  devzone: '开发区',
  districtUnit: '区（市）单位',
};

/** 驻点方式: how a unit, or one of its staff, serves the counter. */
export const STATION_MODES = ['resident', 'rotating', 'onCall'] as const;
export const StationMode = z.enum(STATION_MODES);
export type StationMode = z.infer<typeof StationMode>;
export const STATION_MODE_NAMES: { readonly [M in StationMode]: string } = {
  resident: '常驻',
  rotating: '轮驻',
  onCall: '随叫',
};

const text = (max: number, what: string) => z.string().trim().max(max, `${what}不超过 ${max} 个字`);
export const UnitCode = z
  .string()
  .trim()
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, '编码由大写字母、数字和短横线组成，如 CZ-GAJ-02')
  .max(30, '编码不超过 30 个字符');
export const UnitName = text(60, '单位名称').min(1, '请填写单位名称');
export const UnitShort = text(20, '简称').min(1, '请填写简称');
export const Reason = text(200, '理由').min(1, '请填写理由');

/** What can be edited without ceremony; name, parent and standing have actions of their own. */
export const UnitDetails = z.object({
  type: UnitType,
  region: RecordId.optional(),
  phone: text(40, '电话').optional(),
  address: text(100, '地址').optional(),
  /** 职责 as shown to clerks who look for the responsible unit. */
  duties: text(500, '职责').optional(),
  stationMode: StationMode.optional(),
  /** 第一责任人: a leader of the unit. */
  firstResponsible: RecordId.optional(),
  /** Takes its turn in the weekly rotation. */
  weeklyRotation: z.boolean().optional(),
  /** Its head attends the reception days of the leaders. */
  leaderDay: z.boolean().optional(),
  note: text(200, '备注').optional(),
  order: z.number().int().min(0).max(99_999).optional(),
});
export type UnitDetails = z.infer<typeof UnitDetails>;

/** A name the unit had, until when and why it changed. */
export const FormerName = z.object({ name: z.string(), short: z.string(), until: LocalDate, reason: z.string() });
export type FormerName = z.infer<typeof FormerName>;

/** A unit as computed from the ledger. */
export const Unit = UnitDetails.extend({
  id: RecordId,
  code: z.string(),
  name: z.string(),
  short: z.string(),
  parent: RecordId.nullable(),
  active: z.boolean(),
  retiredOn: LocalDate.optional(),
  mergedInto: RecordId.optional(),
  formerNames: z.array(FormerName),
});
export type Unit = z.infer<typeof Unit>;

/** Reads a folded record; a field another build wrote differently is left out rather than trusted. */
export function readUnit(record: Folded): Unit {
  const v = record.value;
  const code = str(v, 'code') ?? record.id.slice(record.id.indexOf('/') + 1);
  const details = UnitDetails.shape;
  return {
    id: record.id,
    code,
    name: str(v, 'name') ?? code,
    short: str(v, 'short') ?? str(v, 'name') ?? code,
    parent: valid(RecordId, v.parent) ?? null,
    active: v.active !== false,
    type: valid(details.type, v.type) ?? 'government',
    ...compact({
      retiredOn: valid(LocalDate, v.retiredOn),
      mergedInto: valid(RecordId, v.mergedInto),
      region: valid(RecordId, v.region),
      phone: valid(details.phone, v.phone),
      address: valid(details.address, v.address),
      duties: valid(details.duties, v.duties),
      stationMode: valid(StationMode, v.stationMode),
      firstResponsible: valid(RecordId, v.firstResponsible),
      weeklyRotation: valid(details.weeklyRotation, v.weeklyRotation),
      leaderDay: valid(details.leaderDay, v.leaderDay),
      note: valid(details.note, v.note),
      order: valid(details.order, v.order),
    }),
    formerNames: liveItems(record, 'formerNames').flatMap((item) => valid(FormerName, item.value) ?? []),
  };
}

const str = (value: JsonObject, field: string): string | undefined => valid(z.string(), value[field]);

/** The value if it has the shape; null and anything else count as absent. */
export function valid<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  if (value === undefined || value === null) return undefined;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Without the keys that have no value. */
export function compact<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
