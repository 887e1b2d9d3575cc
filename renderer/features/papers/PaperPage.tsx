import './papers.css';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { PAPER_STANDINGS } from '#shared/domain/documents/paper';
import { keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import { type OutputOf, refusalOf, useQueryOf } from '../../client';
import { DescriptionList } from '../../ui/DescriptionList';
import { formatInstant, sizeWords } from '../../ui/format';
import { useHotkey } from '../../ui/hotkeys';
import { Hint, Notice, Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { refusalSentence } from '../../ui/toast';
import { PageView } from './PageView';
import { againPath, nameOf, type PaperRow } from './words';
import { usePaperDeeds } from './usePaperDeeds';

type Opened = OutputOf<'papers.get'>;

/** A paper that was issued: as it went out, with the hashes of its files checked on opening. */
export default function PaperPage() {
  const { key = '' } = useParams();
  const query = useQueryOf('papers.get', { id: recordId('papers', key) }, { reads: ['papers'], fresh: true });
  return <QueryView query={query}>{(opened) => <PaperView opened={opened} />}</QueryView>;
}

function PaperView({ opened }: { opened: Opened }) {
  const { paper, docx, pdf } = opened;
  const problems = [docx.problem, pdf.problem].filter((problem) => problem !== undefined);
  return (
    <Page title={nameOf(paper)} fill sub={<Standing paper={paper} />} extra={<Actions paper={paper} />}>
      <div className="paper-page">
        <div className="paper-facts">
          {paper.standing === 'voided' ? <Notice tone="danger">本文书已作废：{paper.voidReason}</Notice> : null}
          {paper.standing === 'replaced' ? <Notice tone="warning">本版已被新版替代，仅供查阅。</Notice> : null}
          {problems.length === 0 ? (
            <Notice>存档文件已核对，与出具时一致。</Notice>
          ) : (
            <Notice tone="danger">请勿使用：{problems.join('')}</Notice>
          )}
          <Facts paper={paper} caseNo={caseNoOf(opened)} />
        </div>
        <Picture id={paper.id} />
      </div>
    </Page>
  );
}

const Standing = ({ paper: { version, standing } }: { paper: PaperRow }) => (
  <span>
    第 {version} 版，{PAPER_STANDINGS[standing]}
  </span>
);

function Actions({ paper }: { paper: PaperRow }) {
  const [, go] = useLocation();
  const deeds = usePaperDeeds();
  const stands = paper.standing === 'valid';
  useHotkey('Ctrl+P', () => void deeds.print(paper));
  return (
    <>
      <Button type="primary" onClick={() => void deeds.print(paper)}>
        打印
        <Hint keys="Ctrl+P" />
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'pdf', label: 'PDF 文件', onClick: () => void deeds.save(paper, 'pdf') },
            { key: 'docx', label: 'Word 文档', onClick: () => void deeds.save(paper, 'docx') },
          ],
        }}
      >
        <Button aria-haspopup="menu">另存为</Button>
      </Dropdown>
      <Button disabled={!stands} onClick={() => go(againPath(paper.id))}>
        重新出具
      </Button>
      <Button danger disabled={!stands} onClick={() => void deeds.withdraw(paper)}>
        作废
      </Button>
    </>
  );
}

/** As the paper names it. */
const caseNoOf = ({ paper, data }: Opened): string =>
  typeof data['caseNo'] === 'string' ? data['caseNo'] : keyOf(paper.case);

const Facts = ({ paper, caseNo }: { paper: PaperRow; caseNo: string }) => (
  <DescriptionList
    columns={1}
    items={[
      { label: '信访事项', value: <Link href={`/cases/${keyOf(paper.case)}`}>{caseNo}</Link> },
      { label: '发文单位', value: paper.organName },
      { label: '收件人', value: paper.addressee },
      { label: '成文日期', value: paper.issuedOn },
      { label: '出具', value: `${paper.issuedBy} ${formatInstant(paper.issuedAt)}` },
      ...(paper.reissueReason === undefined ? [] : [{ label: '重出理由', value: paper.reissueReason }]),
      { label: '模板', value: paper.template === 'builtin' ? '内置' : '本中心' },
      { label: '页数', value: `${paper.pdf.pages} 页` },
      { label: 'PDF 校验码', value: <Hash file={paper.pdf} /> },
      { label: 'Word 校验码', value: <Hash file={paper.docx} /> },
    ]}
  />
);

const Hash = ({ file: { sha256, bytes } }: { file: { sha256: string; bytes: number } }) => (
  <span className="paper-hash">
    <code>{sha256}</code> {sizeWords(bytes)}
  </span>
);

function Picture({ id }: { id: RecordId }) {
  const [page, setPage] = useState(1);
  const query = useQueryOf('papers.picture', { id, page }, { reads: [], keepPrevious: true });
  return (
    <PageView
      label="文书"
      shown={query.data}
      busy={query.isFetching}
      problem={query.error === null ? undefined : refusalSentence(refusalOf(query.error))}
      onPage={setPage}
    />
  );
}
