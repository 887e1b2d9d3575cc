import './rosters.css';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { RosterRow, RuleRow } from '#shared/contract/rosters';
import { DataGrid, type GridColumn, methodSource } from '../../ui/grid/DataGrid';
import { FilterBar, FilterItem, Page } from '../../ui/Page';
import { EmptyState } from '../../ui/states';
import { GenerateDialog } from './GenerateDialog';
import { NoticeTag } from './roster/NoticeBanner';
import { PresetDialog } from './PresetDialog';
import { keyOfId, periodWord, ROSTER_READS } from './words';

type Tab = 'rosters' | 'rules';

/** Everything drawn up so far, and the rules it is drawn up by. */
export default function RosterListPage() {
  const [, go] = useLocation();
  const [tab, setTab] = useState<Tab>('rosters');
  const [dialog, setDialog] = useState<'preset' | 'generate'>();
  const [text, setText] = useState('');
  const [old, setOld] = useState(false);
  const search = text.trim() === '' ? {} : { text: text.trim() };
  const start = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog('preset')}>
      新建排班
    </Button>
  );
  return (
    <Page
      fill
      title="接访排班"
      extra={
        <>
          <Button onClick={() => setDialog('generate')}>生成排班表</Button>
          {start}
        </>
      }
    >
      <FilterBar>
        <Segmented<Tab>
          aria-label="显示"
          value={tab}
          onChange={setTab}
          options={[
            { value: 'rosters', label: '排班表' },
            { value: 'rules', label: '排班规则' },
          ]}
        />
        <FilterItem label="查找" htmlFor="roster-search">
          <Input
            id="roster-search"
            allowClear
            style={{ width: 220 }}
            placeholder="名称，可用拼音首字母"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </FilterItem>
        <Checkbox checked={old} onChange={(event) => setOld(event.target.checked)}>
          {tab === 'rosters' ? '包括旧版本' : '包括已停用'}
        </Checkbox>
      </FilterBar>
      {tab === 'rosters' ? (
        <DataGrid
          id="rosters"
          label="排班表"
          columns={ROSTER_COLUMNS}
          rowKey={(row) => row.id}
          source={methodSource('rosters.list', { ...search, superseded: old }, { reads: ROSTER_READS })}
          onOpen={(row) => go(`/rosters/${keyOfId(row.id)}`)}
          empty={
            <EmptyState
              title="还没有排班表"
              hint="先从预置方案新建排班规则，再按月生成排班表、公示和导出。"
              action={start}
            />
          }
        />
      ) : (
        <DataGrid
          id="rosterRules"
          label="排班规则"
          columns={RULE_COLUMNS}
          rowKey={(row) => row.id}
          source={methodSource('rosters.rules', { ...search, retired: old }, { reads: ROSTER_READS })}
          onOpen={(row) => go(`/rosters/rules/${keyOfId(row.id)}`)}
          empty={<EmptyState title="还没有排班规则" hint="可从预置方案开始，再按本单位情况修改。" action={start} />}
        />
      )}
      {dialog === 'preset' ? (
        <PresetDialog
          onClose={() => setDialog(undefined)}
          onChosen={(key, from) => go(`/rosters/rules/new/${key}/${from}`)}
        />
      ) : null}
      {dialog === 'generate' ? (
        <GenerateDialog onClose={() => setDialog(undefined)} onDone={(id) => go(`/rosters/${keyOfId(id)}`)} />
      ) : null}
    </Page>
  );
}

const ROSTER_COLUMNS: readonly GridColumn<RosterRow>[] = [
  { key: 'title', title: '名称', width: 260, cell: (r) => r.title },
  { key: 'publisher', title: '公布单位', width: 180, cell: (r) => r.publisher },
  { key: 'period', title: '时段', width: 230, cell: (r) => periodWord(r.from, r.to) },
  { key: 'version', title: '版本', width: 80, cell: (r) => `第${r.version}版` },
  { key: 'duties', title: '班次', width: 70, cell: (r) => r.duties },
  { key: 'state', title: '公示', width: 180, cell: (r) => <NoticeTag state={r.noticeState} /> },
  { key: 'publishedOn', title: '公示日期', width: 120, cell: (r) => r.publishedOn ?? '' },
];

const RULE_COLUMNS: readonly GridColumn<RuleRow>[] = [
  { key: 'title', title: '名称', width: 260, cell: (r) => r.title },
  { key: 'publisher', title: '公布单位', width: 180, cell: (r) => r.publisher },
  { key: 'mode', title: '排班方式', width: 210, cell: (r) => r.mode },
  { key: 'members', title: '单位（人员）数', width: 140, cell: (r) => r.members },
  { key: 'until', title: '已排到', width: 120, cell: (r) => r.until ?? '尚未生成' },
  { key: 'retired', title: '状态', width: 90, cell: (r) => (r.retired ? '已停用' : '在用') },
];
