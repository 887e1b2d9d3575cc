import { basename } from 'node:path';
import { constants } from 'node:fs';
import { type FileHandle as NodeFile, open } from 'node:fs/promises';
import { admitName } from '#shared/domain/attachments/admit';
import type { Attachment, AttachmentSource } from '#shared/domain/attachments/schema';
import type { RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Answer, Call } from '../../ipc/router';
import type { Blobs, Incoming } from '../../store/blobs';
import type { ServiceDeps } from '../deps';
import { keepIncoming, refuseNow, withoutDoubles, writeDown } from './store';

interface Added {
  added: number;
  refused: { name: string; message: string }[];
  savedAt?: number;
}

interface Paths {
  readonly on: RecordId;
  readonly paths: readonly string[];
  readonly source: AttachmentSource;
}

/**
 * Copies files in, one after another, and writes all that are fit down as one step. A file that is not fit is told and keeps none of
 * the others out; cancelled, nothing is written down.
 */
export async function addPaths(
  { store, blobs }: Pick<ServiceDeps, 'store' | 'blobs'>,
  { on, paths, source }: Paths,
  call: Call,
): Promise<Answer<Added>> {
  const refusedAll = refuseNow(store, on, paths.length);
  if (refusedAll !== undefined) return { ok: false, error: refusedAll };
  const kept: Attachment[] = [];
  const refused: Added['refused'] = [];
  for (const [i, path] of paths.entries()) {
    const name = basename(path);
    const file = await copyIn(blobs, path, source, call, (share) =>
      call.progress(Math.round((i + share) * 100), paths.length * 100, `正在存入 ${name}`),
    );
    if (file.ok) kept.push(file.value);
    else refused.push({ name, message: file.error.message });
  }
  const { fresh, refused: doubles } = withoutDoubles(store, on, kept);
  refused.push(...doubles);
  if (fresh.length === 0) return ok({ added: 0, refused });
  const written = await writeDown(store, on, fresh, call);
  return written.ok ? ok({ added: fresh.length, refused, savedAt: written.value.savedAt }) : written;
}

type Stored = Result<Attachment, Refusal>;

async function copyIn(
  blobs: Blobs,
  path: string,
  source: AttachmentSource,
  call: Call,
  progress: (share: number) => void,
): Promise<Stored> {
  let file: NodeFile | undefined;
  try {
    file = await open(path, NOT_WAITING);
    const found = await file.stat();
    const name = basename(path);
    if (!found.isFile()) return refuse('file.notFile', `“${name}”不是文件，不能添加。`);
    const allowed = admitName(name, found.size);
    if (!allowed.ok) return allowed;
    const incoming = blobs.begin(found.size);
    try {
      await pour(file, incoming, found.size, call.signal, progress);
      return await keepIncoming(incoming, { name, source }, call.now, call.signal);
    } catch (error) {
      incoming.discard();
      throw error;
    }
  } catch (error) {
    return unreadable(error, basename(path));
  } finally {
    await file?.close();
  }
}

/** Opening a pipe nobody writes to would wait for ever. */
const NOT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const PART = 1024 * 1024;

/** A file that grows meanwhile is still being written: the size seen first is what is taken. */
async function pour(
  file: NodeFile,
  incoming: Incoming,
  size: number,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<void> {
  const part = Buffer.allocUnsafe(Math.min(PART, size));
  while (incoming.bytes < size) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(part, 0, Math.min(PART, size - incoming.bytes), incoming.bytes);
    if (bytesRead === 0) break;
    incoming.write(part.subarray(0, bytesRead));
    progress(incoming.bytes / size);
  }
}

/** What reading the source can go wrong with; errors of our own disk and a cancelled job carry their own words. */
function unreadable(error: unknown, name: string): Stored {
  if (!(error instanceof Error && 'code' in error) || 'refusal' in error || error.name === 'AbortError') throw error;
  if (error.code === 'EBUSY' || error.code === 'EPERM')
    return refuse('file.held', `“${name}”正被其他程序占用，请关闭后再试。`);
  return refuse('file.unreadable', `“${name}”读不出来，可能已被移走、U盘已拔出，或没有读取权限。`);
}
