import { PERSON_KIND_NAMES, PERSON_RANK_NAMES } from '#shared/domain/departments/person';
import { STATION_MODE_NAMES, UNIT_TYPE_NAMES } from '#shared/domain/departments/unit';

/** Names of the fields of a unit, as 变更记录 shows them. */
export const UNIT_LABELS: Readonly<Record<string, string>> = {
  code: '编码',
  name: '名称',
  short: '简称',
  type: '类型',
  parent: '上级单位',
  region: '属地',
  phone: '电话',
  address: '地址',
  duties: '职责',
  stationMode: '驻点方式',
  firstResponsible: '第一责任人',
  weeklyRotation: '每周轮值',
  leaderDay: '参加局领导接待日',
  note: '备注',
  order: '排序',
  active: '在用',
  retiredOn: '停用日期',
  mergedInto: '并入单位',
  formerNames: '曾用名',
};

export const PERSON_LABELS: Readonly<Record<string, string>> = {
  unit: '单位',
  kind: '类别',
  name: '姓名',
  post: '职务',
  rank: '职级',
  businessLines: '业务条线',
  scope: '分管范围',
  phone: '电话',
  stationMode: '驻点方式',
  secondment: '派驻期',
  order: '排序',
  active: '在任',
  leftOn: '离任日期',
};

export const ENTRY_LABELS: Readonly<Record<string, string>> = {
  code: '编码',
  name: '名称',
  parent: '上一级',
  note: '备注',
  active: '在用',
  articleGroup: '条例类别',
};

const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: UNIT_TYPE_NAMES,
  stationMode: STATION_MODE_NAMES,
  kind: PERSON_KIND_NAMES,
  rank: PERSON_RANK_NAMES,
};

/** Words for a value that is kept as a code; undefined where the value speaks for itself. */
export function codeWords(field: string, value: unknown): string | undefined {
  return typeof value === 'string' ? CODES[field]?.[value] : undefined;
}
