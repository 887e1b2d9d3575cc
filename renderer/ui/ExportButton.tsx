import { ExportOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import type { FileHandle } from '#shared/kernel/ids';
import { call, type InputOf, type MethodName, type OutputOf } from '../client';
import { JobProgress } from './JobProgress';
import { refusalSentence } from './toast';
import { useJob } from './useJob';

export interface FileKind {
  readonly name: string;
  readonly extensions: string[];
}

export const XLSX: FileKind = { name: 'Excel 工作簿', extensions: ['xlsx'] };
export const CSV: FileKind = { name: 'CSV 表格', extensions: ['csv'] };
export const PDF: FileKind = { name: 'PDF 文件', extensions: ['pdf'] };
export const PNG: FileKind = { name: 'PNG 图片', extensions: ['png'] };
export const ICS: FileKind = { name: '日历文件', extensions: ['ics'] };

export interface SaveAs<M extends MethodName> {
  readonly method: M;
  /** The method's input once the person has chosen where. */
  readonly input: (file: FileHandle) => InputOf<M>;
  /** Proposed file name with its extension. */
  readonly name: string;
  readonly kind: FileKind;
  readonly title: string;
  readonly onDone?: (output: OutputOf<M>) => void;
}

/** Asks where, lets the method write there, and offers to open the folder. */
export function useSaveAs() {
  const { message } = App.useApp();
  const job = useJob();
  const saveAs = async <M extends MethodName>({
    method,
    input,
    name,
    kind,
    title,
    onDone,
  }: SaveAs<M>): Promise<boolean> => {
    const picked = await call('files.pickSave', { title, name, filters: [kind] });
    const file = picked.ok ? picked.value.file : null;
    const answer = picked.ok ? file && (await job.run(method, input(file))) : picked;
    if (answer === null || file === null) return false;
    if (!answer.ok) {
      void message.error({ content: refusalSentence(answer.error), duration: 8 });
      return false;
    }
    onDone?.(answer.value);
    void message.success({
      duration: 8,
      content: (
        <>
          已导出 {name}
          <Button type="link" size="small" onClick={() => void call('files.reveal', { file })}>
            打开所在文件夹
          </Button>
        </>
      ),
    });
    return true;
  };
  return { saveAs, job };
}

interface ExportProps<M extends MethodName> extends SaveAs<M> {
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly type?: 'primary' | 'default';
}

/** 导出: where to → write → 已导出, with a link to the folder. */
export function ExportButton<M extends MethodName>({
  children = '导出',
  icon,
  disabled,
  type,
  ...ask
}: ExportProps<M>) {
  const { saveAs, job } = useSaveAs();
  return (
    <>
      <Button
        icon={icon ?? <ExportOutlined />}
        type={type ?? 'default'}
        disabled={disabled ?? false}
        onClick={() => void saveAs(ask)}
      >
        {children}
      </Button>
      <JobProgress job={job} title={ask.title} />
    </>
  );
}
