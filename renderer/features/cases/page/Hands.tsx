import type { CaseDetail } from './steps/form';
import { Section } from './Section';

const ROLES = { reception: '接访', host: '承办', review: '复查、复核' } as const;

/** 办理链条: who had the case, how long, and how it came there. */
export function Hands({ hands }: { hands: CaseDetail['hands'] }) {
  const longest = Math.max(1, ...hands.map(({ days }) => days));
  return (
    <Section title="办理链条" sub={`${hands.length} 手`}>
      <ol className="case-hands">
        {hands.map(({ unit, unitName, role, from, to, how, signedOn, days }) => (
          <li key={`${unit} ${role} ${from} ${how}`} className={to === undefined ? 'now' : ''}>
            <span className="name">
              <b title={unitName}>{unitName}</b>
              <span className="quiet">{ROLES[role]}</span>
            </span>
            <span className="days">{days} 天</span>
            <span className="span" aria-hidden="true">
              <span style={{ width: `${(days / longest) * 100}%` }} />
            </span>
            <span className="quiet when">
              {how} {to === undefined ? `${from} 至今` : `${from} 至 ${to}`}
              {signedOn === undefined ? '' : `，${signedOn} 签收`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
