import { END_BYTES, sniff } from '#shared/domain/attachments/sniff';
import { FILE_TYPES, type FileType } from '#shared/domain/attachments/types';
import type { Blobs } from '../../store/blobs';
import { drawingsOf } from '../drawings';

/** Content fit to be shown in the window. */
export interface Preview {
  readonly type: FileType;
  readonly bytes: Buffer;
}

/**
 * The content behind a hash, checked, when it is by its own bytes a picture or a PDF. Whatever a record says of its type counts for
 * nothing here. What was drawn for a screen a moment ago is shown in the same way.
 */
export async function previewOf(blobs: Blobs, sha256: string): Promise<Preview | undefined> {
  const drawing = drawingsOf(blobs).get(sha256);
  if (drawing !== undefined) return { type: 'image/png', bytes: drawing };
  const content = await blobs.read(sha256);
  if (!content.ok) return undefined;
  const bytes = content.value;
  const found = sniff({ head: bytes.subarray(0, END_BYTES), tail: bytes.subarray(-END_BYTES) }, '');
  return found.kind === 'type' && FILE_TYPES[found.type].view !== 'none' ? { type: found.type, bytes } : undefined;
}
