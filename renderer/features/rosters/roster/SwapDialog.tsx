import { z } from 'zod';
import type { DutyView, RosterView } from '#shared/contract/rosters';
import { Reason } from '#shared/domain/rosters/decide';
import { identityOf, memberLabel } from '#shared/domain/rosters/rule';
import { dayAndWeekday } from '#shared/domain/rosters/words';
import { CheckField, SelectField, TextAreaField, TextField } from '../../../ui/form/fields';
import { FormDialog } from '../../../ui/form/FormDialog';
import { useDeskForm } from '../../../ui/form/useDeskForm';
import { useSave } from '../../../ui/form/useSave';

const Name = z.string().trim().max(20, '姓名不超过 20 个字').optional();
const SwapForm = z.object({
  b: z.string().optional(),
  substitute: z.string().optional(),
  whole: z.boolean(),
  reason: Reason,
  confirmedA: Name,
  confirmedB: Name,
  approvedBy: Name,
});

const nameOf = (d: DutyView): string =>
  d.member === null || d.member === undefined ? '（待定）' : memberLabel(d.member);
const dutyWords = (d: DutyView): string => `${dayAndWeekday(d.date)} ${nameOf(d)}`;

/** 换班 with another duty, or 替班 by another member: why, who agreed, who approved. */
export function SwapDialog({
  roster,
  a,
  b,
  kind,
  onClose,
}: {
  readonly roster: RosterView;
  readonly a: DutyView;
  readonly b?: DutyView | undefined;
  readonly kind: 'swap' | 'substitute';
  readonly onClose: () => void;
}) {
  const members = [
    ...new Map(roster.slots.flatMap((s) => s.members.map((m) => [identityOf(m), m] as const))).values(),
  ].filter((m) => a.member === null || a.member === undefined || identityOf(m) !== identityOf(a.member));
  const long = [a, b].some((d) => d !== undefined && turnOf(roster, d).length > 1);
  const form = useDeskForm({ schema: SwapForm, defaultValues: { b: b?.id, whole: false, reason: '' } });
  const save = useSave('rosters.swap', form, {
    toInput: ({ b: other, substitute, ...rest }) => {
      const member = members.find((m) => identityOf(m) === substitute);
      return {
        roster: roster.id,
        a: a.id,
        ...(kind === 'swap' && other !== undefined ? { b: other } : {}),
        ...(kind === 'substitute' && member !== undefined ? { substitute: member } : {}),
        ...rest,
      };
    },
    onSaved: onClose,
  });
  const others = roster.duties
    .filter((d) => d.id !== a.id && d.member !== null && d.member !== undefined)
    .filter((d) => d.id === b?.id || nameOf(d) !== nameOf(a))
    .map((d) => ({ value: d.id, label: dutyWords(d) }));
  const word = kind === 'swap' ? '换班' : '替班';
  return (
    <FormDialog
      title={`${word}：${dutyWords(a)}`}
      form={form}
      save={save}
      onClose={onClose}
      ok={word}
      intro="双方确认和批准都填了，立即生效；没有填全的先记为申请，以后补填。已公示的排班表改动后须重新公示。"
    >
      {kind === 'swap' ? (
        <SelectField name="b" label="对调班次" required options={others} autoFocus={b === undefined} />
      ) : (
        <SelectField
          name="substitute"
          label="替班"
          required
          autoFocus
          options={members.map((m) => ({ value: identityOf(m), label: memberLabel(m) }))}
        />
      )}
      {long ? <CheckField name="whole" label="范围" text="整轮一起调（同一周的班次一并对调）" /> : null}
      <TextAreaField name="reason" label="原因" required rows={2} maxLength={200} autoFocus={b !== undefined} />
      <TextField name="confirmedA" label="调出方确认" maxLength={20} placeholder={`${nameOf(a)}经办人姓名`} />
      <TextField name="confirmedB" label="调入方确认" maxLength={20} placeholder="对方经办人姓名" />
      <TextField name="approvedBy" label="批准人" maxLength={20} placeholder="批准换班的负责人姓名" />
    </FormDialog>
  );
}

const turnOf = (roster: RosterView, duty: DutyView): readonly DutyView[] =>
  roster.slots.find((s) => s.id === duty.slot)?.station === 'rotating'
    ? roster.duties.filter((d) => d.slot === duty.slot && d.turn === duty.turn && nameOf(d) === nameOf(duty))
    : [duty];
