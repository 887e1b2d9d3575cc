import { useEffect, useState } from 'react';
import { onDeskEvent, READING } from '../client';
import './reading.css';

interface Now {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/** Says which year is being read for the question just asked; not to be seen unless that takes a while. */
export function ReadingLine() {
  const [now, setNow] = useState<Now>();
  useEffect(
    () =>
      onDeskEvent((event) => {
        if (event.type !== 'progress' || !event.job.startsWith(READING)) return;
        setNow(event.done < event.total ? event : undefined);
      }),
    [],
  );
  if (now === undefined) return null;
  return (
    <div className="shell-reading" role="status">
      {now.label}…{now.done + 1}/{now.total}
      <progress value={now.done} max={now.total} aria-label={now.label} />
    </div>
  );
}
