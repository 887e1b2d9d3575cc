import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { RecordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { compact, StationMode, valid } from './unit';

export const PersonKind = z.enum(['leader', 'staff']);
export type PersonKind = z.infer<typeof PersonKind>;
export const PERSON_KIND_NAMES: { readonly [K in PersonKind]: string } = { leader: '领导', staff: '工作人员' };

/** 职级; `chief` is the one who must receive visitors at least once a month. */
export const PERSON_RANKS = ['chief', 'deputy', 'member', 'head', 'other'] as const;
export const PersonRank = z.enum(PERSON_RANKS);
export type PersonRank = z.infer<typeof PersonRank>;
export const PERSON_RANK_NAMES: { readonly [R in PersonRank]: string } = {
  chief: '主要领导',
  deputy: '副职领导',
  member: '班子成员',
  head: '部门负责人',
  other: '其他',
};

const text = (max: number, what: string) => z.string().trim().max(max, `${what}不超过 ${max} 个字`);

/** 派驻: a member of staff seconded to the counter. */
export const Secondment = z
  .object({ from: LocalDate, until: LocalDate.optional() })
  .refine((s) => s.until === undefined || s.from <= s.until, { message: '派驻结束不能早于开始', path: ['until'] });
export type Secondment = z.infer<typeof Secondment>;

export const PersonInput = z.object({
  unit: RecordId,
  kind: PersonKind,
  name: text(20, '姓名').min(1, '请填写姓名'),
  post: text(40, '职务').min(1, '请填写职务'),
  rank: PersonRank.optional(),
  /** 业务条线: 刑侦, 治安… */
  businessLines: z.array(text(20, '条线').min(1)).max(20).default([]),
  /** 分管范围. */
  scope: text(200, '分管范围').optional(),
  phone: text(40, '电话').optional(),
  stationMode: StationMode.optional(),
  secondment: Secondment.optional(),
  order: z.number().int().min(0).max(99_999).optional(),
});
export type PersonInput = z.infer<typeof PersonInput>;

/** A leader or a member of staff as computed from the ledger. */
export const Person = PersonInput.extend({
  id: RecordId,
  businessLines: z.array(z.string()),
  active: z.boolean(),
  leftOn: LocalDate.optional(),
});
export type Person = z.infer<typeof Person>;

export function readPerson(record: Folded): Person | undefined {
  const v = record.value;
  const shape = PersonInput.shape;
  const unit = valid(RecordId, v.unit);
  const name = valid(shape.name, v.name);
  if (unit === undefined || name === undefined) return undefined;
  return {
    id: record.id,
    unit,
    name,
    kind: valid(PersonKind, v.kind) ?? 'staff',
    post: valid(shape.post, v.post) ?? '',
    businessLines: valid(z.array(z.string()), v.businessLines) ?? [],
    active: v.active !== false,
    ...compact({
      rank: valid(PersonRank, v.rank),
      scope: valid(shape.scope, v.scope),
      phone: valid(shape.phone, v.phone),
      stationMode: valid(StationMode, v.stationMode),
      secondment: valid(Secondment, v.secondment),
      order: valid(shape.order, v.order),
      leftOn: valid(LocalDate, v.leftOn),
    }),
  };
}
