import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../client';

interface Props {
  readonly label: string;
  readonly shown: OutputOf<'papers.picture'> | undefined;
  readonly busy: boolean;
  /** Why there is no picture. */
  readonly problem?: string | undefined;
  readonly onPage: (page: number) => void;
  readonly extra?: ReactNode;
}

/** One page of a paper as a picture, with the others a click away. */
export function PageView({ label, shown, busy, problem, onPage, extra }: Props) {
  const { page = 1, pages = 1 } = shown ?? {};
  return (
    <section className="paper-view" aria-label={label} aria-busy={busy}>
      <nav aria-label="翻页">
        <Button size="small" disabled={busy || page <= 1} onClick={() => onPage(page - 1)}>
          上一页
        </Button>
        <span>
          第 {page} 页，共 {pages} 页
        </span>
        <Button size="small" disabled={busy || page >= pages} onClick={() => onPage(page + 1)}>
          下一页
        </Button>
        {busy ? <Spin size="small" /> : null}
        {extra === undefined ? null : <span className="end">{extra}</span>}
      </nav>
      <div className="paper-sheet">
        {problem === undefined ? null : (
          <p className="paper-problem" role="alert">
            {problem}
          </p>
        )}
        {shown === undefined ? null : <img src={shown.picture} alt={`${label}第 ${page} 页`} />}
      </div>
    </section>
  );
}
