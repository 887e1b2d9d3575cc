import { SaveRoutingRule } from '#shared/domain/routing/decide';
import { useUnits } from '../../ui/directory';
import { CheckField, SelectField, TagsField, TextField, TreeField } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useCodedTree } from './useCodedTree';
import { LEVEL_OPTIONS, type Rule } from './words';

interface Props {
  /** Absent: a new rule. */
  readonly rule: Rule | undefined;
  readonly onClose: () => void;
}

/** One line of the table as a form. */
export function RuleDialog({ rule, onClose }: Props) {
  const { tree } = useUnits();
  const categories = useCodedTree('categories');
  const regions = useCodedTree('regions');
  const form = useDeskForm({
    schema: SaveRoutingRule,
    defaultValues:
      rule === undefined
        ? { level: 'auto', active: true }
        : {
            id: rule.id,
            category: rule.category,
            keywords: rule.keywords,
            region: rule.region,
            unit: rule.unit,
            level: rule.level,
            note: rule.note,
            active: rule.active,
          },
  });
  const save = useSave('routing.saveRule', form, { onSaved: onClose });
  return (
    <FormDialog
      title={rule === undefined ? '新增转办规则' : `修改规则 ${rule.no}`}
      form={form}
      save={save}
      onClose={onClose}
      width={640}
      intro="内容分类、关键词、限定属地至少填写一项；填写了几项的，须同时符合。"
    >
      <TreeField name="category" label="内容分类" options={categories} help="选一级分类的，包括其下的二级分类" />
      <TagsField name="keywords" label="关键词" help="标题或概况中有其中一个即符合" />
      <TreeField name="region" label="限定属地" options={regions} placeholder="不限" help="只对发生在这里的问题适用" />
      <TreeField name="unit" label="主管单位" required options={tree} help="谁主管、谁负责：一般选市级主管部门" />
      <SelectField
        name="level"
        label="分级"
        required
        options={LEVEL_OPTIONS}
        help="属地管理、分级负责。问题发生在某区（县级市）时，对口优先：当地有对口单位的先推荐对口单位；属地优先：先推荐当地；市级优先：先推荐主管单位"
      />
      <TextField name="note" label="备注" maxLength={200} />
      <CheckField name="active" label="在用" text="参与推荐" />
    </FormDialog>
  );
}
