import { z } from 'zod';
import { command, Nothing, query } from './define';

const Form = z.string().min(1).max(200);

/** What was typed and not yet saved: kept through a crash, never in the ledger. */
export const draftsContract = {
  'drafts.get': query({
    title: '取回未保存的草稿',
    input: z.object({ form: Form }),
    output: z.object({ draft: z.object({ savedAt: z.number(), value: z.unknown() }).nullable() }),
  }),
  'drafts.list': query({
    title: '未保存的草稿一览',
    input: Nothing,
    output: z.object({ drafts: z.array(z.object({ form: z.string(), savedAt: z.number() })) }),
  }),
  'drafts.save': command({
    title: '暂存草稿（不进台账）',
    input: z.object({ form: Form, value: z.unknown() }),
    output: z.object({ savedAt: z.number() }),
  }),
  'drafts.discard': command({ title: '丢弃草稿', input: z.object({ form: Form }), output: Nothing }),
};
