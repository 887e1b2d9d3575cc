import { CountingPolicy } from '#shared/domain/deadlines/decide';
import type { DeadlinePolicy } from '#shared/domain/deadlines/policy';
import { Form, FormSection, SaveButton } from '../../ui/form/Form';
import { CheckField, NumberField, RadioField, SelectField } from '../../ui/form/fields';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { JUDGE_BY, kindOptions } from './words';

const judgeOptions = [
  { value: 'rolled', label: `按${JUDGE_BY.rolled}` },
  { value: 'nominal', label: `按${JUDGE_BY.nominal}` },
];

/** 计算口径: what the regulations leave open, and each centre decides for itself. */
export function CountingForm({ policy }: { policy: DeadlinePolicy }) {
  const { lengths: _lengths, ...counting } = policy;
  const form = useDeskForm({ schema: CountingPolicy, defaultValues: counting });
  const save = useSave('deadlines.setPolicy', form);
  return (
    <div className="counting">
      <Form form={form} label="计算口径" columns={1} labelWidth={9} onSubmit={save.submit}>
        <FormSection title="末日和提醒">
          <CheckField
            name="rollOver"
            label="顺延"
            text="末日遇法定休假日的，以休假结束的次日为末日"
            help="《信访工作条例》没有规定期间的计算，参照《民法典》第二百零三条。"
          />
          <RadioField
            name="judgeBy"
            label="判断超期"
            required
            options={judgeOptions}
            help="预警一律按名义末日，因为上级信访系统按自然日计时。"
          />
          <NumberField
            name="remindWorkdays"
            label="提前提醒"
            required
            min={0}
            max={30}
            unit="个工作日"
            help="名义末日前第几个工作日起提醒。"
          />
        </FormSection>
        <FormSection title="异议和中止">
          <CheckField
            name="lateSilenceAccepts"
            label="逾期未提异议"
            text="视为认领"
            help="《信访工作条例》第二十三条规定五个工作日内提出异议，逾期的后果没有规定。"
          />
          <SelectField
            name="hearingPauses"
            label="扣除听证时间"
            multiple
            options={kindOptions}
            help="《信访工作条例》第三十六条只规定复核期限不计入听证所需时间。"
          />
          <SelectField
            name="objectionPauses"
            label="扣除异议核实"
            multiple
            options={kindOptions}
            help="提出异议至处理完毕的时间，条例没有规定是否扣除。"
          />
        </FormSection>
        <div className="counting-actions">
          <SaveButton pending={save.pending} />
        </div>
      </Form>
    </div>
  );
}
