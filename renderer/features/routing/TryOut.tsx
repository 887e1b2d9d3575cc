import { useDeferredValue, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { RecordId } from '#shared/kernel/ids';
import type { InputOf } from '../../client';
import { SelectField, TextField, TreeField } from '../../ui/form/fields';
import { Form } from '../../ui/form/Form';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { Card } from '../../ui/Page';
import { RecommendedUnits } from './RecommendedUnits';
import { useCodedTree } from './useCodedTree';

const Told = z.object({
  problemRegion: z.string().optional(),
  category: z.string().optional(),
  kind: z.enum(['claim', 'accusation', 'litigation']).optional(),
  summary: z.string().optional(),
});
type Told = z.infer<typeof Told>;

const KINDS = [
  { value: 'claim', label: '一般事项' },
  { value: 'accusation', label: '检举控告' },
  { value: 'litigation', label: '涉法涉诉' },
];

const factsOf = ({ kind, ...told }: Told): InputOf<'routing.recommend'> => ({
  ...told,
  ...(kind === 'accusation' ? { triageClass: 'accusation' } : {}),
  ...(kind === 'litigation' ? { triageClass: 'claim', legalPath: 'litigation' } : {}),
});

/** 试一试: what the rules would say of a matter that is only imagined. */
export function TryOut() {
  const form = useDeskForm({ schema: Told, defaultValues: { kind: 'claim' } });
  const told = useDeferredValue(useWatch({ control: form.control }));
  const [chosen, setChosen] = useState<RecordId>();
  const regions = useCodedTree('regions');
  const categories = useCodedTree('categories');
  const asked = told.problemRegion ?? told.category ?? told.summary;
  return (
    <Card title="试一试" className="try-out">
      <Form form={form} label="试一试" columns={4} labelWidth={5} onSubmit={() => undefined}>
        <div className="form-grid">
          <TreeField name="problemRegion" label="问题属地" options={regions} />
          <TreeField name="category" label="内容分类" options={categories} />
          <SelectField name="kind" label="类别" options={KINDS} clearable={false} />
          <TextField name="summary" label="内容" maxLength={200} placeholder="如：工地拖欠工资" />
        </div>
      </Form>
      {asked === undefined && told.kind === 'claim' ? (
        <p className="quiet">选择属地、内容分类，或者输入几个字，看规则会推荐哪些单位、为什么。</p>
      ) : (
        <RecommendedUnits facts={factsOf(told)} value={chosen} onChoose={setChosen} />
      )}
    </Card>
  );
}
