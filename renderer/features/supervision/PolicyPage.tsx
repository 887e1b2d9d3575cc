import './supervision.css';
import { HistoryOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { SUPERVISION_POLICY_ID, SupervisionPolicy } from '#shared/domain/supervision/policy';
import { SITUATIONS, TRIGGER_KINDS, TRIGGERS, WAY_NAMES } from '#shared/domain/supervision/situation';
import { useQueryOf } from '../../client';
import { NumberField, SelectField, optionsOf } from '../../ui/form/fields';
import { Form, FormSection, SaveButton } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';

const LABELS = {
  off: '不查找的情形',
  graceDays: '宽限天数',
  objectionsFrom: '异议次数',
  unitsFrom: '流转单位数',
  executeDays: '执行天数',
  replyDays: '回复天数',
  phoneWithin: '电话督办',
  ladder: '逐次方式',
};
const TRIGGER_OPTIONS = TRIGGER_KINDS.filter((kind) => kind !== 'other').map((kind) => ({
  value: kind,
  label: `${TRIGGERS[kind].title}（${SITUATIONS[TRIGGERS[kind].situation].short}）`,
}));

interface NumberSpec {
  readonly name: keyof typeof LABELS;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly help: string;
}
const WHEN: readonly NumberSpec[] = [
  { name: 'graceDays', min: 0, max: 30, unit: '天', help: '期限届满后再过几天提请督办，0 为次日。' },
  {
    name: 'executeDays',
    min: 1,
    max: 365,
    unit: '天',
    help: '支持请求、调解协议、责令重作，几天没有落实记录的提请督办。',
  },
  { name: 'objectionsFrom', min: 2, max: 10, unit: '次', help: '一件未获同意的异议达到几次，视为推诿。' },
  { name: 'unitsFrom', min: 2, max: 10, unit: '个', help: '一件先后经几个承办单位，视为推诿。' },
];
const HOW: readonly NumberSpec[] = [
  { name: 'replyDays', min: 1, max: 60, unit: '天', help: '督办函的回复期限默认几天，遇休假日顺延。' },
  {
    name: 'phoneWithin',
    min: 0,
    max: 30,
    unit: '天',
    help: '首次督办逾期不超过几天的，建议电话督办；0 为不用。',
  },
];

/** 督办口径: when the program calls for 督办, and how it goes on; no rule of law says so. */
export default function PolicyPage() {
  const query = useQueryOf('supervision.policy', {}, { reads: ['supervisionPolicy'] });
  const [history, setHistory] = useState(false);
  return (
    <Page
      title="督办口径"
      busy={query.isPending}
      extra={
        <Button icon={<HistoryOutlined aria-hidden />} onClick={() => setHistory(true)}>
          变更记录
        </Button>
      }
    >
      <QueryView query={query}>{(policy) => <PolicyForm policy={policy} />}</QueryView>
      <HistoryDrawer
        id={SUPERVISION_POLICY_ID}
        open={history}
        onClose={() => setHistory(false)}
        labels={LABELS}
        format={policyWords}
      />
    </Page>
  );
}

function PolicyForm({ policy }: { policy: SupervisionPolicy }) {
  const form = useDeskForm({ schema: SupervisionPolicy, defaultValues: policy });
  const save = useSave('supervision.setPolicy', form);
  return (
    <div className="sup-policy">
      <Form form={form} label="督办口径" columns={2} labelWidth={8} onSubmit={save.submit}>
        <FormSection title="什么情形提请督办" sub="条例没有规定具体数目，以下为默认值，由本中心核定">
          <Numbers of={WHEN} />
          <SelectField name="off" label={LABELS.off} multiple options={TRIGGER_OPTIONS} span={2} />
        </FormSection>
        <FormSection title="怎样督办">
          <Numbers of={HOW} />
          <SelectField
            name="ladder"
            label={LABELS.ladder}
            required
            multiple
            options={optionsOf(WAY_NAMES)}
            span={2}
            help="依次为第一次、第二次……的方式，以后用最后一种；实地、联合督办须经分管领导批准。"
          />
        </FormSection>
        <div className="sup-policy-actions">
          <SaveButton pending={save.pending} />
        </div>
      </Form>
    </div>
  );
}

const Numbers = ({ of }: { of: readonly NumberSpec[] }) =>
  of.map((spec) => <NumberField key={spec.name} {...spec} label={LABELS[spec.name]} required />);

function policyWords(field: string, value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const words: { readonly [code: string]: string } =
    field === 'ladder' ? WAY_NAMES : Object.fromEntries(TRIGGER_OPTIONS.map(({ value: kind, label }) => [kind, label]));
  return value.length === 0 ? '（无）' : value.map((code) => words[String(code)] ?? String(code)).join('、');
}
