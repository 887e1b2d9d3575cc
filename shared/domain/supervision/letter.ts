import { chineseNumber } from '../documents/words';
import type { Supervision } from './schema';
import { type Situation, SITUATIONS, TRIGGERS } from './situation';

/** 督办要求 as proposed for what a letter is about. */
export const proposedRequirement = (situations: Iterable<Situation>): string =>
  [...new Set(situations)].map((situation) => SITUATIONS[situation].require).join('\n');

/** The petitioner and the title that a 督办件 has as one. */
function subjectParts({ subject }: Supervision): { petitioner: string; title: string } {
  const petitioner = subject.split('：')[0] ?? '';
  return { petitioner, title: subject.slice(petitioner.length + 1) };
}

/**
 * What a 督办函 says of the 督办件 it is about, all of one unit; the paper itself adds its head and foot. It is filed with the
 * first case and goes where that goes: of the others it tells number and title, not who petitioned.
 */
export function letterWords(supervisions: readonly Supervision[]) {
  const [first] = supervisions;
  const several = supervisions.length > 1;
  const points = supervisions.flatMap((s) => s.points);
  const days = points.flatMap((point) => point.days ?? []);
  const { petitioner, title } = first === undefined ? { petitioner: '', title: '' } : subjectParts(first);
  const titles = [...new Set(points.map(({ kind }) => SITUATIONS[TRIGGERS[kind].situation].title))].join('；');
  const listed = supervisions.map((s, i) => {
    const facts = s.points.map((point) => point.facts).join('');
    return several ? `（${chineseNumber(i + 1)}）${s.caseNo}，${subjectParts(s).title}。${facts}` : facts;
  });
  return {
    caseNo: several ? `${first?.caseNo ?? ''}等 ${supervisions.length} 件` : (first?.caseNo ?? ''),
    petitioner: several ? `${petitioner}等` : petitioner,
    title: several ? `${title}等 ${supervisions.length} 件信访事项` : title,
    situation: (several ? [`${titles}。`, ...listed].join('\n') : `${titles}。${listed.join('')}`).replace(/。$/, ''),
    overdueDays: days.length === 0 ? undefined : Math.max(1, ...days),
    requirements: first?.requirement ?? '',
    ...(first === undefined ? {} : { replyBy: first.replyDue }),
    times: `第${chineseNumber(Math.max(1, ...supervisions.map((s) => s.no)))}次`,
  };
}
