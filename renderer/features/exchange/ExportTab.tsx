import { Button } from 'antd';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useParams } from 'wouter';
import type { Sent } from '#shared/contract/exchange';
import { useQueryOf } from '../../client';
import { useUnits } from '../../ui/directory';
import { DateField } from '../../ui/form/DateField';
import { CheckField, SelectField, TextField } from '../../ui/form/fields';
import { Form, FormActions, FormSection } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { applyRefusal } from '../../ui/form/useSave';
import { sizeWords } from '../../ui/format';
import { JobProgress } from '../../ui/JobProgress';
import { Card, Hint, Notice } from '../../ui/Page';
import { useJob } from '../../ui/useJob';
import { CasesField } from './export/CasesField';
import { ExportForm, inputOf, isPurpose, PURPOSE_OPTIONS, WANTS } from './export/form';
import { PlanView } from './export/PlanView';
import { safeWords, usePickFolder } from './useDeliver';
import { EXCHANGE_READS } from './words';

/** 导出: by purpose, with what will travel in sight, to a stick or a share. */
export function ExportTab() {
  const { purpose } = useParams<{ purpose?: string }>();
  const [sent, setSent] = useState<Sent>();
  return sent === undefined ? (
    <ExportForms key={purpose} purpose={isPurpose(purpose) ? purpose : 'route'} onSent={setSent} />
  ) : (
    <SentView sent={sent} onMore={() => setSent(undefined)} />
  );
}

function ExportForms({ purpose, onSent }: { purpose: ExportForm['purpose']; onSent: (sent: Sent) => void }) {
  const job = useJob();
  const pickFolder = usePickFolder();
  const form = useDeskForm({
    schema: ExportForm,
    defaultValues: { purpose, to: [], cases: [], rosters: [], byPassphrase: false },
  });
  const values: ExportForm = { ...form.getValues(), ...useWatch({ control: form.control }) };
  const submit = form.handleSubmit(async (valid) => {
    const folder = await pickFolder();
    if (folder === undefined) return;
    const done = await job.run('exchange.send', { ...inputOf(valid), folder });
    if (done.ok) onSent(done.value);
    else applyRefusal(form, done.error);
  });
  return (
    <div className="exchange-export">
      <div>
        <Form form={form} label="导出数据包" onSubmit={() => void submit()} columns={1} labelWidth={6.5}>
          <Blanks values={values} />
          <FormActions note={WANTS[values.purpose].hint}>
            <Button type="primary" htmlType="submit">
              导出到 U 盘
              <Hint keys="Ctrl+S" />
            </Button>
          </FormActions>
        </Form>
      </div>
      <PlanView values={values} />
      <JobProgress job={job} title="导出数据包" />
    </div>
  );
}

function Blanks({ values }: { values: ExportForm }) {
  const wants = WANTS[values.purpose];
  const partners = useQueryOf('exchange.partners', {}, { reads: EXCHANGE_READS });
  const rules = useQueryOf(
    'rosters.rules',
    { limit: 200 },
    { reads: ['rosterRules'], enabled: wants.rosters === true },
  );
  const units = useUnits();
  const paired = (partners.data?.partners ?? [])
    .filter(({ revoked, home }) => !revoked && (wants.home !== true || home))
    .map(({ id, unitName, name }) => ({ value: id as string, label: name, keywords: unitName }));
  const unpaired = values.byPassphrase && wants.home !== true ? units.options : [];
  return (
    <FormSection title="发什么、发给谁">
      <SelectField name="purpose" label="用途" required options={PURPOSE_OPTIONS} />
      <SelectField
        name="to"
        label="收件单位"
        required
        multiple
        options={[...paired, ...unpaired]}
        help={paired.length === 0 ? '还没有可选的台席，请先在“往来单位与密钥”中配对。' : undefined}
      />
      {wants.cases === true ? <CasesField name="cases" label="信访事项" required /> : null}
      {wants.rosters === true ? (
        <SelectField
          name="rosters"
          label="排班规则"
          required
          multiple
          options={(rules.data?.rows ?? []).map(({ id, title }) => ({ value: id as string, label: title }))}
        />
      ) : null}
      {wants.until === true ? <DateField name="until" label="归还日期" required help="不超过 30 天" /> : null}
      {values.purpose === 'accusation' ? null : (
        <CheckField name="byPassphrase" label="加密" text="改用口令加密（对方没有配对密钥时）" />
      )}
      {values.byPassphrase ? (
        <TextField
          name="passphrase"
          label="口令"
          required
          maxLength={200}
          help="不少于 8 个字；请通过电话另行告知对方"
        />
      ) : null}
      <TextField name="note" label="附言" maxLength={500} help="附言不加密，请勿写入信访人信息" />
    </FormSection>
  );
}

function SentView({ sent, onMore }: { sent: Sent; onMore: () => void }) {
  return (
    <Card>
      <div className="exchange-verdict good" role="status">
        <h2>可以拔出</h2>
        <p>{safeWords('数据包', sent.files)}</p>
        <p>
          共 {sent.spaces} 项，{sent.ops} 处变更，附件 {sent.blobs} 个，{sizeWords(sent.bytes)}；
          {sent.numbers.map(({ name, number }) => `${name}第 ${number} 号包`).join('，')}。
        </p>
        <p>
          <b>下一步：</b>把 U 盘交给对方导入，并请对方交回回执；在“收发台账”中可以看到哪些包还没有收到回执。
        </p>
        <div className="exchange-actions">
          <Button type="primary" onClick={onMore}>
            再导出一个
          </Button>
        </div>
      </div>
      {sent.left > 0 ? <Notice tone="warning">有 {sent.left} 项依规定没有随本包发出。</Notice> : null}
      {sent.absent > 0 ? <Notice tone="warning">有 {sent.absent} 个附件本机没有，未能装入。</Notice> : null}
    </Card>
  );
}
