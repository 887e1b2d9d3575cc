import './papers.css';
import { FileAddOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useLocation } from 'wouter';
import { DOCUMENT_TYPES, type DocumentType, paperKind } from '#shared/domain/documents/kinds';
import type { RecordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { QueryView } from '../../ui/states';
import { PaperTable } from './PaperTable';
import { composePath, PAPER_READS } from './words';

interface Props {
  readonly caseId: RecordId;
  readonly readOnly?: boolean;
}

/** 文书 of a case: what was issued, in all its versions, and what is to be issued next. */
export function PapersPanel({ caseId, readOnly = false }: Props) {
  const query = useQueryOf('papers.list', { case: caseId }, { reads: PAPER_READS });
  return (
    <section aria-label="文书" className="papers">
      <header>
        <h2>文书</h2>
        {readOnly ? null : <IssueMenu caseId={caseId} called={query.data?.called ?? []} />}
      </header>
      <QueryView query={query}>
        {({ papers, called }) => (
          <>
            {called.length === 0 || readOnly ? null : (
              <p className="papers-called">应出文书：{called.map((kind) => paperKind(kind).title).join('、')}</p>
            )}
            {papers.length === 0 ? (
              <p className="quiet empty">还没有出具文书。</p>
            ) : (
              <PaperTable papers={papers} readOnly={readOnly} />
            )}
          </>
        )}
      </QueryView>
    </section>
  );
}

/** Those that the last step calls for stand first. */
function IssueMenu({ caseId, called }: { caseId: RecordId; called: readonly DocumentType[] }) {
  const [, go] = useLocation();
  const item = (kind: DocumentType) => ({ key: kind, label: paperKind(kind).title });
  const others = DOCUMENT_TYPES.filter((kind) => !called.includes(kind)).map(item);
  const items: MenuProps['items'] =
    called.length === 0
      ? others
      : [
          { type: 'group', key: 'called', label: '本步骤应出', children: called.map(item) },
          { type: 'divider', key: 'line' },
          { type: 'group', key: 'others', label: '其他文书', children: others },
        ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        className: 'papers-menu',
        onClick: ({ key }) => go(composePath(caseId, key as DocumentType)),
      }}
    >
      <Button size="small" icon={<FileAddOutlined aria-hidden />} aria-haspopup="menu">
        出具文书
      </Button>
    </Dropdown>
  );
}
