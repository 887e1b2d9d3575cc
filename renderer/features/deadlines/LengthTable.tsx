import { Button, Tag } from 'antd';
import { useState } from 'react';
import {
  DEADLINE_KINDS,
  DEADLINES,
  type DeadlineKind,
  lengthWords,
  SUBJECTS,
  usualLength,
} from '#shared/domain/deadlines/kind';
import { type DeadlinePolicy, lengthOf } from '#shared/domain/deadlines/policy';
import { LengthDialog } from './LengthDialog';

/** Every limit with who keeps it, from when, how long and by which article. */
export function LengthTable({ policy }: { policy: DeadlinePolicy }) {
  const [editing, setEditing] = useState<DeadlineKind>();
  return (
    <div className="limits-sheet">
      <table className="limits-table" aria-label="期限长度">
        <thead>
          <tr>
            <th>期限</th>
            <th>主体</th>
            <th>起算</th>
            <th>长度</th>
            <th>依据</th>
            <th className="actions">操作</th>
          </tr>
        </thead>
        <tbody>
          {DEADLINE_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{DEADLINES[kind].title}</th>
              <td className="nowrap">{SUBJECTS[DEADLINES[kind].subject]}</td>
              <td className="nowrap">{DEADLINES[kind].from}</td>
              <td className="nowrap">
                <LengthCell kind={kind} policy={policy} />
              </td>
              <td>{DEADLINES[kind].article}</td>
              <td className="actions">
                <Button
                  type="link"
                  size="small"
                  aria-label={`修改${DEADLINES[kind].title}`}
                  onClick={() => setEditing(kind)}
                >
                  修改
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing === undefined ? null : (
        <LengthDialog kind={editing} policy={policy} onClose={() => setEditing(undefined)} />
      )}
    </div>
  );
}

function LengthCell({ kind, policy }: { kind: DeadlineKind; policy: DeadlinePolicy }) {
  const now = lengthOf(kind, policy);
  const usual = usualLength(kind);
  const words = lengthWords(kind, now);
  const { unit, optional = false } = DEADLINES[kind];
  const given = unit === 'given' && !optional && now !== undefined;
  return (
    <>
      {given ? `未指定的，${words}` : words}
      {policy.lengths[kind] === undefined ? null : (
        <>
          <Tag color="gold">已更改</Tag>
          <span className="quiet">原为{lengthWords(kind, usual)}</span>
        </>
      )}
    </>
  );
}
