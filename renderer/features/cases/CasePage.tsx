import './case-page.css';
import { Button } from 'antd';
import { Link, useParams } from 'wouter';
import { recordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Notice, Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { AttachmentsPanel } from '../attachments/index';
import { PapersPanel } from '../papers/index';
import { SupervisionOfCase } from '../supervision/index';
import { useVisitWords, type VisitWords } from '../visits/index';
import { HeadActions, StepBar } from './page/Actions';
import { Clocks } from './page/Clocks';
import { Contacts } from './page/Contacts';
import { LinkDialog, MergeDialog, SplitDialog } from './page/dialogs';
import { Facts } from './page/Facts';
import { Hands } from './page/Hands';
import { HISTORY_LABELS, historyWords } from './page/history';
import { People } from './page/People';
import { Relations } from './page/Relations';
import { StepDialog } from './page/StepDialog';
import type { CaseDetail } from './page/steps/form';
import { CaseTags } from './page/tags';
import { Timeline } from './page/Timeline';
import { type Deeds, useDeeds } from './page/useDeeds';
import { casePath } from './brief';

/** One matter from registration to archive: its facts, its clocks, who has it, and what comes next. */
export default function CasePage() {
  const { key = '' } = useParams();
  const query = useQueryOf('cases.get', { id: recordId('cases', key) });
  return <QueryView query={query}>{(detail) => <CaseView detail={detail} />}</QueryView>;
}

function CaseView({ detail }: { detail: CaseDetail }) {
  const { row, fields } = detail;
  const words = useVisitWords();
  const deeds = useDeeds(row.id);
  return (
    <Page
      title={`信访事项 ${row.caseNo}`}
      fill
      sub={
        <span className="case-head">
          <CaseTags row={row} />
          <span className="title" title={`${row.name}：${row.title}`}>
            {row.name}：{row.title}
          </span>
        </span>
      }
      extra={<HeadActions detail={detail} deeds={deeds} />}
    >
      <StepBar detail={detail} deeds={deeds} />
      <div className="case-columns">
        <div className="case-left">
          <Notices detail={detail} deeds={deeds} />
          <People fields={fields} />
          <Facts detail={detail} nameOf={words.nameOf} />
          <SupervisionOfCase id={row.id} />
          <div className="case-section">
            <PapersPanel caseId={row.id} readOnly={row.voided} />
          </div>
          <Contacts contacts={detail.contacts} />
          <Relations detail={detail} deeds={deeds} />
          <div className="case-section">
            <AttachmentsPanel on={row.id} readOnly={row.voided} />
          </div>
        </div>
        <div className="case-right">
          <Clocks clocks={detail.clocks} noTerm={detail.noTerm} />
          <Hands hands={detail.hands} />
          <Timeline timeline={detail.timeline} />
        </div>
      </div>
      <Dialogs detail={detail} deeds={deeds} words={words} />
    </Page>
  );
}

/** What must be seen before anything else. */
function Notices({ detail: { row, state, timeline }, deeds }: { detail: CaseDetail; deeds: Deeds }) {
  const disputed = timeline.filter(({ problem }) => problem !== undefined);
  return (
    <>
      {row.voided ? <Notice tone="danger">本件已作废，只能查看。</Notice> : null}
      {row.confidential ? (
        <Notice tone="warning">
          检举控告件须保密：材料和情况不得透露、转给被检举控告的人员或者单位（《信访工作条例》第三十条）。
        </Notice>
      ) : null}
      {state.mergedInto === undefined ? null : (
        <Notice actions={<Button onClick={() => void deeds.unmerge(row.id)}>撤销并入</Button>}>
          本件已并入 <Link href={casePath(state.mergedInto.id)}>{state.mergedInto.caseNo}</Link>
          ，请在该件中办理。
        </Notice>
      )}
      {disputed.length === 0 ? null : (
        <Notice tone="danger">
          有 {disputed.length} 个步骤合并后不能成立，须人工裁定：
          {disputed.map(({ title, problem }) => `${title}（${problem}）`).join('；')}
        </Notice>
      )}
    </>
  );
}

interface DialogsProps {
  readonly detail: CaseDetail;
  readonly deeds: Deeds;
  readonly words: VisitWords;
}

function Dialogs({ detail, deeds, words }: DialogsProps) {
  const { id } = detail.row;
  const { dialog, close } = deeds;
  return (
    <>
      <HistoryDrawer
        id={id}
        open={dialog === 'history'}
        onClose={close}
        labels={HISTORY_LABELS}
        format={(field, value) => historyWords(field, value, words.nameOf)}
      />
      {dialog === undefined || dialog === 'history' ? null : dialog === 'split' ? (
        <SplitDialog detail={detail} words={words} onClose={close} />
      ) : dialog === 'mergeInto' ? (
        <MergeDialog id={id} onClose={close} />
      ) : dialog === 'link' ? (
        <LinkDialog id={id} onClose={close} />
      ) : (
        <StepDialog key={dialog} detail={detail} step={dialog} onClose={close} />
      )}
    </>
  );
}
