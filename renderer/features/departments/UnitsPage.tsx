import './departments.css';
import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { ExportButton, XLSX } from '../../ui/ExportButton';
import { Page } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToday } from '../../ui/today';
import { DirectoryImport, useDirectoryImport } from './DirectoryImport';
import { CreateUnitDialog } from './UnitDialogs';
import { UnitDetail } from './UnitDetail';
import { UnitTree } from './UnitTree';

/** 机构目录: the tree of units at the left, the one chosen at the right. */
export default function UnitsPage() {
  const query = useQueryOf('departments.options', { includeRetired: true }, { reads: ['units', 'persons'] });
  const [selected, setSelected] = useState<RecordId>();
  const [creating, setCreating] = useState(false);
  const importing = useDirectoryImport();
  const today = useToday();
  const chosen = selected ?? query.data?.units.find((unit) => unit.type === 'center' && unit.active)?.id;
  return (
    <Page
      title="机构目录"
      fill
      busy={query.data === undefined}
      extra={
        <>
          <Button icon={<ImportOutlined aria-hidden />} onClick={() => void importing.pick()}>
            导入
          </Button>
          <ExportButton
            method="departments.export"
            input={(file) => ({ file })}
            name={`机构目录${today}.xlsx`}
            kind={XLSX}
            title="导出机构目录"
          />
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
            新增单位
          </Button>
        </>
      }
    >
      <QueryView query={query}>
        {({ units }) => (
          <div className="units">
            <UnitTree units={units} selected={chosen} onSelect={setSelected} />
            {chosen === undefined ? (
              <EmptyState title="请在左侧选择单位" />
            ) : (
              <UnitDetail key={chosen} id={chosen} onSelect={setSelected} />
            )}
          </div>
        )}
      </QueryView>
      {creating ? (
        <CreateUnitDialog
          parent={query.data?.units.find((unit) => unit.id === chosen)}
          onClose={() => setCreating(false)}
          onCreated={(id) => {
            setCreating(false);
            setSelected(id);
          }}
        />
      ) : null}
      <DirectoryImport state={importing} />
    </Page>
  );
}
