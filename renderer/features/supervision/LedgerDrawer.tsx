import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { SupervisionDetail } from '#shared/contract/supervision';
import { CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import { WAYS, WAY_NAMES } from '#shared/domain/supervision/situation';
import type { RecordId } from '#shared/kernel/ids';
import { useCommand, useQueryOf } from '../../client';
import { ActionButton } from '../../ui/ActionButton';
import { useConfirm } from '../../ui/confirm';
import { DescriptionList } from '../../ui/DescriptionList';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Toolbar } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { AdviceDialog } from './AdviceDialog';
import { Triggers } from './CandidateDrawer';
import { Chain } from './Chain';
import { ManualDialog } from './ManualDialog';
import { ReplyDialog } from './ReplyDialog';
import { ReviewDialog } from './ReviewDialog';
import { SUPERVISION_READS } from './reads';
import { CaseLink, ColourTag, StateTag, timesText } from './words';

interface Props {
  readonly id: RecordId;
  readonly onOpen: (id: RecordId) => void;
  readonly onClose: () => void;
}

type Dialog = 'reply' | 'review' | 'again' | 'advice' | 'history';

/** One 督办件: what was asked, what came back, what can be done next, and the letters before and after it. */
export function LedgerDrawer({ id, onOpen, onClose }: Props) {
  const query = useQueryOf('supervision.get', { id }, { reads: SUPERVISION_READS });
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const row = query.data?.current.row;
  return (
    <Drawer
      open
      size={760}
      title={row === undefined ? '督办' : `${row.docNo ?? '督办'} ${row.unitName}`}
      onClose={onClose}
      extra={<Button onClick={() => setDialog('history')}>变更记录</Button>}
    >
      <QueryView query={query}>
        {(detail) => (
          <div className="sup-drawer">
            <Actions detail={detail} onAct={setDialog} onGone={onClose} />
            <Facts detail={detail} />
            <Triggers triggers={detail.current.triggers} />
            <h3>督办和回复</h3>
            <Chain chain={detail.chain} current={id} onOpen={onOpen} />
            {dialog === 'reply' ? <ReplyDialog id={id} onClose={close} /> : null}
            {dialog === 'review' ? <ReviewDialog id={id} onClose={close} /> : null}
            {dialog === 'again' ? (
              <ManualDialog
                about={{ case: detail.current.row.case, unit: detail.current.row.unit, follows: id, ...detail.next }}
                onClose={close}
              />
            ) : null}
            {dialog === 'advice' ? <AdviceDialog about={detail.current.row} onClose={close} /> : null}
          </div>
        )}
      </QueryView>
      <HistoryDrawer id={id} open={dialog === 'history'} onClose={close} labels={LABELS} />
    </Drawer>
  );
}

interface ActionsProps {
  readonly detail: SupervisionDetail;
  readonly onAct: (dialog: Dialog) => void;
  readonly onGone: () => void;
}

function Actions({ detail, onAct, onGone }: ActionsProps) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('supervision.withdraw');
  const { row } = detail.current;
  if (row.voided) return null;
  const withdraw = async () => {
    const answer = await confirm({
      title: '撤销这次督办？',
      body: '撤销后留痕，不再跟踪回复；已经发出的督办函请另行告知单位。',
      reason: 'required',
      ok: '撤销督办',
      danger: true,
    });
    if (answer === undefined) return;
    const done = await run({ id: row.id, reason: answer.reason });
    if (!done.ok) toast.refused(done.error);
    else {
      toast.saved(done.value.savedAt);
      onGone();
    }
  };
  const closed = row.state === 'closed';
  return (
    <Toolbar label="督办操作">
      {closed ? null : (
        <>
          <Button type={row.state === 'answered' ? 'default' : 'primary'} onClick={() => onAct('reply')}>
            登记回复
          </Button>
          <Button
            type={row.state === 'answered' ? 'primary' : 'default'}
            disabled={row.state !== 'answered'}
            onClick={() => onAct('review')}
          >
            督查审理
          </Button>
          <Button onClick={() => onAct('again')}>再次督办</Button>
          {row.docNo === undefined && WAYS[row.way].letter ? (
            <ActionButton
              method="supervision.makePaper"
              input={{ id: row.id }}
              said={({ docNo }) => `已生成督办函：${docNo}`}
            >
              补出督办函
            </ActionButton>
          ) : null}
        </>
      )}
      {row.paper === undefined ? null : (
        <ActionButton method="papers.print" input={{ id: row.paper }}>
          打印督办函
        </ActionButton>
      )}
      <Button onClick={() => onAct('advice')}>提出建议</Button>
      {closed ? null : (
        <Button danger onClick={() => void withdraw()}>
          撤销督办
        </Button>
      )}
    </Toolbar>
  );
}

function Facts({ detail: { current, caseStatus } }: { detail: SupervisionDetail }) {
  const { row, fields, violations } = current;
  return (
    <DescriptionList
      columns={2}
      items={[
        { label: '事项编号', value: <CaseLink id={row.case} caseNo={row.caseNo} /> },
        { label: '事项状态', value: caseStatus === undefined ? '' : CASE_STATUS_NAMES[caseStatus] },
        { label: '信访事项', value: row.subject, span: 2 },
        { label: '状态', value: <StateTag state={row.state} voided={row.voided} /> },
        { label: '三色档案', value: <ColourTag colour={row.colour} /> },
        { label: '督办方式', value: `${WAY_NAMES[row.way]}，${timesText(row.no)}` },
        { label: '批准人', value: fields.approver },
        { label: '督办日期', value: `${row.issuedOn}（${fields.issuedBy}）` },
        {
          label: '回复期限',
          value: row.late > 0 ? `${row.replyDue}，已超期 ${row.late} 天` : `${row.replyDue}，已等待 ${row.waited} 天`,
        },
        { label: '督办要求', value: <span className="pre">{fields.requirement}</span>, span: 2 },
        ...(violations.length === 0
          ? []
          : [
              {
                label: '责任情形',
                value: violations.map(({ text, article }) => `${text}（${article}）`).join('；'),
                span: 2,
              },
            ]),
      ]}
    />
  );
}

const LABELS = {
  case: '信访事项',
  caseNo: '事项编号',
  subject: '信访人和事项',
  unit: '督办单位',
  points: '督办情形',
  way: '督办方式',
  no: '第几次',
  requirement: '督办要求',
  replyDue: '回复期限',
  issuedOn: '督办日期',
  issuedBy: '督办人',
  approver: '批准人',
  violations: '责任情形',
  letter: '函件',
  escalates: '前次督办',
  paper: '督办函',
  docNo: '文号',
  replies: '单位回复',
  reviews: '督查审理',
};
