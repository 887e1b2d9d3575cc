import { RoutingPolicy } from '#shared/domain/routing/policy';
import { useQueryOf } from '../../client';
import { useUnits } from '../../ui/directory';
import { TreeField, type TreeOption } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { QueryView } from '../../ui/states';

/** 转办口径: which units are meant where the law names a kind of organ. */
export function PolicyDialog({ onClose }: { readonly onClose: () => void }) {
  const query = useQueryOf('routing.policy', {}, { reads: ['routingPolicy'] });
  const { tree } = useUnits();
  return (
    <QueryView query={query}>{(policy) => <PolicyForm policy={policy} tree={tree} onClose={onClose} />}</QueryView>
  );
}

interface Props {
  readonly policy: RoutingPolicy;
  readonly tree: TreeOption[];
  readonly onClose: () => void;
}

function PolicyForm({ policy, tree, onClose }: Props) {
  const form = useDeskForm({ schema: RoutingPolicy, defaultValues: policy });
  const save = useSave('routing.setPolicy', form, { onSaved: onClose });
  return (
    <FormDialog
      title="转办口径"
      form={form}
      save={save}
      onClose={onClose}
      width={680}
      labelWidth={8}
      intro="不选时按单位名称识别；选了的，只认所选单位及其下属。各地权限不同，请与业务部门核对。"
    >
      <TreeField
        name="accusationUnits"
        label="检举控告机关"
        options={tree}
        multiple
        placeholder="按名称识别"
        help="检举控告类只能转给这些机关（《信访工作条例》第三十条）。按名称：有“纪律检查”“纪检监察”“监察委员会”“纪委”的单位。"
      />
      <TreeField
        name="politicalLegalUnits"
        label="政法部门"
        options={tree}
        multiple
        placeholder="按名称识别"
        help="涉法涉诉事项转送这些部门（《信访工作条例》第二十二条）。按名称：政法委、法院、检察院、公安、司法行政、国家安全机关。"
      />
      <TreeField
        name="verticalUnits"
        label="垂直管理单位"
        options={tree}
        multiple
        placeholder="按名称识别"
        help="其复查由上一级主管部门办理（《信访工作条例》第三十五条）。按名称：税务、海关、消防、供电、气象、烟草、邮政管理等单位。"
      />
    </FormDialog>
  );
}
