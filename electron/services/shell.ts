import type { appContract } from '#shared/contract/app';
import type { filesContract } from '#shared/contract/files';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { Shell } from '../shell-port';

export const filesService = (shell: Shell): Handlers<typeof filesContract> => ({
  'files.pickOpen': async (ask) => ok({ file: (await shell.pickOpen(ask)) ?? null }),
  'files.pickOpenMany': async (ask) => ok({ files: await shell.pickOpenMany(ask) }),
  'files.pickSave': async (ask) => ok({ file: (await shell.pickSave(ask)) ?? null }),
  'files.reveal': async ({ file }) => {
    if ((await shell.resolve(file)) === undefined)
      return refuse('file.unknownHandle', '请重新选择文件。', { field: 'file' });
    await shell.reveal(file);
    return ok({});
  },
});

/** Opening the desk on another folder, or on the same one again; works even where a folder could not be opened. */
export const folderService = (shell: Shell): Pick<Handlers<typeof appContract>, 'app.chooseFolder' | 'app.reopen'> => ({
  'app.chooseFolder': async () => ok({ folder: (await shell.chooseFolder()) ?? null }),
  'app.reopen': async () => {
    await shell.reopen();
    return ok({});
  },
});
