import './decisions.css';
import { Button } from 'antd';
import { Link, useLocation } from 'wouter';
import type { MergeItem } from '#shared/contract/merge';
import { useQueryOf } from '../../client';
import { Card, Page } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { FieldCard } from './FieldCard';
import { StepCard } from './StepCard';

/** 合并待裁: what two desks wrote without seeing each other, side by side. */
export default function DecisionsPage() {
  const [, go] = useLocation();
  const found = useQueryOf('merge.list', {});
  return (
    <Page
      title="合并待裁"
      sub={found.data === undefined ? '' : `${found.data.total} 处`}
      busy={found.isPending}
      extra={<Button onClick={() => go('/exchange')}>数据交换</Button>}
    >
      <QueryView query={found}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState
                title="没有待裁定的内容"
                hint="两台电脑各自改了同一处、又互相没有看到的，导入后列在这里。裁定一次，随下一个数据包到达各处。"
              />
            </Card>
          ) : (
            <div className="decisions">
              {items.map((item) => (
                <Item key={item.key} item={item} />
              ))}
              {total > items.length ? <p className="quiet">另有 {total - items.length} 处，裁定后依次列出。</p> : null}
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}

const Item = ({ item }: { item: MergeItem }) => (
  <section
    className="card decision"
    aria-label={`${item.title} ${item.type === 'field' ? item.label : item.step.name}`}
  >
    <header>
      <h2>
        {item.kind}：{item.path === undefined ? item.title : <Link href={item.path}>{item.title}</Link>}
      </h2>
      <span className="end">{item.type === 'field' ? `“${item.label}”两边不一致` : '同时办理的步骤'}</span>
    </header>
    {item.type === 'field' ? <FieldCard item={item} /> : <StepCard item={item} />}
  </section>
);
