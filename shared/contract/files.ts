import { z } from 'zod';
import { FileHandle } from '../kernel/ids';
import { Nothing, shell } from './define';

const FileFilterInput = z.object({ name: z.string(), extensions: z.array(z.string().regex(/^[a-z0-9]+$/)) });

/** Pickers of the window program; a screen gets a handle, never a path. */
export const filesContract = {
  'files.pickOpen': shell({
    title: '选择要读取的文件',
    input: z.object({ title: z.string(), filters: z.array(FileFilterInput), folder: z.boolean().optional() }),
    output: z.object({ file: FileHandle.nullable() }),
  }),
  'files.pickOpenMany': shell({
    title: '选择要读取的多个文件',
    input: z.object({ title: z.string(), filters: z.array(FileFilterInput) }),
    output: z.object({ files: z.array(FileHandle) }),
  }),
  'files.pickSave': shell({
    title: '选择保存位置',
    input: z.object({ title: z.string(), name: z.string().max(200), filters: z.array(FileFilterInput) }),
    output: z.object({ file: FileHandle.nullable() }),
  }),
  'files.reveal': shell({ title: '在文件夹中显示', input: z.object({ file: FileHandle }), output: Nothing }),
};
