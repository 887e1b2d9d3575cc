import { Modal } from 'antd';
import { Notice } from '../../ui/Page';
import type { BatchOutcome } from './CandidatesTab';
import { CaseLink } from './words';

/** What came of a batch: the letters with their numbers, and what could not be urged. */
export const BatchResult = ({ outcome, onClose }: { outcome: BatchOutcome; onClose: () => void }) => (
  <Modal
    open
    width={760}
    title="生成督办函的结果"
    okText="知道了"
    okButtonProps={{ autoFocus: true }}
    cancelButtonProps={{ style: { display: 'none' } }}
    onOk={onClose}
    onCancel={onClose}
  >
    <div className="sup-result">
      <p role="status">
        已督办 <b>{outcome.issued.length}</b> 份，未督办 <b>{outcome.refused.length}</b> 件。
        {outcome.cancelled ? '已按要求停止，其余未生成。' : ''}
      </p>
      {outcome.paperProblem === undefined ? null : (
        <Notice tone="warning">督办已经登记，但有的督办函没有生成：{outcome.paperProblem}可在督办台账中补出。</Notice>
      )}
      {outcome.issued.length === 0 ? null : (
        <table className="sup-table" aria-label="已生成的督办函">
          <thead>
            <tr>
              <th scope="col">文号</th>
              <th scope="col">主送单位</th>
              <th scope="col">事项数</th>
            </tr>
          </thead>
          <tbody>
            {outcome.issued.map(({ id, docNo, unitName, cases }) => (
              <tr key={id}>
                <td>{docNo ?? '（未出函）'}</td>
                <td>{unitName}</td>
                <td>{cases}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {outcome.refused.length === 0 ? null : (
        <table className="sup-table" aria-label="未督办的事项">
          <thead>
            <tr>
              <th scope="col">事项编号</th>
              <th scope="col">单位</th>
              <th scope="col">原因</th>
            </tr>
          </thead>
          <tbody>
            {outcome.refused.map(({ case: id, caseNo, unitName, message }) => (
              <tr key={`${id} ${unitName}`}>
                <td>
                  <CaseLink id={id} caseNo={caseNo} />
                </td>
                <td>{unitName}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  </Modal>
);
