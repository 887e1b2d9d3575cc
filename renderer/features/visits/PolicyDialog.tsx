import { Modal } from 'antd';
import { type VisitPolicy, VisitPolicy as Schema } from '#shared/domain/visits/schema';
import { useQueryOf } from '../../client';
import { Form } from '../../ui/form/Form';
import { NumberField } from '../../ui/form/fields';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { QueryView } from '../../ui/states';

/** 登记口径: what a centre may set for itself. */
export function PolicyDialog({ onClose }: { onClose: () => void }) {
  const query = useQueryOf('visits.policy', {}, { reads: ['visitPolicy'] });
  return <QueryView query={query}>{(policy) => <PolicyForm policy={policy} onClose={onClose} />}</QueryView>;
}

function PolicyForm({ policy, onClose }: { policy: VisitPolicy; onClose: () => void }) {
  const form = useDeskForm({ schema: Schema, defaultValues: policy });
  const save = useSave('visits.setPolicy', form, { onSaved: onClose });
  return (
    <Modal
      open
      title="来访登记口径"
      okText="保存"
      cancelText="取消"
      confirmLoading={save.pending}
      onOk={save.submit}
      onCancel={onClose}
    >
      <Form form={form} label="来访登记口径" onSubmit={save.submit} columns={1} labelWidth={8}>
        <NumberField
          name="groupThreshold"
          label="集体访起点"
          required
          min={2}
          max={50}
          unit="人及以上"
          autoFocus
          help="通行口径为 5 人及以上，条例没有规定；改动只影响此后登记和更正的来访。"
        />
      </Form>
    </Modal>
  );
}
