import './rosters.css';
import { Button } from 'antd';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useLocation, useParams } from 'wouter';
import { RosterRule } from '#shared/domain/rosters/rule';
import { type RecordId, recordId } from '#shared/kernel/ids';
import { useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { NumberField, TextField } from '../../ui/form/fields';
import { Form, FormActions, FormMore, FormSection, SaveButton } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { useToday } from '../../ui/today';
import { GenerateDialog } from './GenerateDialog';
import { AbsenceFields, ConstraintFields } from './rule/ConstraintFields';
import { LinesField } from './rule/ListFields';
import { RulePreview } from './rule/RulePreview';
import { SlotFields } from './rule/SlotFields';
import { WhenFields } from './rule/WhenFields';
import { keyOfId } from './words';

/** A rule: new from a scheme, or one that is in use. */
export default function RulePage() {
  const { key, preset, start } = useParams<{ key?: string; preset?: string; start?: string }>();
  return key === undefined ? (
    <NewRule preset={preset ?? ''} start={start ?? ''} />
  ) : (
    <SavedRule id={recordId('rosterRules', key)} />
  );
}

function NewRule({ preset, start }: { readonly preset: string; readonly start: string }) {
  const query = useQueryOf('rosters.preset', { key: preset, start }, { reads: [] });
  return <QueryView query={query}>{({ rule }) => <RuleForm rule={rule} />}</QueryView>;
}

function SavedRule({ id }: { readonly id: RecordId }) {
  const query = useQueryOf('rosters.rule', { id }, { reads: [] });
  return (
    <QueryView query={query}>{({ rule, retired }) => <RuleForm id={id} rule={rule} retired={retired} />}</QueryView>
  );
}

interface FormProps {
  readonly id?: RecordId;
  readonly rule: RosterRule;
  readonly retired?: boolean;
}

function RuleForm({ id, rule, retired = false }: FormProps) {
  const [, go] = useLocation();
  const [made, setMade] = useState<RecordId>();
  const [history, setHistory] = useState(false);
  const form = useDeskForm({ schema: RosterRule, defaultValues: rule });
  const create = useSave('rosters.createRule', form, {
    toInput: (value) => ({ rule: value }),
    onSaved: ({ id: saved }) => setMade(saved),
  });
  const edit = useSave('rosters.editRule', form, { toInput: (value) => ({ id: id ?? '', rule: value }) });
  const save = id === undefined ? create : edit;
  return (
    <Page
      title={id === undefined ? '新建排班规则' : '排班规则'}
      sub={retired ? `${rule.title}（已停用）` : rule.title}
      extra={
        <>
          {id === undefined ? null : (
            <>
              <Button onClick={() => setMade(id)} disabled={retired}>
                生成排班表
              </Button>
              <Button onClick={() => setHistory(true)}>变更记录</Button>
              <RetireButton id={id} retired={retired} />
            </>
          )}
          <Button onClick={() => go('/rosters')}>返回</Button>
        </>
      }
    >
      <div className="rule-page">
        <Form form={form} label="排班规则" onSubmit={save.submit} columns={2}>
          <FormSection title="名称和地点">
            <TextField name="title" label="排班名称" required span={2} maxLength={80} autoFocus />
            <TextField name="publisher" label="公布单位" required maxLength={60} />
            <TextField name="location" label="接待地点" required maxLength={80} />
          </FormSection>
          <FormSection title="接访日和轮换">
            <WhenFields />
          </FormSection>
          <FormSection title="班次和单位" columns={2}>
            <SlotFields />
          </FormSection>
          <FormSection title="约束">
            <ConstraintFields />
          </FormSection>
          <FormMore title="请假、出差、回避" open={rule.absences.length > 0}>
            <AbsenceFields />
          </FormMore>
          <FormMore title="公示" sub="提前天数和须知">
            <NumberField name="noticeDays" label="提前公示" min={0} max={60} unit="天" />
            <span />
            <LinesField name="notes" label="须知" span={2} rows={3} help="一行一条，印在公示的表下。" />
          </FormMore>
          <FormActions note="右侧是照此试排的结果，保存后才能生成排班表。">
            <SaveButton pending={save.pending} />
          </FormActions>
        </Form>
        <FormProvider {...form}>
          <aside className="card preview" aria-label="试排">
            <h2>试排</h2>
            <RulePreview id={id} />
          </aside>
        </FormProvider>
      </div>
      {made === undefined ? null : (
        <GenerateDialog
          rule={made}
          onClose={() => (id === undefined ? go(`/rosters/rules/${keyOfId(made)}`) : setMade(undefined))}
          onDone={(roster) => go(`/rosters/${keyOfId(roster)}`)}
        />
      )}
      {id === undefined ? null : (
        <HistoryDrawer id={id} open={history} onClose={() => setHistory(false)} labels={RULE_LABELS} />
      )}
    </Page>
  );
}

function RetireButton({ id, retired }: { readonly id: RecordId; readonly retired: boolean }) {
  const [, go] = useLocation();
  const confirm = useConfirm();
  const toast = useToast();
  const today = useToday();
  const retire = useCommand('rosters.retireRule');
  const ask = async () => {
    const answer = await confirm({
      title: '停用此排班规则？',
      body: '停用后不能再生成排班表，已生成的排班表不受影响。',
      reason: 'required',
      ok: '停用',
      danger: true,
    });
    if (answer === undefined) return;
    const done = await retire.run({ id, on: today, reason: answer.reason });
    if (!done.ok) toast.refused(done.error);
    else {
      toast.done('已停用');
      go('/rosters');
    }
  };
  return (
    <Button danger disabled={retired} loading={retire.pending} onClick={() => void ask()}>
      停用
    </Button>
  );
}

const RULE_LABELS = {
  title: '排班名称',
  publisher: '公布单位',
  location: '接待地点',
  when: '接访日',
  cycle: '轮换周期',
  onHoliday: '遇节假日',
  makeup: '错过的轮次',
  start: '轮转起点',
  slots: '班次',
  constraints: '约束',
  absences: '请假、出差、回避',
  notes: '须知',
  noticeDays: '提前公示',
  retired: '停用',
};
