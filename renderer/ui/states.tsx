import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import type { Refusal } from '#shared/kernel/refusal';
import { refusalOf } from '../client';
import { refusalSentence } from './toast';

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state" role="status">
      <strong>{title}</strong>
      {hint === undefined ? null : <p>{hint}</p>}
      {action}
    </div>
  );
}

export function LoadingState({ label = '正在读取…' }: { label?: string }) {
  return (
    <div className="state" role="status" aria-live="polite">
      <Spin />
      <span>{label}</span>
    </div>
  );
}

/** What went wrong, in words, and a way on. */
export function ErrorState({ refusal, onRetry }: { refusal: Refusal; onRetry?: () => void }) {
  return (
    <div className="state" role="alert">
      <strong>没有读出内容</strong>
      <p>{refusalSentence(refusal)}</p>
      {onRetry === undefined ? null : <Button onClick={onRetry}>重试</Button>}
    </div>
  );
}

interface QueryLike<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  refetch(): unknown;
}

/** The three faces of a query: loading, refused, here it is. */
export function QueryView<T>({ query, children }: { query: QueryLike<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState refusal={refusalOf(query.error)} onRetry={() => void query.refetch()} />;
  return <LoadingState />;
}
