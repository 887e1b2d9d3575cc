import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { DeskIdentity } from '#shared/contract/app';
import { call, useCommand, useQueryOf } from '../../client';
import { Form, FormActions, FormSection, SaveButton } from '../../ui/form/Form';
import { TextField, TreeField } from '../../ui/form/fields';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { applyRefusal } from '../../ui/form/useSave';
import { useUnits } from '../../ui/directory';
import { Page } from '../../ui/Page';
import { useToast } from '../../ui/toast';
import './setup.css';

/** The first start: where the data lives, which desk this is, who sits at it. */
export default function SetupPage() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  const units = useUnits();
  const identify = useCommand('app.identify', { refresh: ['app.status'] });
  const form = useDeskForm({ schema: DeskIdentity, defaultValues: { deskPrefix: '', operator: '' } });
  const submit = form.handleSubmit(async (identity) => {
    const answer = await identify.run(identity);
    if (!answer.ok) applyRefusal(form, answer.error);
  });
  return (
    <main className="setup">
      <Page title="第一次使用" sub="填好下面几项即可开始工作，以后可在“系统设置—本机信息”中修改。" busy={units.pending}>
        <Form form={form} label="本机设置" columns={1} labelWidth={6} onSubmit={() => void submit()}>
          <FormSection title="数据文件夹">
            <FolderRow folder={status.data?.folder ?? ''} />
          </FormSection>
          <FormSection title="本机与登记员">
            <TextField
              name="deskPrefix"
              label="机号"
              required
              autoFocus
              maxLength={3}
              placeholder="如 A01"
              help="一个大写字母加两位数字，用在来访序号里。同一中心的每台电脑须各不相同。"
            />
            <TreeField
              name="unit"
              label="所在单位"
              required
              options={units.tree}
              help="可输入单位名称或拼音首字母查找。"
            />
            <TextField name="operator" label="登记员" required maxLength={20} help="记入每一次登记和变更。" />
          </FormSection>
          <FormActions note="全部数据只保存在本机，不需要网络。">
            <SaveButton pending={identify.pending}>开始使用</SaveButton>
          </FormActions>
        </Form>
      </Page>
    </main>
  );
}

/** Where the data is, with a way to put it elsewhere before anything is written. */
function FolderRow({ folder }: { folder: string }) {
  const toast = useToast();
  const choose = async () => {
    const answer = await call('app.chooseFolder', {});
    if (!answer.ok) toast.refused(answer.error);
  };
  return (
    <div className="folder-row">
      <code>{folder}</code>
      <Button icon={<FolderOpenOutlined />} onClick={() => void choose()}>
        换一个文件夹
      </Button>
      <p>来访、排班等全部内容都存在这里。请选本机硬盘上空间充足的位置，不要放在U盘或网络盘上。</p>
    </div>
  );
}
