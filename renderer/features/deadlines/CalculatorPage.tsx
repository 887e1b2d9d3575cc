import './deadlines.css';
import { Button } from 'antd';
import { type DefaultValues, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { ComputeAsk } from '#shared/contract/deadlines';
import { DEADLINES } from '#shared/domain/deadlines/kind';
import { useQueryOf } from '../../client';
import { useUnits } from '../../ui/directory';
import { DateField } from '../../ui/form/DateField';
import { SelectField, TreeField } from '../../ui/form/fields';
import { Form, FormMore, FormSection } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { Card, Page } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToday } from '../../ui/today';
import { ComputedView } from './ComputedView';
import { kindOptions } from './words';

type Asked = z.input<typeof ComputeAsk>;

/** 期限计算器: a kind and a day, and when it ends and why, as soon as both are there. */
export default function CalculatorPage() {
  const today = useToday();
  return (
    <Page title="期限计算器" busy={today === ''}>
      {today === '' ? null : <Calculator today={today} />}
    </Page>
  );
}

function Calculator({ today }: { today: string }) {
  const defaultValues: DefaultValues<Asked> = { from: today };
  const form = useDeskForm({ schema: ComputeAsk, defaultValues });
  const units = useUnits();
  const kind = useWatch({ control: form.control, name: 'kind' });
  const staged = kind === 'FIN_REPLY_5WD' || kind === 'FIN_REPLY_1M';
  return (
    <Form form={form} label="期限计算" columns={1} labelWidth={6.5} onSubmit={() => void form.trigger()}>
      <div className="calculator">
        <div className="calculator-ask">
          <FormSection title="计算什么">
            <SelectField name="kind" label="期限" required options={kindOptions} autoFocus />
            <DateField
              name="from"
              label="起算日"
              required
              help={kind === undefined ? undefined : DEADLINES[kind].from}
            />
            <DateField name="end" label="指定到期日" help="交办单、通知写明日期的填写，以它为名义末日。" />
            {staged ? (
              <TreeField name="unit" label="单位" options={units.tree} help="按该单位的内控时限计算。" />
            ) : null}
          </FormSection>
          <FormMore title="中止" sub="听证、异议核实">
            <SelectField name="pauseWhy" label="事由" options={pauseOptions} />
            <DateField name="pauseFrom" label="自" />
            <DateField name="pauseTo" label="至" help="空着表示尚未结束。" />
          </FormMore>
          <div>
            <Button type="primary" htmlType="submit">
              计算
            </Button>
          </div>
        </div>
        <Result />
      </div>
    </Form>
  );
}

const pauseOptions = [
  { value: 'hearing', label: '听证' },
  { value: 'objection', label: '异议核实' },
];
const READS = ['deadlinePolicy', 'slaPolicies', 'holidays', 'units'];

function Result() {
  const asked = ComputeAsk.safeParse(useWatch<Asked>());
  return (
    <Card title="结果">
      {asked.success ? <Computed ask={asked.data} /> : <EmptyState title="请选择期限并填写起算日" />}
    </Card>
  );
}

function Computed({ ask }: { ask: ComputeAsk }) {
  const query = useQueryOf('deadlines.compute', ask, { reads: READS });
  return <QueryView query={query}>{(deadline) => <ComputedView deadline={deadline} />}</QueryView>;
}
