import { Button } from 'antd';
import type { MergeItem } from '#shared/contract/merge';
import { type InputOf, useCommand } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { useToast } from '../../ui/toast';
import { SideView } from './SideView';

type StepItem = Extract<MergeItem, { type: 'step' }>;
type Take = InputOf<'merge.decideStep'>['take'];

/** Which of the steps taken at the same time counts. */
export function StepCard({ item }: { item: StepItem }) {
  const { step, rivals, why, statusNow } = item;
  const standing = why === undefined;
  return (
    <>
      <p className="decision-why">
        {why ?? `这些步骤在互不知情时办理，都已生效，本件现为“${statusNow}”。请确认是否都有效。`}
      </p>
      <div className="decision-sides">
        {rivals.map((rival) => (
          <SideView key={rival.op} side={rival} mark="已经生效的步骤" title={rival.name} />
        ))}
        <SideView side={step} mark={standing ? '后生效的步骤' : '没有生效的步骤'} title={step.name} />
        <Choices item={item} />
      </div>
    </>
  );
}

function Choices({ item }: { item: StepItem }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run, pending } = useCommand('merge.decideStep');
  const { step, rivals, why, statusNow, statusIfKept, statusIfWithdrawn } = item;
  const names = rivals.map(({ name }) => `“${name}”`).join('、');
  const choices: { readonly [T in Take]: { readonly title: string; readonly body: string; readonly ok: string } } = {
    withdraw: { title: `撤回“${step.name}”`, body: `本件为“${statusIfWithdrawn}”；撤回的步骤留痕。`, ok: '撤回' },
    keep: {
      title: `采用“${step.name}”`,
      body: `本件为“${statusIfKept ?? ''}”，撤回${names}；撤回的步骤留痕。`,
      ok: '采用',
    },
    both: { title: '都有效', body: `${names}和“${step.name}”都有效，本件仍为“${statusNow}”。`, ok: '都有效' },
  };
  const decide = async (take: Take) => {
    const { title, body, ok } = choices[take];
    const answer = await confirm({ title: `${title}？`, body, reason: 'required', ok });
    if (answer === undefined) return;
    const done = await run({ id: item.id, op: step.op, take, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <div className="decision-side">
      <small>裁定</small>
      {why === undefined ? (
        <Button disabled={pending} onClick={() => void decide('both')}>
          都有效，仍为“{statusNow}”
        </Button>
      ) : null}
      <Button disabled={pending} onClick={() => void decide('withdraw')}>
        撤回“{step.name}”，为“{statusIfWithdrawn}”
      </Button>
      {statusIfKept === undefined ? (
        <span className="quiet">采用这一步也不能生效；确需办理的，撤回后重新办理。</span>
      ) : (
        <Button disabled={pending} onClick={() => void decide('keep')}>
          采用“{step.name}”，为“{statusIfKept}”
        </Button>
      )}
    </div>
  );
}
