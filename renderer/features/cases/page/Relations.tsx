import { Button } from 'antd';
import { Link } from 'wouter';
import { casePath } from '../brief';
import { Section } from './Section';
import type { CaseDetail } from './steps/form';
import { StatusTag } from './tags';
import type { Deeds } from './useDeeds';

type Ref = CaseDetail['related'][number];

/** 关联、拆分、并入: the cases that have to do with this one. */
export function Relations({ detail, deeds }: { detail: CaseDetail; deeds: Deeds }) {
  const { related, mergedFrom, fields, row } = detail;
  return (
    <Section
      title="关联事项"
      extra={
        <Button size="small" disabled={row.voided} onClick={() => deeds.open('link')}>
          关联事项
        </Button>
      }
    >
      {related.length + mergedFrom.length === 0 ? <p className="quiet">没有关联、拆分、并入的事项。</p> : null}
      <ul className="case-list">
        {mergedFrom.map((ref) => (
          <RefView key={ref.id} of={ref} how="并入本件">
            <Button size="small" aria-label={`撤销并入 ${ref.caseNo}`} onClick={() => void deeds.unmerge(ref.id)}>
              撤销并入
            </Button>
          </RefView>
        ))}
        {related.map((ref) => (
          <RefView key={ref.id} of={ref} how={ref.id === fields.splitFrom ? '拆分自' : '关联'}>
            <Button size="small" aria-label={`取消关联 ${ref.caseNo}`} onClick={() => void deeds.unlink(ref.id)}>
              取消关联
            </Button>
          </RefView>
        ))}
      </ul>
    </Section>
  );
}

const RefView = ({ of, how, children }: { of: Ref; how: string; children: React.ReactNode }) => (
  <li>
    <span className="quiet">{how}</span>
    <Link href={casePath(of.id)}>{of.caseNo}</Link>
    <StatusTag status={of.status} />
    <span className="title" title={of.title}>
      {of.title}
    </span>
    {children}
  </li>
);
