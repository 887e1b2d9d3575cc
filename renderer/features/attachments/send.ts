import { PIECE_BYTES } from '#shared/contract/attachments';
import type { RecordId } from '#shared/kernel/ids';
import { type Answer, call } from '../../client';

export interface ToSend {
  readonly name: string;
  readonly content: Blob;
  readonly source: 'file' | 'paste' | 'camera';
}

const CANCELLED = { ok: false, error: { code: 'job.cancelled', message: '已取消。' } } as const;
const GONE = {
  ok: false,
  error: { code: 'file.unreadable', message: '文件读不出来，可能已被移走，或它是一个文件夹。' },
} as const;

/** Sends a file piece by piece; what was sent of a cancelled or refused one is thrown away. */
export async function send(
  on: RecordId,
  { name, content, source }: ToSend,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<Answer<'attachments.finish'>> {
  const begun = await call('attachments.begin', { on, name, bytes: content.size, source });
  if (!begun.ok) return begun;
  const { upload } = begun.value;
  for (let at = 0; at < content.size; at += PIECE_BYTES) {
    const bytes = await bytesOf(content.slice(at, at + PIECE_BYTES));
    const sent = signal.aborted
      ? CANCELLED
      : bytes === undefined
        ? GONE
        : await call('attachments.piece', { upload, at, bytes });
    if (!sent.ok) {
      await call('attachments.abandon', { upload });
      return sent;
    }
    progress(Math.min(at + PIECE_BYTES, content.size));
  }
  return call('attachments.finish', { upload });
}

async function bytesOf(part: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch {
    return undefined;
  }
}
