import './visits.css';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { adviceFor } from '#shared/domain/visits/advice';
import { GIVEN_LABELS, VISIT_LABELS } from '#shared/domain/visits/labels';
import { clockText, presentField, type PresentableField, presentValue } from '#shared/domain/visits/present';
import { keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import { call, type OutputOf, useQueryOf } from '../../client';
import { ActionButton } from '../../ui/ActionButton';
import { useConfirm } from '../../ui/confirm';
import { DescriptionList, type Fact } from '../../ui/DescriptionList';
import { PDF, useSaveAs } from '../../ui/ExportButton';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Hint, Notice, Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { useHotkey } from '../../ui/hotkeys';
import { AttachmentsPanel } from '../attachments/index';
import { CaseOfVisit } from '../cases/index';
import { useVisitWords, type VisitWords } from './dictionary';
import { Advices } from './Advices';
import { Priors } from './Priors';

type Detail = OutputOf<'visits.get'>;
const LABELS: Readonly<Record<string, string>> = { ...VISIT_LABELS, ...GIVEN_LABELS, priorVisits: '前件', '': '撤回' };

/** One registered visit: what was written down, its earlier visits, its papers and its history. */
export default function VisitPage() {
  const { no = '' } = useParams();
  const query = useQueryOf('visits.get', { id: recordId('visits', no) }, { reads: ['visits', 'visitPolicy'] });
  return <QueryView query={query}>{(detail) => <VisitDetail detail={detail} />}</QueryView>;
}

function VisitDetail({ detail }: { detail: Detail }) {
  const { id, visit, voided, priors, policy } = detail;
  const words = useVisitWords();
  const [history, setHistory] = useState(false);
  const [, go] = useLocation();
  const confirm = useConfirm();
  const toast = useToast();
  const edit = () => go(`/visits/${visit.visitNo}/edit`);
  useHotkey('Ctrl+E', edit, !voided);
  const withdraw = async () => {
    const answer = await confirm({
      title: `作废来访登记 ${visit.visitNo}？`,
      body: '作废后不能再更正，序号保留、不再使用；登记内容仍可查看。',
      reason: 'required',
      ok: '作废',
      danger: true,
    });
    if (answer === undefined) return;
    const done = await call('visits.void', { id, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <Page
      title={`来访登记 ${visit.visitNo}`}
      extra={
        <>
          <Papers id={id} visitNo={visit.visitNo} />
          <Button onClick={() => setHistory(true)}>变更记录</Button>
          <Button onClick={edit} disabled={voided}>
            更正
            <Hint keys="Ctrl+E" />
          </Button>
          <Button danger onClick={() => void withdraw()} disabled={voided}>
            作废
          </Button>
        </>
      }
    >
      <div className="visit-detail">
        {voided ? <Notice tone="danger">此件已作废：{visit.voidReason}</Notice> : null}
        <CaseOfVisit visit={id} voided={voided} />
        <Advices advice={adviceFor(visit, policy)} />
        {SECTIONS.map(({ title, fields }) => (
          <Facts key={title} title={title} items={factsOf(visit, fields, words)} />
        ))}
        <Priors id={id} priors={priors} voided={voided} words={words} />
        <AttachmentsPanel on={id} readOnly={voided} />
      </div>
      <HistoryDrawer
        id={id}
        open={history}
        onClose={() => setHistory(false)}
        labels={LABELS}
        format={(field, value) => historyWords(field, value, words)}
      />
    </Page>
  );
}

function Facts({ title, items }: { title: string; items: readonly Fact[] }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <DescriptionList items={items} columns={3} />
    </section>
  );
}

/** Print and PDF of both papers. */
function Papers({ id, visitNo }: { id: RecordId; visitNo: string }) {
  const { saveAs } = useSaveAs();
  const pdf = (method: 'visits.formPdf' | 'visits.receiptPdf', name: string) =>
    void saveAs({
      method,
      input: (file) => ({ id, file }),
      name: `${name}-${visitNo}.pdf`,
      kind: PDF,
      title: `保存${name}`,
    });
  return (
    <>
      <ActionButton method="visits.receiptPrint" input={{ id }} hotkey="Ctrl+P">
        打印回执
      </ActionButton>
      <ActionButton method="visits.formPrint" input={{ id }} hotkey="F9">
        打印登记表
      </ActionButton>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'form', label: '来访登记表', onClick: () => pdf('visits.formPdf', '来访登记表') },
            { key: 'receipt', label: '登记回执', onClick: () => pdf('visits.receiptPdf', '登记回执') },
          ],
        }}
      >
        <Button aria-haspopup="menu">存为 PDF</Button>
      </Dropdown>
    </>
  );
}

interface Section {
  readonly title: string;
  /** Fields in threes; `+` takes two columns, `!` the whole width; `?` is left out when nothing is said. */
  readonly fields: readonly (
    | PresentableField
    | `${PresentableField}+`
    | `${PresentableField}!`
    | `${PresentableField}?`
    | `${PresentableField}!?`
  )[];
}

const SECTIONS: readonly Section[] = [
  {
    title: '编号与时间',
    fields: [
      'visitNo',
      'caseNo',
      'queryCode',
      'petitionDate',
      'registeredAt',
      'registeredBy',
      'registeredUnit',
      'channel',
      'source',
      'ticketNo?',
      'receptionStart?',
      'receptionEnd?',
      'leftAt?',
    ],
  },
  {
    title: '信访人',
    fields: [
      'name',
      'gender',
      'birthDate',
      'idType',
      'idNo',
      'phone',
      'addressRegion',
      'address+',
      'ethnicity?',
      'workplace?',
      'occupation?',
      'identityUnclear?',
      'unclearNote?',
      'isAgent?',
      'principalName?',
    ],
  },
  {
    title: '人数',
    fields: ['headcount', 'affectedCount', 'visitKind', 'vulnerabilities?', 'hasMinors?', 'representatives!?'],
  },
  {
    title: '诉求内容',
    fields: [
      'purpose',
      'categoryCode',
      'problemRegion',
      'title!',
      'summary!',
      'demand!',
      'facts!?',
      'problemPlace?',
      'occurredOn?',
      'topicTags?',
      'attachments!?',
    ],
  },
  {
    title: '初重、越级与风险',
    fields: ['isRepeat', 'visitTimes?', 'isSkipLevel?', 'priorProcedures!?', 'riskFlags!?', 'riskNote!?'],
  },
  {
    title: '接谈与办理',
    fields: [
      'receivingUnit',
      'receivedBy',
      'firstContact',
      'companionUnits?',
      'receivingLeader?',
      'opinion!?',
      'replyOnSpot!?',
      'handlingMode',
      'responsibleUnit',
      'handlingDue',
      'instruction!?',
      'result!?',
      'delivery?',
      'satisfaction?',
      'remark!?',
    ],
  },
];

function factsOf(visit: Detail['visit'], fields: Section['fields'], words: VisitWords): Fact[] {
  return fields.flatMap((spec) => {
    const field = spec.replace(/[+!?]/g, '') as PresentableField;
    const value = presentField(visit, field, words.nameOf);
    if (value === '' && spec.includes('?')) return [];
    const text = <span className="pre">{value}</span>;
    const span = spec.includes('!') ? 3 : spec.includes('+') ? 2 : 1;
    return [{ label: LABELS[field] ?? field, value: value === '' ? '' : text, span }];
  });
}

function historyWords(field: string, value: unknown, words: VisitWords): string | undefined {
  if (field === 'registeredAt' && typeof value === 'number') return clockText(value);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'object' && 'visit' in value && typeof value.visit === 'string')
    return keyOf(value.visit as RecordId);
  if (typeof value === 'object' && 'name' in value) return String(value.name);
  if (typeof value === 'object' && 'reason' in value) return String(value.reason);
  if (typeof value === 'object' && !Array.isArray(value)) return undefined;
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) return undefined;
  return presentValue(field, value, words.nameOf);
}
