import './papers.css';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { type OutputOf, useQueryOf } from '../../client';
import { Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { TemplateDrawer } from './TemplateDrawer';

export type TemplateRow = OutputOf<'paperTemplates.list'>['templates'][number];

/** 文书模板: for each kind ours, or the centre's own in its place. */
export default function TemplatesPage() {
  const query = useQueryOf('paperTemplates.list', {}, { reads: ['paperTemplates'] });
  const [kind, setKind] = useState<TemplateRow['kind']>();
  return (
    <Page title="文书模板" fill busy={query.isPending}>
      <p className="quiet">
        每种文书都有内置模板，版面按照《党政机关公文格式》（GB/T 9704）。本中心有自己格式的，可先导出内置模板，用 WPS 或
        Word 修改后再导入；已出具的文书不受影响。
      </p>
      <QueryView query={query}>
        {({ templates }) => (
          <>
            <div className="numbers-sheet">
              <table className="papers-table sheet" aria-label="文书模板">
                <thead>
                  <tr>
                    <th>文书</th>
                    <th>模板</th>
                    <th className="actions">操作</th>
                  </tr>
                </thead>
                <tbody>
                  {templates.map((row) => (
                    <tr key={row.kind}>
                      <th scope="row">{row.title}</th>
                      <td>
                        <InUse row={row} />
                      </td>
                      <td className="actions">
                        <Button
                          type="link"
                          size="small"
                          aria-label={`${row.title}模板`}
                          onClick={() => setKind(row.kind)}
                        >
                          查看和更换
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {templates
              .filter((row) => row.kind === kind)
              .map((row) => (
                <TemplateDrawer key={row.kind} row={row} onClose={() => setKind(undefined)} />
              ))}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function InUse({ row: { own } }: { row: TemplateRow }) {
  if (own === undefined) return <span className="quiet">内置</span>;
  return (
    <>
      <Tag color="blue">本中心</Tag>
      {own.name}（{own.since} 起）{own.present ? null : <Tag color="error">本机没有内容</Tag>}
    </>
  );
}
