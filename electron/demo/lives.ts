import { z } from 'zod';
import { addDays, type LocalDate } from '#shared/calendar/local-date';
import type { StepName } from '#shared/domain/cases/steps/index';
import type { VisitForm } from '#shared/domain/visits/schema';
import type { Router } from '../ipc/router';
import { ask } from './ask';

interface Told {
  readonly visit: string;
  readonly n: number;
  readonly input: VisitForm;
  readonly today: LocalDate;
}

/** A step, how many days after the visit, and what is filled in. */
type Move = readonly [step: StepName, after: number, input?: object];

/** Takes the case of a demo visit as far as the days since then allow; some stay where they are and become late. */
export async function liveOn(desk: Router, told: Told): Promise<void> {
  const { case: opened } = OfVisit.parse(await ask(desk, 'cases.ofVisit', { visit: told.visit }));
  for (const [step, after, input] of movesOf(told)) {
    const on = addDays(told.input.petitionDate as LocalDate, after);
    if (on > told.today) return;
    await ask(desk, 'cases.step', { id: opened.id, step, input: { on, ...input } });
  }
}

const OfVisit = z.object({ case: z.object({ id: z.string() }) });

function movesOf(told: Told): readonly Move[] {
  switch (told.input.purpose) {
    case 'purposes/03':
      return [['triage', 0, { triageClass: 'suggestion' }], ...handed(told), ...answered('adopted')];
    case 'purposes/04':
      return [
        ['triage', 0, { triageClass: 'accusation' }],
        ['toDiscipline', 2, { unit: 'units/CZ-JW' }],
      ];
    case 'purposes/05':
      return [
        ['triage', 0, { triageClass: 'inquiry' }],
        ['replyOnSpot', 0, { summary: '已当场说明政策和办理途径，来访人表示知晓。' }],
        ['close', 1],
      ];
    default:
      return claim(told);
  }
}

/** Every eighth gets no further than the stage of its number, as work lies on a real counter. */
function claim(told: Told): readonly Move[] {
  const way: readonly Move[] = [
    ['triage', 1, { triageClass: 'claim', legalPath: 'petition' }],
    ...handed(told),
    ...(told.n % 5 === 4
      ? ([['extend', 60, { days: 30, approver: '分管负责人', reason: '情况复杂，需要补充调查。' }]] as const)
      : answered('explain')),
    ['close', 80],
    ['archive', 85, { dossierNo: `2026-${String(told.n + 1).padStart(3, '0')}` }],
  ];
  const last = told.n % 8;
  return last < 5 ? way.slice(0, last + 1) : way;
}

const handed = ({ input }: Told): readonly Move[] => [
  ['transfer', 3, { unit: input.responsibleUnit, routingReason: '按照职责分工和来访人反映的内容确定。' }],
  ['sign', 5, { signer: '值班员' }],
  ['acknowledge', 12],
  ['handle', 12],
];

const answered = (conclusion: string): readonly Move[] => [
  [
    'reply',
    40,
    { conclusion, summary: '经调查核实，已依法处理，有关情况已向信访人说明。', basis: '《信访工作条例》第三十二条' },
  ],
  ['deliver', 43, { way: 'direct', signer: '信访人本人' }],
];
