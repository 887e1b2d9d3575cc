import { Input } from 'antd';
import type { SyncStatus } from '#shared/contract/sync';
import { HubPlace } from '#shared/domain/exchange/sync';
import { Field } from '../../ui/form/Field';
import { NumberField, SelectField, TextAreaField, TextField } from '../../ui/form/fields';
import { Form, FormActions, FormSection, SaveButton } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';

const TLS = [
  { value: 'verify', label: '加密，并核对服务器证书' },
  { value: 'encrypt', label: '加密，不核对证书' },
  { value: 'off', label: '不加密' },
];

/** 中心数据库: a PostgreSQL server of the centre. */
export function HubWay({ status, onSaved }: { status: SyncStatus; onSaved: () => void }) {
  const { hasPassword = false, ...place } = status.hub ?? { port: 5432, tls: 'verify' as const };
  const form = useDeskForm({ schema: HubPlace, defaultValues: place });
  const save = useSave('sync.configure', form, {
    toInput: (hub) => ({ mode: 'hub', hub }),
    onSaved,
    said: '已启用中心数据库',
  });
  return (
    <div className="sync-way">
      <p>由系统管理员提供一台 PostgreSQL 服务器和一个能在库中建表的用户。用户名和密码只保存在本机的设置文件中。</p>
      <Form form={form} label="中心数据库" columns={2} labelWidth={7} onSubmit={save.submit}>
        <FormSection title="数据库服务器">
          <TextField name="host" label="服务器地址" required maxLength={200} />
          <NumberField name="port" label="端口" required min={1} max={65_535} />
          <TextField name="database" label="数据库名" required maxLength={100} />
          <TextField name="user" label="用户名" required maxLength={100} />
          <Field name="password" label="密码" help={hasPassword ? '不填则沿用已保存的密码。' : undefined}>
            {({ id, field, status: state, aria }) => (
              <Input.Password
                {...field}
                {...aria}
                id={id}
                status={state}
                autoComplete="new-password"
                maxLength={200}
                value={field.value ?? ''}
                onChange={(event) => field.onChange(event.target.value === '' ? undefined : event.target.value)}
              />
            )}
          </Field>
          <SelectField name="tls" label="连接" required options={TLS} />
          <TextAreaField
            name="ca"
            label="证书"
            rows={3}
            span={2}
            maxLength={20_000}
            help="服务器使用单位自己的证书时，粘贴签发机构的证书（PEM）；使用公共证书时不填。"
          />
        </FormSection>
        <FormActions>
          <SaveButton pending={save.pending} />
        </FormActions>
      </Form>
    </div>
  );
}
