import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { PrintOutcome } from '../shell-port';

/** What a print command answers; closing the print dialog is no failure. */
export const printed = (outcome: PrintOutcome): Result<{ printed: boolean }, Refusal> =>
  outcome === 'failed'
    ? refuse('print.failed', '没有打印成功。请检查打印机是否已连接、已开机，也可以存为 PDF 后再打印。')
    : ok({ printed: outcome === 'printed' });
