import { Tag } from 'antd';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../../ui/directory';
import { formatInstant } from '../../../ui/format';
import { Section } from './Section';
import type { CaseDetail } from './steps/form';

type Moment = CaseDetail['timeline'][number];

/** 办理经过, newest first. */
export function Timeline({ timeline }: { timeline: CaseDetail['timeline'] }) {
  const { byId, nameOf } = useUnits();
  return (
    <Section title="办理经过" sub={`${timeline.length} 条`}>
      <ol className="case-timeline">
        {timeline.map((moment) => (
          <MomentView
            key={moment.op}
            moment={moment}
            unitName={byId.get(moment.unit as RecordId)?.short ?? nameOf(moment.unit)}
          />
        ))}
      </ol>
    </Section>
  );
}

function MomentView({ moment, unitName }: { moment: Moment; unitName: string }) {
  const { on, at, by, title, facts, withdrawn, problem } = moment;
  return (
    <li className={[withdrawn ? 'withdrawn' : '', problem === undefined ? '' : 'problem'].join(' ')}>
      <header>
        <time>{on ?? ''}</time>
        {withdrawn ? <del>{title}</del> : <b>{title}</b>}
        {withdrawn ? <Tag>已撤销</Tag> : null}
        {problem === undefined ? null : <Tag color="red">合并待裁</Tag>}
      </header>
      {problem === undefined ? null : <p className="why">{problem}</p>}
      {facts.length === 0 ? null : (
        <dl>
          {facts.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{withdrawn ? <del>{text}</del> : text}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="quiet">
        {by}（{unitName}）{formatInstant(at)} 记
      </p>
    </li>
  );
}
