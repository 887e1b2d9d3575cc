import { Button } from 'antd';
import { useFormContext, useWatch } from 'react-hook-form';
import { Link } from 'wouter';
import { adviceFor } from '#shared/domain/visits/advice';
import { HANDLING_MODES } from '#shared/domain/visits/choices';
import { DEFAULT_POLICY, VisitFields } from '#shared/domain/visits/schema';
import { useQueryOf } from '../../../client';
import { useHotkey } from '../../../ui/hotkeys';
import { Hint } from '../../../ui/Page';
import { Advices } from '../Advices';
import type { VisitWords } from '../dictionary';
import type { VisitDraft } from './model';
import { asSimilarAsk, type SimilarVisit, useSimilar } from './useSimilar';

/** Beside the form: what the regulations say to this visit, and earlier visits of the same person or matter. */
export const SidePanel = ({ words }: { words: VisitWords }) => (
  <aside className="visit-side" aria-label="提示和前件">
    <AdviceList />
    <EarlierVisits words={words} />
  </aside>
);

function AdviceList() {
  const values = useWatch<VisitDraft>();
  const policy = useQueryOf('visits.policy', {}, { reads: ['visitPolicy'] }).data ?? DEFAULT_POLICY;
  const read = VisitFields.safeParse(values);
  const advice = read.success ? adviceFor(read.data, policy) : [];
  if (advice.length === 0) return null;
  return (
    <section aria-label="提示">
      <h2>提示</h2>
      <Advices advice={advice} />
    </section>
  );
}

const KEYED = 9;

function EarlierVisits({ words }: { words: VisitWords }) {
  const { getValues, setValue } = useFormContext<VisitDraft>();
  const [idNo, phone, name, summary, demand, linked] = useWatch<
    VisitDraft,
    ['idNo', 'phone', 'name', 'summary', 'demand', 'priorVisitIds']
  >({ name: ['idNo', 'phone', 'name', 'summary', 'demand', 'priorVisitIds'] });
  const content = [summary, demand].filter(Boolean).join('\n').slice(0, 2000);
  const { visits, searching } = useSimilar(asSimilarAsk({ idNo, phone, name, content }));
  const shown = visits.slice(0, KEYED);

  const toggle = (id: string) => {
    const now = getValues('priorVisitIds');
    const next = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
    setValue('priorVisitIds', next, { shouldDirty: true });
    setValue('isRepeat', next.length > 0, { shouldDirty: true, shouldValidate: false });
  };
  return (
    <section aria-label="前件" aria-busy={searching}>
      <h2>
        可能的前件
        {linked.length > 0 ? <span className="sub">已关联 {linked.length} 件</span> : null}
      </h2>
      {shown.length === 0 ? (
        <p className="quiet">录入证件号、电话、姓名或概况时，在此列出同一人或相似事项的前件，由您决定是否关联。</p>
      ) : (
        <ol className="visit-earlier">
          {shown.map((visit, i) => (
            <Earlier
              key={visit.id}
              visit={visit}
              words={words}
              number={i + 1}
              linked={linked.includes(visit.id)}
              onToggle={() => toggle(visit.id)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

interface EarlierProps {
  readonly visit: SimilarVisit;
  readonly words: VisitWords;
  readonly number: number;
  readonly linked: boolean;
  readonly onToggle: () => void;
}

function Earlier({ visit, words, number, linked, onToggle }: EarlierProps) {
  useHotkey(`Ctrl+${number}`, onToggle);
  const handled = [
    visit.handlingMode && HANDLING_MODES[visit.handlingMode],
    visit.responsibleUnit && words.nameOf(visit.responsibleUnit),
  ];
  return (
    <li className={linked ? 'linked' : ''} aria-label={`前件 ${visit.visitNo}`}>
      <header>
        <b>{visit.name ?? '（姓名不清）'}</b>
        <span>{visit.petitionDate}</span>
        <span className="reasons">{visit.reasons.join('、')}</span>
      </header>
      <p className="title">{visit.title}</p>
      <p className="quiet">{handled.filter(Boolean).join(' ') || '办理方式未定'}</p>
      <footer>
        <Link href={`/visits/${visit.visitNo}`} tabIndex={-1}>
          {visit.visitNo}
        </Link>
        <Button
          size="small"
          tabIndex={-1}
          type={linked ? 'default' : 'primary'}
          ghost={!linked}
          aria-label={linked ? '取消关联' : '关联'}
          onClick={onToggle}
        >
          {linked ? '取消' : '关联'}
          <Hint keys={`Ctrl+${number}`} />
        </Button>
      </footer>
    </li>
  );
}
