import { Button } from 'antd';
import { DeskIdentity } from '#shared/contract/app';
import { call, type OutputOf, useCommand, useQueryOf } from '../../client';
import { DescriptionList } from '../../ui/DescriptionList';
import { useUnits } from '../../ui/directory';
import { Form, FormSection, SaveButton } from '../../ui/form/Form';
import { TextField, TreeField } from '../../ui/form/fields';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { applyRefusal } from '../../ui/form/useSave';
import { Card, Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import './desk.css';

/** 本机信息: who sits here, where the data is, what runs. */
export default function DeskPage() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  return (
    <Page title="本机信息" busy={status.isPending}>
      <QueryView query={status}>
        {(found) => (
          <div className="desk-page">
            <IdentityForm identity={found.identity} />
            <ProgramCard status={found} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function IdentityForm({ identity }: { identity: OutputOf<'app.status'>['identity'] }) {
  const units = useUnits();
  const toast = useToast();
  const identify = useCommand('app.identify', { refresh: ['app.status'] });
  const form = useDeskForm({ schema: DeskIdentity, defaultValues: identity ?? {} });
  const submit = form.handleSubmit(async (next) => {
    const answer = await identify.run(next);
    if (answer.ok) toast.saved();
    else applyRefusal(form, answer.error);
  });
  return (
    <Form form={form} label="本机与登记员" columns={1} labelWidth={6} onSubmit={() => void submit()}>
      <FormSection title="本机与登记员">
        <TextField
          name="operator"
          label="登记员"
          required
          maxLength={20}
          help="换人值班时在这里更改，以后的登记和变更记在新登记员名下。"
        />
        <TreeField name="unit" label="所在单位" required options={units.tree} />
        <TextField
          name="deskPrefix"
          label="机号"
          required
          maxLength={3}
          help="用在来访序号里。更改后新登记的来访用新机号，已有编号不变。"
        />
        <div>
          <SaveButton pending={identify.pending} />
        </div>
      </FormSection>
    </Form>
  );
}

function ProgramCard({ status }: { status: OutputOf<'app.status'> }) {
  const toast = useToast();
  const choose = async () => {
    const answer = await call('app.chooseFolder', {});
    if (!answer.ok) toast.refused(answer.error);
  };
  return (
    <Card title="程序与数据">
      <DescriptionList
        columns={1}
        items={[
          { label: '数据文件夹', value: status.folder },
          { label: '程序版本', value: status.version },
          { label: '运行环境', value: status.runtime },
        ]}
      />
      <p className="desk-actions">
        <Button onClick={() => void choose()}>打开另一个数据文件夹</Button>
      </p>
    </Card>
  );
}
