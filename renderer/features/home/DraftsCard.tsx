import { Link } from 'wouter';
import { draftPlace } from '../../app/draft-place';
import { useQueryOf } from '../../client';
import { formatInstant } from '../../ui/format';
import { Card } from '../../ui/Page';

/** Forms left half-way, each with the way back to it. */
export function DraftsCard() {
  const found = useQueryOf('drafts.list', {}, { reads: ['drafts'], everyMs: 30_000, fresh: true });
  const drafts = (found.data?.drafts ?? []).flatMap((draft) => {
    const place = draftPlace(draft.form);
    return place === undefined ? [] : [{ ...draft, ...place }];
  });
  if (drafts.length === 0) return null;
  return (
    <Card title="未保存的草稿">
      <ul className="home-list">
        {drafts.map(({ form, title, path, savedAt }) => (
          <li key={form}>
            <Link href={path}>{title}</Link>
            <small className="end">{formatInstant(savedAt).slice(5, 16)}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
