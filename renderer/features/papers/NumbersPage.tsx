import './papers.css';
import { Button, Select, TreeSelect } from 'antd';
import { useState } from 'react';
import { RecordId } from '#shared/kernel/ids';
import { type OutputOf, useQueryOf } from '../../client';
import { useUnits } from '../../ui/directory';
import { matchesOption } from '../../ui/form/fields';
import { FilterBar, FilterItem, Notice, Page } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToday } from '../../ui/today';
import { DeskDialog, KindDialog, OrganDialog } from './NumberDialogs';
import { Ranges } from './Ranges';

export type Numbers = OutputOf<'paperNumbers.list'>;
export type NumberRow = Numbers['rows'][number];

/** 文书编号: what an organ's numbers are made of, how far they have come, and what is put aside for other desks. */
export default function NumbersPage() {
  const units = useUnits();
  const status = useQueryOf('app.status', {}, { reads: [] });
  const [chosen, setChosen] = useState<string>();
  const thisYear = Number(useToday().slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const organ = RecordId.safeParse(chosen ?? status.data?.identity?.unit);
  return (
    <Page title="文书编号" fill busy={status.isPending}>
      <FilterBar label="单位和年份">
        <FilterItem label="发文单位" htmlFor="number-organ">
          <TreeSelect
            id="number-organ"
            value={organ.success ? organ.data : undefined}
            onChange={(value: string) => setChosen(value)}
            treeData={units.tree}
            fieldNames={{ label: 'label', value: 'value', children: 'children' }}
            showSearch={{
              filterTreeNode: (typed, { label, keywords }) => matchesOption(typed, { label: `${label}`, keywords }),
            }}
            treeLine
            popupMatchSelectWidth={360}
            style={{ width: 280 }}
          />
        </FilterItem>
        <FilterItem label="年份" htmlFor="number-year">
          <Select
            id="number-year"
            value={year}
            onChange={setYear}
            options={[thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map((y) => ({ value: y, label: `${y} 年` }))}
            style={{ width: 110 }}
          />
        </FilterItem>
      </FilterBar>
      {organ.success ? <Organ organ={organ.data} year={year} /> : <EmptyState title="请选择发文单位" />}
    </Page>
  );
}

const READS = ['paperNumbering', 'numberRanges', 'papers', 'units'];

function Organ({ organ, year }: { organ: RecordId; year: number }) {
  const query = useQueryOf('paperNumbers.list', { organ, year }, { reads: READS });
  const [dialog, setDialog] = useState<NumberRow | 'organ' | 'desk'>();
  const close = () => setDialog(undefined);
  return (
    <QueryView query={query}>
      {(numbers) => (
        <div className="numbers">
          <div className="numbers-head">
            <span>
              机关代字 <b>{numbers.organCode ?? numbers.usualCode}</b>
              {numbers.organCode === undefined ? <span className="quiet">（取自单位简称）</span> : null}
            </span>
            <span>
              编号机 <b>{numbers.desk ?? '尚未确定'}</b>
              <span className="quiet">
                （
                {numbers.desk === undefined ? '由第一台出具文书的机器编号' : `本机 ${numbers.ownDesk ?? '未设置机号'}`}
                ）
              </span>
            </span>
            <Button onClick={() => setDialog('organ')}>修改代字和格式</Button>
            <Button disabled={numbers.ownDesk === undefined} onClick={() => setDialog('desk')}>
              更换编号机
            </Button>
          </div>
          <Twice numbers={numbers} />
          <Rows numbers={numbers} onEdit={setDialog} />
          <Ranges numbers={numbers} year={year} />
          {dialog === 'organ' ? (
            <OrganDialog numbers={numbers} onClose={close} />
          ) : dialog === 'desk' ? (
            <DeskDialog numbers={numbers} onClose={close} />
          ) : dialog === undefined ? null : (
            <KindDialog numbers={numbers} row={dialog} onClose={close} />
          )}
        </div>
      )}
    </QueryView>
  );
}

function Twice({ numbers: { rows } }: { numbers: Numbers }) {
  const twice = rows.filter((row) => row.twice.length > 0);
  if (twice.length === 0) return null;
  return (
    <Notice tone="danger">
      有重复的文号，请核对后作废或者更正：
      {twice.map((row) => `${row.title} ${row.twice.join('、')} 号`).join('；')}
    </Notice>
  );
}

const Rows = ({ numbers: { rows }, onEdit }: { numbers: Numbers; onEdit: (row: NumberRow) => void }) => (
  <div className="numbers-sheet">
    <table className="papers-table sheet" aria-label="各文种的编号">
      <thead>
        <tr>
          <th>文书</th>
          <th>文种代字</th>
          <th>已用到</th>
          <th>份数</th>
          <th>作废</th>
          <th>下一个文号</th>
          <th className="actions">操作</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.kind}>
            <th scope="row">{row.title}</th>
            <td>{row.code ?? row.usualCode}</td>
            <td>{row.last === undefined ? '—' : `${row.last} 号`}</td>
            <td>{row.used}</td>
            <td>{row.voided}</td>
            <td>{row.next ?? <span className="quiet">{row.problem}</span>}</td>
            <td className="actions">
              <Button type="link" size="small" aria-label={`修改${row.title}的代字`} onClick={() => onEdit(row)}>
                修改
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
