import type { OutputOf } from '../../client';

type Issue = OutputOf<'departments.importPreview'>['issues'][number];

/** What is wrong in an imported file, by sheet, row and column. */
export const IssueTable = ({ issues }: { issues: readonly Issue[] }) => (
  <div className="import-rows">
    <table className="plain-table" aria-label="文件中的错误">
      <thead>
        <tr>
          <th>工作表</th>
          <th>行</th>
          <th>列</th>
          <th>问题</th>
        </tr>
      </thead>
      <tbody>
        {issues.map(({ sheet, row, column, message }) => (
          <tr key={`${sheet}${row}${column}${message}`}>
            <td>{sheet}</td>
            <td>{row === 0 ? '全表' : row}</td>
            <td>{column}</td>
            <td>{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
