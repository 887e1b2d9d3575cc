import { z } from 'zod';
import { AddEntry, EditEntry, RetireEntry } from '../domain/departments/decide-dictionary';
import { DictionaryEntry, DictionaryName } from '../domain/departments/dictionary';
import { RecordId } from '../kernel/ids';
import { command, query } from './define';
import { Option, Saved } from './departments';

export const DictionaryOption = Option.extend({
  code: z.string(),
  parent: RecordId.nullable(),
  note: z.string().optional(),
  articleGroup: DictionaryEntry.shape.articleGroup,
});
export type DictionaryOption = z.infer<typeof DictionaryOption>;

export const dictionaryContract = {
  'dictionary.options': query({
    title: '内容分类、信访目的或属地的全部条目',
    input: z.object({ dictionary: DictionaryName, includeRetired: z.boolean().default(false) }),
    output: z.object({ entries: z.array(DictionaryOption) }),
  }),
  'dictionary.add': command({ title: '新增分类、目的或属地', input: AddEntry, output: Saved }),
  'dictionary.edit': command({ title: '修改分类、目的或属地的名称', input: EditEntry, output: Saved }),
  'dictionary.retire': command({ title: '停用分类、目的或属地', input: RetireEntry, output: Saved }),
  'dictionary.restore': command({ title: '恢复停用的分类、目的或属地', input: RetireEntry, output: Saved }),
};
