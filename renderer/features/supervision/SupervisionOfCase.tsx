import './supervision.css';
import { useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { ADVICE_KINDS } from '#shared/domain/supervision/advice';
import { refusalOf, useQueryOf } from '../../client';
import { ErrorState } from '../../ui/states';
import { AdviceStateTag } from './AdviceStateTag';
import { Chain } from './Chain';
import { LedgerDrawer } from './LedgerDrawer';
import { SUPERVISION_READS } from './reads';

/** 督办和建议 of a case, a section of its page; nothing when there are none. */
export function SupervisionOfCase({ id }: { id: RecordId }) {
  const query = useQueryOf('supervision.ofCase', { case: id }, { reads: SUPERVISION_READS });
  const [open, setOpen] = useState<RecordId>();
  if (query.error) return <ErrorState refusal={refusalOf(query.error)} onRetry={() => void query.refetch()} />;
  const { supervisions = [], advices = [] } = query.data ?? {};
  if (supervisions.length + advices.length === 0) return null;
  return (
    <section className="case-section" aria-label="督办和建议">
      <h2>督办和建议</h2>
      {supervisions.length === 0 ? null : <Chain chain={supervisions} onOpen={setOpen} />}
      {advices.length === 0 ? null : (
        <ul className="sup-chain" aria-label="三项建议">
          {advices.map((advice) => (
            <li key={advice.id}>
              <b>{ADVICE_KINDS[advice.kind]}</b> {advice.unitName} <AdviceStateTag row={advice} />
            </li>
          ))}
        </ul>
      )}
      {open === undefined ? null : <LedgerDrawer id={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />}
    </section>
  );
}
