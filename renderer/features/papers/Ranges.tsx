import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { ReserveRange } from '#shared/domain/documents/decide-numbering';
import { useCommand } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { NumberField, SelectField, TextField } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToast } from '../../ui/toast';
import type { Numbers } from './NumbersPage';

interface Props {
  readonly numbers: Numbers;
  readonly year: number;
}

/** 号段: numbers put aside for desks that work without the network. */
export function Ranges({ numbers, year }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <section className="numbers-ranges" aria-label="预留号段">
      <header>
        <h2>预留号段</h2>
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          预留号段
        </Button>
        <span className="quiet">为下访、驻点等离线使用的机器留出一段文号；该机只在号段内编号，其他机器跳过。</span>
      </header>
      {numbers.ranges.length === 0 ? (
        <p className="quiet">{year} 年没有预留号段。</p>
      ) : (
        <table className="papers-table" aria-label="号段">
          <thead>
            <tr>
              <th>文书</th>
              <th>号段</th>
              <th>机号</th>
              <th>已用</th>
              <th className="actions">操作</th>
            </tr>
          </thead>
          <tbody>
            {numbers.ranges.map((range) => (
              <tr key={range.id}>
                <th scope="row">{range.title}</th>
                <td>
                  {range.from}—{range.to}
                </td>
                <td>{range.desk}</td>
                <td>
                  {range.used} / {range.to - range.from + 1}
                </td>
                <td className="actions">
                  {range.desk === numbers.ownDesk && range.used <= range.to - range.from ? (
                    <GiveBack range={range} />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding ? <RangeDialog numbers={numbers} year={year} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

function GiveBack({ range }: { range: Numbers['ranges'][number] }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('paperNumbers.giveBack');
  const ask = async () => {
    const answer = await confirm({ title: `交回“${range.title}”号段中没有用的号？`, ok: '交回' });
    if (answer === undefined) return;
    const done = await run({ id: range.id });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <Button type="link" size="small" aria-label={`交回${range.title}的号段`} onClick={() => void ask()}>
      交回
    </Button>
  );
}

function RangeDialog({ numbers, year, onClose }: Props & { readonly onClose: () => void }) {
  const form = useDeskForm({ schema: ReserveRange, defaultValues: { organ: numbers.organ, year } });
  const save = useSave('paperNumbers.reserve', form, { onSaved: onClose });
  const propose = (kind: string | readonly string[] | undefined) => {
    const last = numbers.rows.find((row) => row.kind === kind)?.last ?? 0;
    const reserved = numbers.ranges.filter((range) => range.kind === kind).map(({ to }) => to);
    const from = Math.max(last, ...reserved) + 1;
    form.setValue('from', from);
    form.setValue('to', from + PROPOSED - 1);
  };
  return (
    <FormDialog title={`预留 ${year} 年号段`} form={form} save={save} onClose={onClose} columns={2} width={620}>
      <SelectField
        name="kind"
        label="文书"
        required
        span={2}
        options={numbers.rows.map(({ kind, title }) => ({ value: kind, label: title }))}
        onChanged={propose}
      />
      <NumberField name="from" label="起始号" required min={1} />
      <NumberField name="to" label="终止号" required min={1} />
      <TextField name="desk" label="使用的机号" required maxLength={3} help="如 B01，见该机的“本机信息”" />
    </FormDialog>
  );
}

const PROPOSED = 50;
