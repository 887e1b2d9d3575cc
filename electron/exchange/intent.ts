import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { readForeign } from '#shared/domain/exchange/foreign';
import { PackageManifest } from '#shared/domain/exchange/package';
import { type Txn, writeTxn } from '#shared/ledger/op';
import { type Disk, errorCode, readAll, renameOver } from '../store/disk';
import { INBOX } from './office';

const Head = z.object({
  version: z.literal(1),
  manifest: PackageManifest,
  /** The copy in the inbox. */
  copy: z.string(),
  fresh: z.number().int().nonnegative(),
  duplicates: z.number().int().nonnegative(),
});

/** An import that is decided: everything was checked, the contents are here, and whatever happens its ops go into the ledger. */
export interface Intent extends z.infer<typeof Head> {
  readonly txns: readonly Txn[];
}

interface Place {
  readonly disk: Disk;
  readonly folder: string;
}

const ENDING = '.import';
export const isIntent = (name: string): boolean => name.endsWith(ENDING);
const pathOf = ({ folder }: Place, { id }: PackageManifest): string => join(folder, INBOX, `${id}${ENDING}`);
const LINES_AT_ONCE = 200;

/** Writes the intent down, durable when it resolves: from here on the import is finished, if need be at the next start. */
export async function writeIntent(place: Place, { txns, ...head }: Intent): Promise<void> {
  const { disk } = place;
  const path = pathOf(place, head.manifest);
  const temporary = `${path}.part`;
  disk.makeFolder(join(place.folder, INBOX));
  disk.remove(temporary);
  const file = disk.open(temporary, 'create');
  const hash = createHash('sha256');
  let at = 0;
  const put = (text: string): void => {
    const bytes = Buffer.from(text);
    disk.write(file, bytes, at);
    hash.update(bytes);
    at += bytes.length;
  };
  try {
    put(`${JSON.stringify(head)}\n`);
    for (let i = 0; i < txns.length; i += LINES_AT_ONCE) {
      const some = txns.slice(i, i + LINES_AT_ONCE);
      put(some.map((txn) => `${JSON.stringify(writeTxn(txn))}\n`).join(''));
      await nextTurn();
    }
    put(`${hash.copy().digest('hex')}\n`);
    await disk.settle(file);
  } finally {
    disk.close(file);
  }
  await renameOver(disk, temporary, path);
  disk.syncFolder(join(place.folder, INBOX));
}

export const dropIntent = (place: Place, manifest: PackageManifest): void => place.disk.remove(pathOf(place, manifest));

/** Files of imports that were decided and are not finished. */
export function intentNames({ disk, folder }: Place): string[] {
  try {
    return disk.list(join(folder, INBOX)).filter(isIntent);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return [];
  }
}

/** The imports themselves. One whose file is not as it was written cannot be finished; its package has to be imported again. */
export function* intentsIn(place: Place): Generator<Intent> {
  for (const name of intentNames(place)) {
    const path = join(place.folder, INBOX, basename(name));
    const intent = readIntent(readAll(place.disk, path));
    if (intent === undefined) place.disk.rename(path, `${path}.broken`);
    else yield intent;
  }
}

function readIntent(bytes: Buffer | undefined): Intent | undefined {
  const text = bytes?.toString('utf8') ?? '';
  const end = text.length - SEAL;
  const seal = createHash('sha256').update(text.slice(0, end)).digest('hex');
  if (end <= 0 || text.slice(end) !== `${seal}\n`) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\n').slice(0, -1);
  const head = Head.safeParse(JSON.parse(first)).data;
  const txns = lines.flatMap((line) => readForeign(line) ?? []);
  return head === undefined || txns.length !== lines.length ? undefined : { ...head, txns };
}
/** The hash and its line end. */
const SEAL = 65;
