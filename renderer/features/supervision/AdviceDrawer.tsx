import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { AdviceDetail } from '#shared/contract/supervision';
import { ADOPTIONS, ADVICE_KINDS, FeedbackInput } from '#shared/domain/supervision/advice';
import type { RecordId } from '#shared/kernel/ids';
import { useCommand, useQueryOf } from '../../client';
import { ActionButton } from '../../ui/ActionButton';
import { useConfirm } from '../../ui/confirm';
import { DescriptionList } from '../../ui/DescriptionList';
import { DateField } from '../../ui/form/DateField';
import { RadioField, TextAreaField, TextField, optionsOf } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { longDate } from '../../ui/format';
import { Toolbar } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { useToday } from '../../ui/today';
import { AdviceStateTag } from './AdviceStateTag';
import { SUPERVISION_READS } from './reads';
import { CaseLink } from './words';

/** One piece of advice, and what the unit made of it. */
export function AdviceDrawer({ id, onClose }: { id: RecordId; onClose: () => void }) {
  const query = useQueryOf('advice.get', { id }, { reads: SUPERVISION_READS });
  const [answering, setAnswering] = useState(false);
  const row = query.data?.row;
  return (
    <Drawer
      open
      size={720}
      title={row === undefined ? '三项建议' : `${ADVICE_KINDS[row.kind]} ${row.docNo ?? ''}`}
      onClose={onClose}
    >
      <QueryView query={query}>
        {(detail) => (
          <div className="sup-drawer">
            <Actions detail={detail} onAnswer={() => setAnswering(true)} onGone={onClose} />
            <Facts detail={detail} />
            <Feedbacks detail={detail} />
            {answering ? <FeedbackDialog id={id} onClose={() => setAnswering(false)} /> : null}
          </div>
        )}
      </QueryView>
    </Drawer>
  );
}

interface ActionsProps {
  readonly detail: AdviceDetail;
  readonly onAnswer: () => void;
  readonly onGone: () => void;
}

function Actions({ detail: { row }, onAnswer, onGone }: ActionsProps) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('advice.withdraw');
  if (row.voided) return null;
  const withdraw = async () => {
    const answer = await confirm({ title: '撤销这项建议？', reason: 'required', ok: '撤销建议', danger: true });
    if (answer === undefined) return;
    const done = await run({ id: row.id, reason: answer.reason });
    if (!done.ok) toast.refused(done.error);
    else {
      toast.saved(done.value.savedAt);
      onGone();
    }
  };
  const open = row.state !== 'answered';
  return (
    <Toolbar label="建议操作">
      <Button type="primary" onClick={onAnswer}>
        登记采纳情况
      </Button>
      {open && row.docNo === undefined ? (
        <ActionButton method="advice.makePaper" input={{ id: row.id }} said={({ docNo }) => `已生成建议书：${docNo}`}>
          补出建议书
        </ActionButton>
      ) : null}
      {row.paper === undefined ? null : (
        <ActionButton method="papers.print" input={{ id: row.paper }}>
          打印建议书
        </ActionButton>
      )}
      {open ? (
        <Button danger onClick={() => void withdraw()}>
          撤销建议
        </Button>
      ) : null}
    </Toolbar>
  );
}

function Facts({ detail: { row, fields, violations } }: { detail: AdviceDetail }) {
  const long = (label: string, text: string) => ({ label, value: <span className="pre">{text}</span>, span: 2 });
  return (
    <DescriptionList
      columns={2}
      items={[
        { label: '主送单位', value: row.unitName },
        { label: '状态', value: <AdviceStateTag row={row} /> },
        { label: '事项编号', value: <CaseLink id={row.case} caseNo={row.caseNo} /> },
        { label: '反馈期限', value: row.late > 0 ? `${row.feedbackDue}，已超期 ${row.late} 天` : row.feedbackDue },
        { label: '信访事项', value: row.subject, span: 2 },
        { label: '提出', value: `${row.issuedOn}（${fields.issuedBy}）`, span: 2 },
        ...(row.aboutName === undefined ? [] : [{ label: '被追责单位', value: row.aboutName, span: 2 }]),
        long('基本情况', fields.situation),
        long('存在问题', fields.problems),
        long('建议', fields.proposals.map((proposal, i) => `${i + 1}. ${proposal}`).join('\n')),
        ...(violations.length === 0
          ? []
          : [long('责任情形', violations.map(({ text, article }) => `${text}（${article}）`).join('\n'))]),
      ]}
    />
  );
}

const Feedbacks = ({ detail: { feedbacks } }: { detail: AdviceDetail }) => (
  <>
    <h3>采纳情况</h3>
    {feedbacks.length === 0 ? <p className="quiet">还没有收到书面反馈。</p> : null}
    <ol className="sup-chain" aria-label="采纳情况">
      {feedbacks.map((feedback) => (
        <li key={`${feedback.on} ${feedback.text}`}>
          <b>
            {longDate(feedback.on)} {ADOPTIONS[feedback.adopted]}
          </b>
          <p className="pre">{feedback.text}</p>
          <small>
            审签：{feedback.signer}；登记：{feedback.by}
          </small>
        </li>
      ))}
    </ol>
  </>
);

function FeedbackDialog({ id, onClose }: { id: RecordId; onClose: () => void }) {
  const on = useToday();
  const form = useDeskForm({ schema: FeedbackInput, defaultValues: { id, on, adopted: 'full' } });
  const save = useSave('advice.feedback', form, { onSaved: onClose });
  return (
    <FormDialog title="登记采纳情况" form={form} save={save} onClose={onClose} columns={2} width={640}>
      <RadioField name="adopted" label="采纳情况" options={optionsOf(ADOPTIONS)} span={2} />
      <DateField name="on" label="反馈日期" required />
      <TextField name="signer" label="审签领导" required maxLength={50} />
      <TextAreaField name="text" label="反馈内容" required rows={4} maxLength={3000} span={2} />
    </FormDialog>
  );
}
