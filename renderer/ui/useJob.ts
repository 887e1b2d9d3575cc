import { useCallback, useEffect, useRef, useState } from 'react';
import { type Answer, call, cancelJob, type InputOf, type MethodName, newJobId, onDeskEvent } from '../client';

export interface JobState {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/** A long call that reports progress and can be cancelled: `const job = useJob(); await job.run('visits.export', input)`. */
export function useJob() {
  const [state, setState] = useState<JobState>();
  const id = useRef<string>(undefined);
  useEffect(
    () =>
      onDeskEvent((event) => {
        if (event.type === 'progress' && event.job === id.current) setState(event);
      }),
    [],
  );
  const run = useCallback(async <M extends MethodName>(method: M, input: InputOf<M>): Promise<Answer<M>> => {
    id.current = newJobId();
    setState({ label: '正在准备', done: 0, total: 0 });
    try {
      return await call(method, input, { job: id.current });
    } finally {
      id.current = undefined;
      setState(undefined);
    }
  }, []);
  const cancel = useCallback(() => {
    if (id.current !== undefined) cancelJob(id.current);
  }, []);
  return { run, cancel, state };
}

export type Job = ReturnType<typeof useJob>;
