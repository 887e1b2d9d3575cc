import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { RecordId } from '#shared/kernel/ids';
import { call, type OutputOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { useToast } from '../../ui/toast';
import type { VisitWords } from './dictionary';
import { LinkDialog } from './LinkDialog';

interface Props {
  readonly id: RecordId;
  readonly priors: OutputOf<'visits.get'>['priors'];
  readonly voided: boolean;
  readonly words: VisitWords;
}

/** The earlier visits this one is linked to; linking and unlinking are a person's decision. */
export function Priors({ id, priors, voided, words }: Props) {
  const [linking, setLinking] = useState(false);
  const confirm = useConfirm();
  const toast = useToast();
  const unlink = async (priorVisitId: RecordId) => {
    const answer = await confirm({ title: '取消与前件的关联？', reason: 'required', ok: '取消关联' });
    if (answer === undefined) return;
    const done = await call('visits.unlinkPrior', { id, priorVisitId, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <section aria-label="关联的前件">
      <h2>
        关联的前件
        <Button size="small" disabled={voided} onClick={() => setLinking(true)}>
          关联前件
        </Button>
      </h2>
      {priors.length === 0 ? (
        <p className="quiet">没有关联前件。</p>
      ) : (
        <ul className="visit-priors">
          {priors.map((prior) => (
            <li key={prior.id}>
              <Link href={`/visits/${prior.visitNo}`}>{prior.visitNo}</Link>
              <span>{prior.petitionDate}</span>
              <span>{prior.name ?? '（姓名不清）'}</span>
              <span className="title">{prior.title}</span>
              <span>{prior.responsibleUnit === undefined ? '' : words.nameOf(prior.responsibleUnit)}</span>
              <Button size="small" disabled={voided} onClick={() => void unlink(prior.id)}>
                取消关联
              </Button>
            </li>
          ))}
        </ul>
      )}
      {linking ? <LinkDialog id={id} onClose={() => setLinking(false)} /> : null}
    </section>
  );
}
