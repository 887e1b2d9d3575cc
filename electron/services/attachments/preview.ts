import { END_BYTES, sniff } from '#shared/domain/attachments/sniff';
import { FILE_TYPES, type FileType } from '#shared/domain/attachments/types';
import type { Blobs } from '../../store/blobs';

/** Content fit to be shown in the window. */
export interface Preview {
  readonly type: FileType;
  readonly bytes: Buffer;
}

/**
 * The content behind a hash, checked, when it is by its own bytes a picture or a PDF. Whatever a record says of its type counts for
 * nothing here.
 */
export async function previewOf(blobs: Blobs, sha256: string): Promise<Preview | undefined> {
  const content = await blobs.read(sha256);
  if (!content.ok) return undefined;
  const bytes = content.value;
  const found = sniff({ head: bytes.subarray(0, END_BYTES), tail: bytes.subarray(-END_BYTES) }, '');
  return found.kind === 'type' && FILE_TYPES[found.type].view !== 'none' ? { type: found.type, bytes } : undefined;
}
