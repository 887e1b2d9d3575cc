import { type Refusal, refuse } from '#shared/kernel/refusal';
import type { RecordId } from '#shared/kernel/ids';
import type { Result } from '#shared/kernel/result';
import type { Call } from '../../ipc/router';
import type { KeptAdvice, KeptSupervision } from './access';
import type { SupervisionDesk } from './desk';

export interface MadePaper {
  readonly paper: RecordId;
  readonly docNo: string;
}
type Made = Promise<Result<MadePaper, Refusal>>;

/** The 督办函 of the 督办件 of one letter, numbered and filed. */
export const makeLetter = async (_desk: SupervisionDesk, _kept: readonly KeptSupervision[], _call: Call): Made =>
  refuse('paper.unavailable', '督办函要在窗口程序中生成。');

export const makeAdvice = async (_desk: SupervisionDesk, _kept: KeptAdvice, _call: Call): Made =>
  refuse('paper.unavailable', '三项建议书要在窗口程序中生成。');
