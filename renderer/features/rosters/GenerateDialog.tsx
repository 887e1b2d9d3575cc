import { Segmented } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { LocalDate } from '#shared/calendar/local-date';
import { addMonths, firstOfMonth, lastOfMonth, monthOf } from '#shared/calendar/months';
import { rostersContract } from '#shared/contract/rosters';
import { RecordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { DateField } from '../../ui/form/DateField';
import { CheckField, SelectField } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToday } from '../../ui/today';
import { ROSTER_READS } from './words';

const GenerateForm = z
  .object({ rule: RecordId, from: LocalDate, to: LocalDate, balance: z.boolean() })
  .refine((v) => v.from <= v.to, { message: '结束日期不能早于开始日期', path: ['to'] });

const SPANS = ['本月', '下月', '下季度', '自定'] as const;
type Span = (typeof SPANS)[number];

/** 生成排班表: which rule, which days. */
export function GenerateDialog({
  rule,
  onClose,
  onDone,
}: {
  readonly rule?: string;
  readonly onClose: () => void;
  readonly onDone: (id: string) => void;
}) {
  const today = useToday();
  const rules = useQueryOf('rosters.rules', { limit: 200 }, { reads: ROSTER_READS });
  const [span, setSpan] = useState<Span>('下月');
  const first = spanOf('下月', today);
  const form = useDeskForm({
    schema: GenerateForm,
    defaultValues: { ...(rule === undefined ? {} : { rule }), ...first, balance: true },
  });
  const save = useSave('rosters.generate', form, {
    toInput: (v) =>
      rostersContract['rosters.generate'].input.parse({
        rule: v.rule,
        period: { from: v.from, to: v.to },
        balance: v.balance,
      }),
    said: '排班表已生成',
    onSaved: ({ id }) => onDone(id),
  });
  const choose = (next: Span) => {
    setSpan(next);
    if (next === '自定') return;
    const { from, to } = spanOf(next, today);
    form.setValue('from', from, { shouldValidate: true });
    form.setValue('to', to, { shouldValidate: true });
  };
  return (
    <FormDialog
      title="生成排班表"
      form={form}
      save={save}
      onClose={onClose}
      ok="生成"
      intro="同一规则、同一时段再次生成时，保存为新版本，旧版本保留备查。"
    >
      <SelectField
        name="rule"
        label="排班规则"
        required
        autoFocus
        options={(rules.data?.rows ?? []).map((r) => ({ value: r.id, label: `${r.title}（${r.mode}）` }))}
      />
      <div className="field">
        <span className="label">时段</span>
        <Segmented<Span> aria-label="时段" value={span} onChange={choose} options={[...SPANS]} />
      </div>
      <DateField name="from" label="开始日期" required onChanged={() => setSpan('自定')} />
      <DateField name="to" label="结束日期" required onChanged={() => setSpan('自定')} />
      <CheckField
        name="balance"
        label="约束"
        text="轮转顺序满足不了约束时，自动找最公平的排法"
        help="不选则只按顺序轮转，冲突用红字标出。"
      />
    </FormDialog>
  );
}

function spanOf(span: Span, today: string): { from: string; to: string } {
  const day = LocalDate.safeParse(today).data;
  if (day === undefined) return { from: '', to: '' };
  const [year, month] = [Number(today.slice(0, 4)), monthOf(day)];
  const at = (n: number) => addMonths(firstOfMonth(year, month), n);
  const end = (start: LocalDate) => lastOfMonth(Number(start.slice(0, 4)), monthOf(start));
  if (span === '本月') return { from: at(0), to: end(at(0)) };
  if (span === '下月') return { from: at(1), to: end(at(1)) };
  const quarter = at(3 - ((month - 1) % 3));
  return { from: quarter, to: end(addMonths(quarter, 2)) };
}
