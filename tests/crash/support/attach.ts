import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { attachmentsOf, decideAttach } from '#shared/domain/attachments/decide';
import type { Attachment } from '#shared/domain/attachments/schema';
import { localDateAt } from '#shared/calendar/local-date';
import type { DeviceId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import { caseSpace } from '#shared/ledger/space';
import { blobPath, BLOBS, type Blobs, openBlobs } from '../../../electron/store/blobs';
import { readAll } from '../../../electron/store/disk';
import { openStore } from '../../../electron/store/open';
import type { Store } from '../../../electron/store/store';
import { below, type Dice } from './power-cut';
import { FOLDER, type World } from './workload';

/** Attaching as the desk does it: the content first, the op that names it after. Each acknowledged file is told by its number. */

const ON = recordId('visits', '2026-A01-000001');
const actor = { by: '张三', unit: 'units/XFJ', device: 'd1' as DeviceId };
const now = Date.UTC(2026, 10, 23);
const MOST_BYTES = 6000;

export interface Desk {
  readonly store: Store;
  readonly blobs: Blobs;
}

export async function openDesk({ disk, folder }: World, run: string): Promise<Desk> {
  let count = 0;
  const store = await openStore({
    folder,
    device: actor.device,
    disk,
    ...(folder === FOLDER ? { lock: () => ({ release: () => undefined }) } : {}),
    clock: { now: () => now + count },
    random: { hex: () => `${run}-${count++}` },
    collections: [],
    limits: { step: 1024, sealOps: 20, sealBytes: 3000, compactAt: Number.POSITIVE_INFINITY },
  });
  let parts = 0;
  return { store, blobs: openBlobs({ disk, folder }, { hex: () => `${run}-${parts++}` }) };
}

/** The content of file `n`: every tenth comes a second time. */
export function contentOf(n: number): Buffer {
  const seed = n % 10 === 9 ? n - 1 : n;
  const bytes = Buffer.alloc(1 + ((seed * 7919) % MOST_BYTES));
  for (let i = 0; i < bytes.length; i++) bytes[i] = (seed * 31 + i * 17) & 0xff;
  return bytes;
}

export async function attach({ store, blobs }: Desk, n: number, roll: Dice): Promise<void> {
  if (store.get(ON)?.created === undefined) {
    const space = caseSpace('2026-A01-000001');
    await store.commit({ action: '登记', ops: [{ kind: 'create', on: ON, space, value: { name: '李桂兰' } }] }, actor);
  }
  const bytes = contentOf(n);
  const coming = blobs.begin(bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + below(2000, roll);
    coming.write(bytes.subarray(at, at + length));
    at += length;
  }
  const facts = await coming.keep();
  // The same content under two names on two records is fine; on one record the desk would refuse it.
  const file: Attachment = {
    ...facts,
    name: `${n}.jpg`,
    type: 'image/jpeg',
    source: 'scan',
    addedOn: localDateAt(now),
  };
  const there = attachmentsOf(store.get(ON) ?? never()).some(({ sha256 }) => sha256 === facts.sha256);
  if (there) return;
  const decided = decideAttach(store.get(ON), [file]);
  if (!decided.ok) throw new Error(decided.error.code);
  await store.commit(decided.value, actor);
}

const never = (): never => {
  throw new Error('the record is gone');
};

/** What is wrong with the attachments of a disk after the lights came on again; undefined when nothing is. */
export async function judgeAttachments(world: World, acked: ReadonlySet<number>): Promise<string | undefined> {
  const { store, blobs } = await openDesk(world, `j${acked.size}`);
  try {
    if (store.state().mode !== 'ready') return 'the store is read-only';
    const record = store.get(ON);
    const files = record === undefined ? [] : attachmentsOf(record);
    for (const n of acked) {
      const sha256 = createHash('sha256').update(contentOf(n)).digest('hex');
      if (!files.some((file) => file.sha256 === sha256)) return `acknowledged file ${n} is not on the record`;
    }
    for (const { name, sha256, bytes } of files) {
      const content = await blobs.read(sha256);
      if (!content.ok) return `${name} is named and cannot be read: ${content.error.code}`;
      if (content.value.length !== bytes) return `${name} has another size than was written down`;
    }
    return halfFile(world);
  } finally {
    await store.close();
  }
}

/** Nothing under a hash is anything but that content; what is still coming in is nowhere to be seen. */
function halfFile({ disk, folder }: World): string | undefined {
  const root = join(folder, BLOBS);
  for (let n = 0; n < 256; n++) {
    const digits = n.toString(16).padStart(2, '0');
    for (const name of list(disk, join(root, digits))) {
      const content = readAll(disk, blobPath(root, name));
      const hash = createHash('sha256')
        .update(content ?? '')
        .digest('hex');
      if (hash !== name) return `${name} is half a file`;
    }
  }
  return undefined;
}

function list(disk: World['disk'], path: string): string[] {
  try {
    return disk.list(path);
  } catch {
    return [];
  }
}
