import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { FileHandle } from '#shared/kernel/ids';
import type { InputOf, OutputOf } from '../client';
import { ExportButton, XLSX } from './ExportButton';
import type { Option } from './form/fields';
import { Notice } from './Page';
import { useToday } from './today';

interface Props<M extends 'visits.export' | 'cases.export', C extends string> {
  readonly method: M;
  /** What the sheet is called: 来访登记, 信访事项. */
  readonly what: string;
  /** Counting word of its rows: 批, 件. */
  readonly unit: string;
  readonly columns: readonly Option<C>[];
  /** Chosen until somebody chooses otherwise at this desk; offered first, in this order. */
  readonly usual: readonly C[];
  readonly input: (columns: C[], file: FileHandle) => InputOf<M>;
  readonly onClose: () => void;
}

/** Which columns go into the sheet; the rows are those of the list as it is filtered and sorted now. */
export function ExportColumnsDialog<M extends 'visits.export' | 'cases.export', C extends string>({
  method,
  what,
  unit,
  columns,
  usual,
  input,
  onClose,
}: Props<M, C>) {
  const today = useToday();
  const stored = `${method}.columns`;
  const rank = ({ value }: Option<C>): number => (usual.includes(value) ? usual.indexOf(value) : usual.length);
  const options = columns.toSorted((a, b) => rank(a) - rank(b));
  const [chosen, setChosen] = useState<readonly string[]>(() => recall(stored) ?? usual);
  const [done, setDone] = useState<OutputOf<M>>();
  const ordered = options.map(({ value }) => value).filter((value) => chosen.includes(value));
  const choose = (next: readonly string[]) => {
    setChosen(next);
    localStorage.setItem(stored, JSON.stringify(next));
  };
  const title = `导出${what}`;
  return (
    <Modal
      open
      width={760}
      title={title}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => choose(usual)}>恢复常用列</Button>
          <Button onClick={onClose}>关闭</Button>
          <ExportButton
            method={method}
            title={title}
            name={`${what}一览-${today}.xlsx`}
            kind={XLSX}
            type="primary"
            disabled={ordered.length === 0}
            onDone={setDone}
            input={(file) => input(ordered, file)}
          />
        </>
      }
    >
      <p className="quiet">
        按列表当前的筛选和排序导出。检举控告类事项依法保密（《信访工作条例》第三十条），不列入表格。请选择要导出的列：
      </p>
      <Checkbox.Group
        className="export-columns"
        value={ordered}
        onChange={(values) => choose(values)}
        options={options.map(({ value, label }) => ({ value, label }))}
      />
      {done === undefined ? null : (
        <Notice tone={done.withheld > 0 ? 'warning' : 'info'}>
          已导出 {done.rows} {unit}
          {done.withheld > 0 ? `；另有 ${done.withheld} ${unit}检举控告类事项未列入表格` : ''}。
        </Notice>
      )}
    </Modal>
  );
}

/** What was chosen at this desk before, if it can still be read. */
function recall(stored: string): readonly string[] | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(stored) ?? '');
    return Array.isArray(kept) ? kept.filter((value) => typeof value === 'string') : undefined;
  } catch {
    return undefined;
  }
}
