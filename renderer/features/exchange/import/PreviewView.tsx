import { Button, Checkbox, Tag } from 'antd';
import { useState } from 'react';
import type { ImportPreview, Inspection, RecordPreview } from '#shared/contract/exchange';
import { useHotkey } from '../../../ui/hotkeys';
import { Card, Hint, Notice } from '../../../ui/Page';
import type { ImportWork } from './useImport';

interface Props {
  readonly work: ImportWork;
  readonly seen: Inspection;
  readonly preview: ImportPreview;
}

/** What would change, case by case; nothing has changed yet. */
export function PreviewView({ work, seen, preview }: Props) {
  const [compared, setCompared] = useState(false);
  const clocks = seen.verdict === 'clock_ahead';
  const ready = !clocks || compared;
  const take = () => void work.take(seen, compared);
  useHotkey('Ctrl+S', take, ready && work.job.state === undefined);
  return (
    <Card
      title="将要发生的变更"
      extra={
        <span className="end exchange-actions">
          {clocks ? (
            <Checkbox autoFocus checked={compared} onChange={(event) => setCompared(event.target.checked)}>
              已核对两台电脑的日期和时间
            </Checkbox>
          ) : null}
          <Button type="primary" disabled={!ready} onClick={take}>
            导入
            <Hint keys="Ctrl+S" />
          </Button>
        </span>
      }
    >
      {seen.manifest?.purpose === 'receipt' ? <p>这是回执，导入后在“收发台账”中登记对方已经收到。</p> : null}
      <p role="status" className="exchange-counts">
        新增事项 <b>{preview.newCases}</b> 件，变更事项 <b>{preview.changedCases}</b> 件，其他记录{' '}
        <b>{preview.otherRecords}</b> 条；共 {preview.fresh} 处变更
        {preview.duplicates > 0 ? `，另有 ${preview.duplicates} 处本机已有` : ''}。
      </p>
      <Warnings preview={preview} />
      {preview.records.length === 0 ? null : <Records records={preview.records} />}
      {preview.more > 0 ? <p className="quiet">另有 {preview.more} 条记录未逐条列出。</p> : null}
    </Card>
  );
}

function Warnings({ preview: { conflicts, gaps, held, absent } }: { preview: ImportPreview }) {
  return (
    <>
      {conflicts > 0 ? (
        <Notice tone="warning">
          有 {conflicts} 处与本机的内容不一致，两边的内容都会保留，导入后请在“合并待裁”中裁定。
        </Notice>
      ) : null}
      {gaps > 0 ? (
        <Notice tone="warning">缺少前面的数据包，{gaps} 处内容暂不导入，收到后重新导入本包即可。</Notice>
      ) : null}
      {held > 0 ? (
        <Notice tone="warning">有 {held} 处由更新版本的程序写成，先原样保留，本机升级后自动生效。</Notice>
      ) : null}
      {absent > 0 ? <Notice tone="warning">有 {absent} 个附件不在包内，本机也没有，请对方另行发送。</Notice> : null}
    </>
  );
}

const Records = ({ records }: { records: readonly RecordPreview[] }) => (
  <table className="plain-table exchange-changes" aria-label="逐条变更">
    <thead>
      <tr>
        <th>类别</th>
        <th>名称</th>
        <th>变更前</th>
        <th>变更后</th>
        <th>待裁和保留</th>
      </tr>
    </thead>
    <tbody>
      {records.map((record) => (
        <RecordLine key={record.id} record={record} />
      ))}
    </tbody>
  </table>
);

function RecordLine({ record }: { record: RecordPreview }) {
  const { before, after, fields, conflicts, steps, held, entries } = record;
  return (
    <tr>
      <td>{record.kind}</td>
      <td>{record.title}</td>
      <td>
        {record.isNew ? '（本机没有）' : before}
        {fields.map((field) => (
          <div key={field.label}>
            {field.label}：{field.before}
          </div>
        ))}
      </td>
      <td>
        {record.isNew ? <Tag color="green">新增</Tag> : null}
        {after}
        {fields.map((field) => (
          <div key={field.label}>
            {field.label}：{field.after}
          </div>
        ))}
        {entries > 0 && !record.isNew ? <div className="quiet">新增 {entries} 条办理记录</div> : null}
      </td>
      <td>
        {conflicts.map((label) => (
          <div key={label}>“{label}”两边不一致</div>
        ))}
        {steps.map((step) => (
          <div key={step}>“{step}”与本机的步骤同时办理</div>
        ))}
        {held > 0 ? <div>{held} 处待升级后生效</div> : null}
      </td>
    </tr>
  );
}
