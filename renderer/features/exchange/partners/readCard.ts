import type { CardView } from '#shared/contract/exchange';
import type { Refusal } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { call } from '../../../client';
import type { CardText } from './code';

/** A card that was read, to be compared by voice. */
export interface ReadCard {
  readonly text: string;
  readonly view: CardView;
}

const OTHER_CODE = '扫到的二维码不是配对卡。请使用对方“数据交换配对卡”上的二维码。';

/** Whose card it is, or why it is none. */
export async function readCard({ text, code }: CardText): Promise<Result<ReadCard, Refusal>> {
  const view = await call('exchange.readCard', { text });
  if (view.ok) return ok({ text, view: view.value });
  const other = code && view.error.code === 'exchange.notACard';
  return { ok: false, error: other ? { ...view.error, message: OTHER_CODE } : view.error };
}
