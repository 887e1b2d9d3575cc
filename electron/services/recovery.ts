import { basename, join } from 'node:path';
import { collections } from '#shared/domain/collections';
import type { BackupReason, recoveryContract } from '#shared/contract/recovery';
import { recordId } from '#shared/kernel/ids';
import type { Clock, Random } from '#shared/kernel/ports';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import { officeSpace } from '#shared/ledger/space';
import type { Actor } from '#shared/ledger/stamp';
import { refusalOf, replaceFile } from '../documents/save';
import type { Call, Handlers } from '../ipc/router';
import type { Shell } from '../shell-port';
import { BACKUPS, type BackupPlace, damageOf, listBackups, makeBackup, pruneBackups, readList } from '../store/backup';
import { nodeDisk } from '../store/disk';
import { exportAttachments, exportReadable } from '../store/export-readable';
import type { StoreError } from '../store/fault';
import type { Damage } from '../store/loading';
import { lockFolder } from '../store/lock';
import { openStore } from '../store/open';
import { QUARANTINE } from '../store/quarantine';
import {
  acceptDamage,
  damageAtSight,
  previousGeneration,
  restoreAttachments,
  usePreviousGeneration,
} from '../store/restore';
import { openSettings } from '../store/settings';
import type { Store } from '../store/store';
import { becomeAnother, putBack } from './put-back';

export interface RecoveryDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly shell: Shell;
  /** Undefined when the folder could not be opened; `fault` says why. */
  readonly store: Store | undefined;
  readonly fault: StoreError | undefined;
  /** Sentences about what was found besides the store. */
  readonly notices?: readonly string[];
}

type State = Awaited<ReturnType<Handlers<typeof recoveryContract>['recovery.state']>>;
type Choices = Extract<State, { ok: true }>['value']['choices'];

const DAMAGE_WORDS: { readonly [what in Damage['what']]: string } = {
  missing: '台账文件不见了',
  size: '台账文件长度与记录不符',
  badLines: '台账文件中有损坏的行，完好的行仍可读取',
  segment: '汇总文件与原来写入的不一致，台账完好时重新打开即自动修复',
};

/** Backups, and the way out when the data folder is damaged; works without a store too. */
export function recoveryService(deps: RecoveryDeps): Handlers<typeof recoveryContract> {
  const { store, clock, fault } = deps;
  const place: BackupPlace = { disk: nodeDisk, folder: deps.folder };
  const backups = () => listBackups(place);
  const noBackup = () => refuse('recovery.noBackup', '没有找到这份备份，或它已不完整。');

  const restore = async (id: string, call: Call) => {
    const list = readList(place, id);
    if (list === undefined) return noBackup();
    call.progress(0, 3, '正在核对备份');
    const bad = await damageOf(place, list, call.signal);
    if (bad.length > 0)
      return refuse('recovery.backupDamaged', `这份备份有 ${bad.length} 个文件损坏，不能使用，请选择另一份。`);
    call.progress(1, 3, '正在备份现有数据');
    if (store?.state().mode === 'ready') await backup(deps, 'beforeRestore', call.signal);
    const lost = await restoreAttachments(place, list, call.signal);
    await store?.close();
    call.progress(2, 3, '正在恢复');
    const lock = lockFolder(deps.folder);
    try {
      await putBack(place, list, clock.now());
    } finally {
      lock.release();
    }
    await writeDown(deps, call.actor, `恢复到 ${timeOf(list.at)} 的备份`, { backup: list.id });
    return ok({
      reopen: true as const,
      message: `数据已恢复到 ${timeOf(list.at)} 的备份。原有文件没有删除，仍可再恢复回来。${lostWords(lost)}${KEYS_WORDS}`,
    });
  };

  return {
    'backups.list': async () => ok({ backups: await backups(), folder: join(deps.folder, BACKUPS) }),
    'backups.make': async (_input, call) => {
      if (store === undefined) return closed(fault);
      return ok(await backup(deps, 'manual', call.signal));
    },
    'backups.restore': ({ id }, call) => restore(id, call),
    'recovery.state': async () => {
      const state = store?.state();
      const previous = state?.mode === 'ready' ? undefined : (await backups()).find((b) => b.complete);
      const mode = state === undefined ? 'recovery' : state.mode;
      const reason = state === undefined ? fault?.fault : state.mode === 'ready' ? undefined : state.reason;
      const message = state === undefined ? fault?.message : state.mode === 'ready' ? undefined : state.detail;
      return ok({
        mode,
        ...(reason === undefined ? {} : { fault: reason }),
        ...(message === undefined ? {} : { message }),
        notices: [...(store?.notices() ?? []), ...(deps.notices ?? [])],
        damage: (store?.damage() ?? damageAtSight(place)).map(({ file, what }) => ({
          file,
          message: DAMAGE_WORDS[what],
        })),
        quarantine: quarantined(deps.folder),
        ...(previous === undefined ? {} : { previous }),
        choices: choicesFor(reason, {
          backup: previous !== undefined,
          older: previousGeneration(place) !== undefined,
          derivedOnly: isDerivedOnly(store),
        }),
      });
    },
    'recovery.usePrevious': async (_input, call) => {
      const previous = (await backups()).find((b) => b.complete);
      return previous === undefined ? noBackup() : restore(previous.id, call);
    },
    'recovery.olderGeneration': async () => {
      if (previousGeneration(place) === undefined) return refuse('recovery.noGeneration', '没有完整的上一代汇总文件。');
      await store?.close();
      const lock = lockFolder(deps.folder);
      try {
        usePreviousGeneration(place, clock.now());
      } finally {
        lock.release();
      }
      return ok({
        reopen: true as const,
        message: '已改用上一代汇总文件，其后登记的内容按台账补上。换下的文件另存在数据文件夹内，没有删除。',
      });
    },
    'recovery.rebuild': async (_input, call) => {
      if (fault !== undefined && fault.fault !== 'damaged') return closed(fault);
      await store?.close();
      const lock = lockFolder(deps.folder);
      try {
        await becomeAnother(place, clock.now());
        acceptDamage(place, clock.now());
      } finally {
        lock.release();
      }
      await writeDown(deps, call.actor, '从台账完好的部分重建数据', {}, (done, total, label) =>
        call.progress(done, total, label),
      );
      return ok({
        reopen: true as const,
        message: '数据已从台账完好的部分重建。损坏的文件另存在数据文件夹内，没有删除。',
      });
    },
    'recovery.exportReadable': async ({ file }, call) => {
      const path = await deps.shell.resolve(file);
      if (path === undefined) return refuse('files.unknown', '没有选择保存位置。');
      let found = { records: 0, unreadable: 0 };
      const written = await replaceFile(path, async (temporary) => {
        found = await exportReadable(deps.folder, store, temporary, call);
      });
      if (!written.ok) return written;
      try {
        return ok({ ...found, attachments: await exportAttachments(deps.folder, `${path}-附件`, call) });
      } catch (error) {
        const refusal = refusalOf(error, `${basename(path)}-附件`);
        if (refusal === undefined) throw error;
        return { ok: false, error: refusal };
      }
    },
  };
}

/** Makes a backup and drops those no longer worth their space. */
export async function backup(
  deps: Pick<RecoveryDeps, 'folder' | 'clock' | 'store'>,
  reason: BackupReason,
  signal?: AbortSignal,
) {
  const { store, folder, clock } = deps;
  if (store === undefined) throw new Error('there is no open store to back up');
  const place: BackupPlace = { disk: nodeDisk, folder };
  // Both while no other backup is made, whose copies no list names yet.
  return store.withFiles(async (files) => {
    const made = await makeBackup(place, files, reason, clock.now(), signal);
    await pruneBackups(place, clock.now());
    return made;
  });
}

/** What was done to the data folder is itself in the ledger. */
async function writeDown(
  { folder, clock, random }: RecoveryDeps,
  actor: Actor,
  what: string,
  value: { readonly [key: string]: string },
  progress?: (done: number, total: number, label: string) => void,
): Promise<void> {
  const { device } = await openSettings(folder);
  const store = await openStore({
    folder,
    device,
    clock,
    random,
    collections,
    ...(progress === undefined ? {} : { progress }),
  });
  try {
    const on = recordId('deskLog', device);
    await store.commit(
      {
        action: '数据恢复',
        reason: what,
        ops: [{ kind: 'add', on, space: officeSpace(`desk-${device}`), field: 'steps', value: { what, ...value } }],
      },
      { ...actor, device },
    );
  } finally {
    await store.close();
  }
}

/** Only what the ledger makes anew at the next opening. */
const isDerivedOnly = (store: Store | undefined): boolean =>
  store !== undefined && store.damage().length > 0 && store.damage().every(({ what }) => what === 'segment');

interface Means {
  readonly backup: boolean;
  readonly older: boolean;
  readonly derivedOnly: boolean;
}

function choicesFor(fault: StoreError['fault'] | undefined, { backup: kept, older, derivedOnly }: Means): Choices {
  if (fault === undefined) return [];
  if (fault === 'damaged')
    return [
      ...(derivedOnly ? (['mend'] as const) : []),
      ...(kept ? (['usePrevious'] as const) : []),
      ...(older ? (['olderGeneration'] as const) : []),
      'rebuild',
      'exportReadable',
      ...(derivedOnly ? [] : (['reopen'] as const)),
      'chooseFolder',
    ];
  if (fault === 'locked' || fault === 'newerFormat') return ['reopen', 'chooseFolder'];
  return ['reopen', 'exportReadable', 'chooseFolder'];
}

function quarantined(folder: string): { file: string; bytes: number }[] {
  const shelf = join(folder, QUARANTINE);
  if (nodeDisk.stat(shelf) === undefined) return [];
  return nodeDisk
    .list(shelf)
    .map((name) => ({ file: basename(name), bytes: nodeDisk.stat(join(shelf, name))?.size ?? 0 }));
}

const closed = (fault: StoreError | undefined) =>
  refuse(fault?.refusal.code ?? 'store.closed', fault?.message ?? '数据文件夹没有打开。');

const lostWords = (lost: number): string =>
  lost === 0 ? '' : `有 ${lost} 个附件的内容已损坏，备份中也没有完好的副本。`;

/** Keys are in no backup, so that a lost stick cannot speak for the desk. */
const KEYS_WORDS = '换了电脑的，还要到“数据交换—往来单位与密钥”重新配对。';

const timeOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
