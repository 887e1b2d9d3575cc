import './visits.css';
import { Button } from 'antd';
import { useLocation, useParams } from 'wouter';
import { recordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { ActionButton } from '../../ui/ActionButton';
import { formatClock } from '../../ui/format';
import { Hint, Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { CaseOfVisit } from '../cases/index';

/** 已保存: the numbers to tell the visitor, and the keys for what comes next. */
export default function VisitSavedPage() {
  const { no = '' } = useParams();
  const id = recordId('visits', no);
  const query = useQueryOf('visits.get', { id }, { reads: ['visits'] });
  const [, go] = useLocation();
  return (
    <Page title="来访登记" sub="登记完成" busy={query.isPending}>
      <QueryView query={query}>
        {({ visit }) => (
          <section className="visit-saved" aria-label="登记结果">
            <p className="saved" role="status">
              已保存 {formatClock(visit.registeredAt)}
            </p>
            <dl>
              <div>
                <dt>来访序号</dt>
                <dd>{visit.visitNo}</dd>
              </div>
              <div>
                <dt>查询码</dt>
                <dd className="code">{visit.queryCode}</dd>
              </div>
              <div>
                <dt>事项编号</dt>
                <dd>
                  <CaseOfVisit visit={id} />
                </dd>
              </div>
              <div>
                <dt>信访人</dt>
                <dd>{visit.name ?? '（姓名不清）'}</dd>
              </div>
            </dl>
            <div className="actions">
              <ActionButton method="visits.receiptPrint" input={{ id }} hotkey="Ctrl+P" type="primary">
                打印登记回执
              </ActionButton>
              <ActionButton method="visits.formPrint" input={{ id }} hotkey="F9">
                打印来访登记表
              </ActionButton>
              <Button onClick={() => go(`/visits/${no}`)}>查看登记</Button>
              <Button onClick={() => go('/visits/new')}>
                登记下一件
                <Hint keys="F2" />
              </Button>
            </div>
          </section>
        )}
      </QueryView>
    </Page>
  );
}
