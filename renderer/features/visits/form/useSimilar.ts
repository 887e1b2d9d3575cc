import { useEffect, useState } from 'react';
import { call, cancelJob, newJobId, type OutputOf } from '../../../client';

export interface SimilarAsk {
  readonly idNo?: string;
  readonly phone?: string;
  readonly name?: string;
  readonly content?: string;
}
export type SimilarVisit = OutputOf<'visits.similar'>['visits'][number];

const PAUSE_MS = 300;

/** Earlier visits while typing: asked after a pause; an answer that is no longer wanted is stopped and ignored. */
export function useSimilar(ask: SimilarAsk): { visits: readonly SimilarVisit[]; searching: boolean } {
  const key = JSON.stringify(ask);
  const [found, setFound] = useState<{ key: string; visits: readonly SimilarVisit[] }>({ key: '{}', visits: [] });
  useEffect(() => {
    if (key === '{}') return undefined;
    const wanted = JSON.parse(key) as SimilarAsk;
    const job = newJobId();
    let dropped = false;
    const timer = setTimeout(() => {
      void call('visits.similar', wanted, { job }).then((answer) => {
        if (!dropped && answer.ok) setFound({ key, visits: answer.value.visits });
      });
    }, PAUSE_MS);
    return () => {
      dropped = true;
      clearTimeout(timer);
      cancelJob(job);
    };
  }, [key]);
  return key === '{}' ? { visits: [], searching: false } : { visits: found.visits, searching: found.key !== key };
}

const LONG_ENOUGH = { idNo: 6, phone: 7, name: 2, content: 8 } as const;

/** Only clues long enough to say something. */
export function asSimilarAsk(clues: Readonly<Record<keyof typeof LONG_ENOUGH, string | null | undefined>>): SimilarAsk {
  const worth = (Object.keys(LONG_ENOUGH) as (keyof typeof LONG_ENOUGH)[]).flatMap((clue) => {
    const text = (clues[clue] ?? '').trim();
    return text.length >= LONG_ENOUGH[clue] ? [[clue, text] as const] : [];
  });
  return Object.fromEntries(worth);
}
