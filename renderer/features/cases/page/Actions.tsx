import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { useHotkey } from '../../../ui/hotkeys';
import { Hint } from '../../../ui/Page';
import { refusalSentence, type Toast, useToast } from '../../../ui/toast';
import { STEP_BAR } from './StepDialog';
import { type DirectStep, STEP_FORMS } from './steps';
import type { CaseDetail } from './steps/form';
import type { Deeds, DialogName } from './useDeeds';

type Offer = CaseDetail['offers'][number];
type Direct = Offer & { readonly step: DirectStep };
const isDirect = (offer: Offer): offer is Direct => offer.step in STEP_FORMS;

/** 下一步: every step that stands open, in the order of the table, the first nine with a key. */
export function StepBar({ detail, deeds }: { detail: CaseDetail; deeds: Deeds }) {
  const open = detail.offers.filter(isDirect).filter(({ mark, closed }) => !mark && closed === undefined);
  const likely = likelyStep(detail, open);
  return (
    <div className="case-steps" id={STEP_BAR} tabIndex={-1} role="toolbar" aria-label="下一步">
      {open.length === 0 ? <span className="quiet">没有待办的步骤。</span> : null}
      {open.map((offer, i) => (
        <StepButton
          key={offer.step}
          offer={offer}
          digit={i + 1}
          likely={offer.step === likely}
          onClick={() => deeds.open(offer.step)}
        />
      ))}
    </div>
  );
}

/** What was planned at registration, else the first step that was not taken yet: it stands out. */
function likelyStep({ planned, timeline }: CaseDetail, open: readonly Direct[]): DirectStep | undefined {
  const [first] = open;
  const meant = open.find(({ step }) => step === planned.mode);
  if (meant !== undefined || first === undefined) return meant?.step;
  return timeline.some(({ step, withdrawn }) => step === first.step && !withdrawn) ? undefined : first.step;
}

interface StepButtonProps {
  readonly offer: Direct;
  readonly digit: number;
  readonly likely: boolean;
  readonly onClick: () => void;
}

function StepButton({ offer, digit, likely, onClick }: StepButtonProps) {
  const keys = digit <= 9 ? `Alt+${digit}` : undefined;
  useHotkey(keys, onClick);
  return (
    <Button
      color="primary"
      variant={likely ? 'solid' : 'outlined'}
      onClick={onClick}
      aria-keyshortcuts={keys}
      title={offer.article}
    >
      {offer.title}
      {keys === undefined ? null : <Hint keys={keys} />}
    </Button>
  );
}

/** Actions of the heading: taking back, correcting, the history, and 更多. */
export function HeadActions({ detail, deeds }: { detail: CaseDetail; deeds: Deeds }) {
  const { row, canUndo, timeline } = detail;
  const last = timeline.find(({ withdrawn }) => !withdrawn);
  useHotkey('Ctrl+E', deeds.edit, !row.voided);
  return (
    <>
      <Button disabled={!canUndo} onClick={() => void deeds.undo(last?.title ?? '')}>
        撤销上一步
      </Button>
      <Button disabled={row.voided} onClick={deeds.edit} aria-keyshortcuts="Control+E">
        更正
        <Hint keys="Ctrl+E" />
      </Button>
      <Button onClick={() => deeds.open('history')}>变更记录</Button>
      <More detail={detail} deeds={deeds} />
    </>
  );
}

/** 更多: notes about the case, its splitting and merging, and the steps that are closed with the reason why. */
function More({ detail, deeds }: { detail: CaseDetail; deeds: Deeds }) {
  const [shown, setShown] = useState(false);
  const toast = useToast();
  useHotkey('Alt+0', () => setShown(true));
  const entries = entriesOf(detail, deeds, toast);
  const items = GROUPS.map((title) => ({
    type: 'group' as const,
    key: title,
    label: title,
    children: entries.filter(({ group }) => group === title).map(({ key, label }) => ({ key, label })),
  })).filter(({ children }) => children.length > 0);
  return (
    <Dropdown
      trigger={['click']}
      open={shown}
      onOpenChange={setShown}
      autoFocus
      destroyOnHidden
      placement="bottomRight"
      menu={{
        items,
        className: 'case-more',
        onClick: ({ key, domEvent }) => {
          // The Enter that chose must not press a button of the dialog it opens.
          domEvent.preventDefault();
          entries.find((entry) => entry.key === key)?.run();
        },
      }}
    >
      <Button aria-haspopup="menu" aria-keyshortcuts="Alt+0">
        更多
        <DownOutlined />
        <Hint keys="Alt+0" />
      </Button>
    </Dropdown>
  );
}

const GROUPS = ['记录', '事项', '暂不能办'] as const;
interface Entry {
  readonly group: (typeof GROUPS)[number];
  readonly key: string;
  readonly label: ReactNode;
  readonly run: () => void;
}

function entriesOf({ offers, row, state }: CaseDetail, deeds: Deeds, toast: Toast): Entry[] {
  const direct = offers.filter(isDirect);
  const notes = direct.filter(({ mark, closed }) => mark && closed === undefined);
  const dialog = (group: Entry['group'], key: DialogName, label: string): Entry => ({
    group,
    key,
    label,
    run: () => deeds.open(key),
  });
  return [
    ...notes.map(({ step, title }) => dialog('记录', step, title)),
    ...(row.voided
      ? []
      : [
          dialog('事项', 'split', '拆分'),
          state.mergedInto === undefined
            ? dialog('事项', 'mergeInto', '并入其他事项')
            : { group: '事项' as const, key: 'unmerge', label: '撤销并入', run: () => void deeds.unmerge(row.id) },
          dialog('事项', 'link', '关联事项'),
        ]),
    ...direct.flatMap(({ step, title, closed }): Entry[] =>
      closed === undefined
        ? []
        : [
            {
              group: '暂不能办',
              key: step,
              label: <Closed title={title} why={refusalSentence(closed)} />,
              run: () => toast.refused(closed),
            },
          ],
    ),
  ];
}

const Closed = ({ title, why }: { title: string; why: string }) => (
  <span className="case-closed-step">
    {title}
    <small>{why}</small>
  </span>
);
