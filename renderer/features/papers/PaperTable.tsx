import { Button, Dropdown } from 'antd';
import { Link, useLocation } from 'wouter';
import { againPath, nameOf, type PaperRow, paperPath, standingWords } from './words';
import { usePaperDeeds } from './usePaperDeeds';

/** Papers newest first; those that no longer stand are struck out and say why. */
export const PaperTable = ({ papers, readOnly }: { papers: readonly PaperRow[]; readOnly: boolean }) => (
  <table className="papers-table" aria-label="已出具的文书">
    <thead>
      <tr>
        <th>文书</th>
        <th>文号</th>
        <th>日期</th>
        <th>状态</th>
        <th className="actions">操作</th>
      </tr>
    </thead>
    <tbody>
      {papers.map((paper) => (
        <Row key={paper.id} paper={paper} readOnly={readOnly} />
      ))}
    </tbody>
  </table>
);

function Row({ paper, readOnly }: { paper: PaperRow; readOnly: boolean }) {
  const [, go] = useLocation();
  const deeds = usePaperDeeds();
  const name = nameOf(paper);
  const stands = paper.standing === 'valid';
  const items = [
    { key: 'pdf', label: '另存为 PDF', onClick: () => void deeds.save(paper, 'pdf') },
    { key: 'docx', label: '另存为 Word', onClick: () => void deeds.save(paper, 'docx') },
    ...(stands && !readOnly
      ? [
          { key: 'again', label: '重新出具', onClick: () => go(againPath(paper.id)) },
          { key: 'void', label: '作废', danger: true, onClick: () => void deeds.withdraw(paper) },
        ]
      : []),
  ];
  return (
    <tr className={stands ? '' : 'gone'}>
      <th scope="row">
        <Link href={paperPath(paper.id)}>{paper.title}</Link>
      </th>
      <td>{paper.docNo ?? '—'}</td>
      <td className="nowrap">{paper.issuedOn}</td>
      <td>
        {standingWords(paper)}
        {paper.voidReason === undefined ? null : <span className="quiet">（{paper.voidReason}）</span>}
      </td>
      <td className="actions">
        <Button type="link" size="small" aria-label={`打印${name}`} onClick={() => void deeds.print(paper)}>
          打印
        </Button>
        <Dropdown trigger={['click']} menu={{ items }}>
          <Button type="link" size="small" aria-haspopup="menu" aria-label={`${name}的更多操作`}>
            更多
          </Button>
        </Dropdown>
      </td>
    </tr>
  );
}
