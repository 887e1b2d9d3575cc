import type { attachmentsContract, AttachmentRow } from '#shared/contract/attachments';
import { type Attached, attachmentsOf, decideDetach } from '#shared/domain/attachments/decide';
import type { FileHandle, RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { hlcMillis } from '#shared/ledger/hlc';
import { saveFile } from '../../documents/save';
import type { Handlers } from '../../ipc/router';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { addPaths } from './files';
import { scannedFiles, scannedPaths, setScanFolder } from './scanned';
import { keepIncoming, refuseNow, writeDown } from './store';
import { Uploads } from './uploads';

/** 附件: files of any record, from the picker, the clipboard, the scanner's folder and the camera. */
export function attachmentsService(deps: ServiceDeps): Handlers<typeof attachmentsContract> {
  const { store, blobs, shell, random } = deps;
  const uploads = new Uploads(blobs, () => random.hex(12));

  return {
    'attachments.list': ({ on }) => {
      const record = store.get(on);
      if (record?.created === undefined) return refuse('attachment.noRecord', '没有找到这件登记或事项。');
      const { units } = directoryOf(store).directory();
      const nameOf = (unit: string) => units.get(unit as RecordId)?.name ?? '';
      return ok({ files: attachmentsOf(record).map((file) => rowOf(file, nameOf, blobs.has(file.sha256))) });
    },
    'attachments.addFiles': async ({ on, files }, call) => {
      const paths = await pathsOf(deps, files);
      return paths.ok ? addPaths(deps, { on, paths: paths.value, source: 'file' }, call) : paths;
    },
    'attachments.begin': ({ on, ...file }) => {
      const refused = refuseNow(store, on, 1);
      if (refused !== undefined) return { ok: false, error: refused };
      const begun = uploads.begin({ on, ...file });
      return begun.ok ? ok({ upload: begun.value }) : begun;
    },
    'attachments.piece': ({ upload, at, bytes }) => {
      const refused = uploads.piece(upload, at, bytes);
      return refused === undefined ? ok({}) : { ok: false, error: refused };
    },
    'attachments.finish': async ({ upload }, call) => {
      const taken = uploads.take(upload);
      if (!taken.ok) return taken;
      const { on, incoming, ...file } = taken.value;
      const stored = await keepIncoming(incoming, file, call.now);
      if (!stored.ok) return stored;
      const written = await writeDown(store, on, [stored.value], call);
      return written.ok ? ok({ name: stored.value.name, savedAt: written.value.savedAt }) : written;
    },
    'attachments.abandon': ({ upload }) => {
      uploads.abandon(upload);
      return ok({});
    },
    'attachments.scanned': ({ on }) => scannedFiles(deps, on),
    'attachments.setScanFolder': async ({ folder }) => {
      if (folder === null) return setScanFolder(deps, undefined);
      const path = await shell.resolve(folder);
      return path === undefined ? unknownFile() : setScanFolder(deps, path);
    },
    'attachments.addScanned': async ({ on, names }, call) => {
      const paths = scannedPaths(deps, names);
      return paths.ok ? addPaths(deps, { on, paths: paths.value, source: 'scan' }, call) : paths;
    },
    'attachments.remove': async ({ on, op, reason }, call) => {
      const decided = decideDetach(store.get(on), op, reason);
      if (!decided.ok) return decided;
      const txn = await store.commit(decided.value, call.actor);
      return ok({ savedAt: hlcMillis(txn.hlc) });
    },
    'attachments.check': async ({ sha256 }, call) => {
      const content = await blobs.read(sha256, call.signal);
      return content.ok ? ok({ bytes: content.value.length }) : content;
    },
    'attachments.save': async ({ sha256, file }, call) => {
      const path = await shell.resolve(file);
      if (path === undefined) return refuse('file.unknownHandle', '请重新选择保存位置。');
      const content = await blobs.read(sha256, call.signal);
      return content.ok ? saveFile(path, content.value) : content;
    },
    'attachments.openCamera': async () => {
      await shell.allowCamera();
      return ok({});
    },
  };
}

const unknownFile = () => refuse('file.unknownHandle', '请重新选择文件。');

async function pathsOf({ shell }: ServiceDeps, files: readonly FileHandle[]): Promise<Result<string[], Refusal>> {
  const paths: string[] = [];
  for (const file of files) {
    const path = await shell.resolve(file);
    if (path === undefined) return unknownFile();
    paths.push(path);
  }
  return ok(paths);
}

function rowOf(file: Attached, nameOf: (unit: string) => string, present: boolean): AttachmentRow {
  const { entry, ...facts } = file;
  return { ...facts, at: hlcMillis(entry.hlc), by: entry.by, unitName: nameOf(entry.unit), present };
}
