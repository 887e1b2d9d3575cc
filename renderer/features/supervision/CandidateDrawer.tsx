import { Button, Drawer } from 'antd';
import type { CandidateRow } from '#shared/contract/supervision';
import { WAY_NAMES } from '#shared/domain/supervision/situation';
import { DescriptionList } from '../../ui/DescriptionList';
import { CaseLink, subjectOf, timesText } from './words';

interface Props {
  readonly row: CandidateRow;
  readonly onClose: () => void;
  readonly onIssue: () => void;
}

/** Why a unit should be urged about a case: the facts with their articles. */
export const CandidateDrawer = ({ row, onClose, onIssue }: Props) => (
  <Drawer
    open
    size={620}
    title={`待督办：${row.unitName}`}
    onClose={onClose}
    extra={
      <Button type="primary" onClick={onIssue} autoFocus>
        督办
      </Button>
    }
  >
    <DescriptionList
      columns={2}
      items={[
        { label: '事项编号', value: <CaseLink id={row.case} caseNo={row.caseNo} /> },
        { label: '拟第几次', value: timesText(row.no) },
        { label: '信访事项', value: subjectOf(row), span: 2 },
        { label: '建议方式', value: WAY_NAMES[row.way], span: 2 },
      ]}
    />
    <Triggers triggers={row.triggers} />
  </Drawer>
);

/** Each situation with its facts and the article. */
export const Triggers = ({ triggers }: Pick<CandidateRow, 'triggers'>) => (
  <ol className="sup-triggers" aria-label="督办情形">
    {triggers.map(({ key, title, facts, article }) => (
      <li key={key}>
        <b>{title}</b>
        <p>{facts}</p>
        <small>依据：{article}</small>
      </li>
    ))}
  </ol>
);
