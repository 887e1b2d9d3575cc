import { isAccusation } from '#shared/domain/cases/confidential';
import { CASE_LABELS } from '#shared/domain/cases/labels';
import { PACKAGES, readBooked } from '#shared/domain/exchange/book';
import { PURPOSES } from '#shared/domain/exchange/package';
import { readCase, petitionersText } from '#shared/domain/cases/schema';
import { GIVEN_LABELS, VISIT_LABELS } from '#shared/domain/visits/labels';
import { collectionOf, keyOf, RecordId, type SpaceId } from '#shared/kernel/ids';
import type { Json, JsonObject } from '#shared/kernel/json';
import type { Folded } from '#shared/ledger/fold';
import type { Store } from '../../store/store';
import { namesOf } from '../visit-names';

const KINDS: { readonly [collection: string]: string } = {
  cases: '信访事项',
  visits: '来访登记',
  papers: '文书',
  supervisions: '督办',
  advices: '建议',
  units: '单位',
  persons: '人员',
  regions: '属地',
  categories: '内容分类',
  purposes: '信访目的',
  holidays: '放假安排',
  rosterRules: '排班规则',
  rosters: '排班表',
  duties: '值班',
  swaps: '换班',
  pairings: '往来单位密钥',
  unitKeys: '单位密钥',
  packages: '收发登记',
  routingRules: '转办规则',
  paperTemplates: '文书模板',
};

export const kindName = (id: RecordId): string => KINDS[collectionOf(id)] ?? '其他设置';

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** A member of a value that is an object, where it is words. */
export const wordIn = (value: Json | undefined, field: string): string | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? textOf((value as JsonObject)[field])
    : undefined;

const WORDS = ['title', 'name', 'visitNo', 'docNo', 'caseNo'] as const;

/** What a person calls the record; of an accusation only its number is said (条例第三十条). */
export function titleOf({ id, value }: Pick<Folded, 'id' | 'value'>, secret = false): string {
  const words = (field: string): string => textOf(value[field]) ?? '';
  if (secret) return `${words('caseNo') || keyOf(id)}（保密）`;
  if (collectionOf(id) === PACKAGES) return parcelTitle(value) ?? keyOf(id);
  if (collectionOf(id) === 'cases') return `${words('caseNo')} ${words('title')}`.trim() || keyOf(id);
  if (collectionOf(id) === 'visits') return `${words('visitNo')} ${words('name')}`.trim() || keyOf(id);
  return WORDS.map(words).find((word) => word !== '') ?? keyOf(id);
}

function parcelTitle(value: JsonObject): string | undefined {
  const parcel = readBooked(value);
  if (parcel === undefined) return undefined;
  const numbers = parcel.to.map(({ number }) => `第 ${number} 号包`).join('、');
  return `${parcel.from.name}，${PURPOSES[parcel.purpose]}，${numbers}`;
}

/** A case as it is named where its content may be read. */
export function caseTitle(store: Store, id: RecordId): string {
  const record = store.get(id);
  if (record?.created === undefined) return keyOf(id);
  if (isAccusation(record)) return titleOf(record, true);
  const fields = readCase(record);
  return `${fields.caseNo} ${petitionersText(fields)}：${fields.title}`;
}

/** A part of what travels, by its place. */
export function spaceTitle(store: Store, space: SpaceId): string {
  if (space === 'org') return '机构通讯录、分类、规则和设置';
  const key = space.slice(space.indexOf('/') + 1);
  if (space.startsWith('case/')) return caseTitle(store, `cases/${key}` as RecordId);
  if (space.startsWith('roster/')) {
    const rule = store.get(`rosterRules/${key}` as RecordId);
    return `排班表：${rule === undefined ? key : titleOf(rule)}`;
  }
  return '本单位收发登记和密钥';
}

const LABELS: { readonly [field: string]: string } = {
  ...VISIT_LABELS,
  ...GIVEN_LABELS,
  ...CASE_LABELS,
  name: '名称',
  short: '简称',
  parent: '上级单位',
  type: '类型',
  active: '在用',
  phone: '电话',
  address: '地址',
  leases: '借出',
  reason: '原因',
  status: '状态',
};

export const fieldName = (id: RecordId, field: string): string =>
  (collectionOf(id) === 'visits' ? { ...LABELS, ...VISIT_LABELS } : LABELS)[field] ?? field;

const LONGEST = 400;

/** A value in words; what is long is cut. */
export function valueWords(store: Store): (value: Json | undefined) => string {
  const nameOf = namesOf(store);
  const say = (value: Json | undefined): string => {
    if (value === undefined || value === null || value === '') return '';
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return RecordId.safeParse(value).success ? nameOf(value as RecordId) : value;
    if (Array.isArray(value)) return value.map(say).filter(Boolean).join('；');
    return Object.values(value).map(say).filter(Boolean).join('，');
  };
  return (value) => {
    const text = say(value);
    return text === '' ? '（空）' : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  };
}
