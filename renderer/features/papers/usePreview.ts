import { useEffect, useRef, useState } from 'react';
import { call, type InputOf, type OutputOf } from '../../client';
import { refusalSentence } from '../../ui/toast';

const PAUSE_MS = 900;

interface Preview {
  readonly shown: OutputOf<'papers.preview'> | undefined;
  readonly busy: boolean;
  readonly problem: string | undefined;
}

/** The paper as it would be printed, drawn anew a moment after each pause in typing; one drawing at a time. */
export function usePreview(ask: InputOf<'papers.preview'>): Preview {
  const key = JSON.stringify(ask);
  const wanted = useRef(ask);
  const drawing = useRef(false);
  const [state, setState] = useState<Preview>({ shown: undefined, busy: true, problem: undefined });
  const [drawn, setDrawn] = useState('');
  useEffect(() => {
    wanted.current = JSON.parse(key) as InputOf<'papers.preview'>;
  }, [key]);

  useEffect(() => {
    if (drawn === key) return undefined;
    let gone = false;
    const draw = async () => {
      if (drawing.current) return;
      drawing.current = true;
      setState((now) => ({ ...now, busy: true }));
      const answer = await call('papers.preview', wanted.current);
      drawing.current = false;
      if (gone) return;
      setState((now) =>
        answer.ok
          ? { shown: answer.value, busy: false, problem: undefined }
          : { ...now, busy: false, problem: refusalSentence(answer.error) },
      );
      setDrawn(key);
    };
    const timer = setTimeout(() => void draw(), drawn === '' ? 0 : PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key, drawn]);
  return state;
}
