import { z } from 'zod';
import { SEND_PURPOSES, type SendPurpose } from '#shared/contract/exchange';
import { PURPOSES } from '#shared/domain/exchange/package';
import type { InputOf } from '../../../client';
import type { Option } from '../../../ui/form/fields';

export const ExportForm = z.object({
  purpose: z.enum(SEND_PURPOSES as [SendPurpose, ...SendPurpose[]]),
  to: z.array(z.string()).min(1, '请选择收件单位'),
  cases: z.array(z.string()),
  rosters: z.array(z.string()),
  until: z.string().optional(),
  byPassphrase: z.boolean(),
  passphrase: z.string().max(200).optional(),
  note: z.string().max(500, '附言不超过 500 个字').optional(),
});
export type ExportForm = z.output<typeof ExportForm>;

interface Wants {
  readonly hint: string;
  readonly cases?: true;
  readonly rosters?: true;
  readonly until?: true;
  /** Between desks of this unit only. */
  readonly home?: true;
}

/** What each purpose asks for, and what it is for. */
export const WANTS: { readonly [P in SendPurpose]: Wants } = {
  route: { hint: '把选定的事项连同文书、附件发给主办、协办单位。', cases: true },
  reply: { hint: '把办理情况、答复意见书连同附件发回转送、交办的单位。', cases: true },
  accusation: {
    hint: '检举控告类事项单独加密发给一个有权处理的机关（《信访工作条例》第三十条）。',
    cases: true,
  },
  sync: { hint: '把对方还没有的内容发给本单位的另一台席。', home: true },
  checkout: { hint: '把选定的事项、排班表和通讯录带到便携机上，供下访使用。', cases: true, until: true, home: true },
  checkin: { hint: '在便携机上操作：把下访期间的改动和新登记的事项交还中心。', home: true },
  roster: { hint: '把排班表和机构通讯录发布给有关单位。', rosters: true },
  directory: { hint: '把机构通讯录、分类和规则发布给有关单位。' },
  setup: { hint: '为本单位新装的台席准备通讯录、排班表、规则和模板。', home: true },
};

export const PURPOSE_OPTIONS: Option[] = SEND_PURPOSES.map((value) => ({ value, label: PURPOSES[value] }));

export const isPurpose = (text: string | undefined): text is SendPurpose =>
  SEND_PURPOSES.some((purpose) => purpose === text);

/** Whether enough was chosen to ask what would travel. */
export function isComplete({ purpose, to, cases, rosters }: ExportForm): boolean {
  const wants = WANTS[purpose];
  return to.length > 0 && (wants.cases !== true || cases.length > 0) && (wants.rosters !== true || rosters.length > 0);
}

export function inputOf(values: ExportForm): InputOf<'exchange.plan'> {
  const wants = WANTS[values.purpose];
  const { until, note } = values;
  return {
    purpose: values.purpose,
    to: values.to,
    ...(wants.cases === true ? { cases: values.cases } : {}),
    ...(wants.rosters === true ? { rosters: values.rosters } : {}),
    ...(wants.until === true && until !== undefined && until !== '' ? { until } : {}),
    ...(values.byPassphrase ? { passphrase: values.passphrase ?? '' } : {}),
    ...(note === undefined || note === '' ? {} : { note }),
  };
}
