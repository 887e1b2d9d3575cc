import { Button } from 'antd';
import type { MergeItem } from '#shared/contract/merge';
import { useCommand } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { useToast } from '../../ui/toast';
import { SideView } from './SideView';

type StepItem = Extract<MergeItem, { type: 'step' }>;

/** Which of the steps taken at the same time counts. */
export function StepCard({ item }: { item: StepItem }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run, pending } = useCommand('merge.decideStep');
  const { step, rivals, statusNow, statusIfKept } = item;
  const names = rivals.map(({ name }) => `“${name}”`).join('、');
  const decide = async (take: 'keep' | 'withdraw') => {
    const answer = await confirm({
      title: take === 'keep' ? `采用“${step.name}”？` : `撤回“${step.name}”？`,
      body:
        take === 'keep'
          ? `本件成为“${statusIfKept ?? ''}”，撤回${names}；撤回的步骤留痕。`
          : `本件仍为“${statusNow}”；撤回的步骤留痕。`,
      reason: 'required',
      ok: take === 'keep' ? '采用' : '撤回',
    });
    if (answer === undefined) return;
    const done = await run({ id: item.id, op: step.op, take, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <>
      <p className="decision-why">{item.why}</p>
      <div className="decision-sides">
        {rivals.map((rival) => (
          <SideView key={rival.op} side={rival} mark="已经生效的步骤" title={rival.name} />
        ))}
        <SideView side={step} mark="没有生效的步骤" title={step.name} />
        <div className="decision-side">
          <small>裁定</small>
          <Button disabled={pending} onClick={() => void decide('withdraw')}>
            撤回“{step.name}”，仍为“{statusNow}”
          </Button>
          {statusIfKept === undefined ? (
            <span className="quiet">采用这一步也不能生效；确需办理的，撤回后重新办理。</span>
          ) : (
            <Button disabled={pending} onClick={() => void decide('keep')}>
              采用“{step.name}”，成为“{statusIfKept}”
            </Button>
          )}
        </div>
      </div>
    </>
  );
}
