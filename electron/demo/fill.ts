import { z } from 'zod';
import { addDays, type LocalDate } from '#shared/calendar/local-date';
import type { InputOf, MethodName } from '#shared/contract/index';
import { DEFAULT_CATEGORIES } from '#shared/domain/departments/defaults/categories';
import { DEFAULT_UNITS } from '#shared/domain/departments/defaults/units';
import type { Router } from '../ipc/router';
import caseFile from './cases.json';
import { ask } from './ask';
import { liveOn } from './lives';
import { demoPerson } from './people';

const DemoCase = z.object({
  id: z.string(),
  title: z.string(),
  content: z.string(),
  purpose: z.enum(['申诉', '求决', '意见建议', '揭发控告', '咨询']),
  category: z.string(),
  subcategory: z.string(),
  suggestedUnit: z.string().nullable(),
  groupSize: z.number().nullable(),
});
type DemoCase = z.infer<typeof DemoCase>;

const PURPOSES = { 申诉: '01', 求决: '02', 意见建议: '03', 揭发控告: '04', 咨询: '05' } as const;
const DAYS_BACK = 90;

/** Fills an empty data folder with the demo centre: public cases without names, told by people nobody is. */
export async function fillDemo(desk: Router): Promise<void> {
  const call = <M extends MethodName>(method: M, input: InputOf<M>) => ask(desk, method, input);
  await call('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王敏' });
  const { today } = z.object({ today: z.string() }).parse(await call('app.status', {}));
  for (const [n, input] of visits(today as LocalDate).entries()) {
    const { id } = Registered.parse(await call('visits.register', input));
    await liveOn(desk, { visit: id, n, input: input.visit, today: today as LocalDate });
  }
  for (const key of SEED_ROSTERS) await drawUp(desk, key, today as LocalDate);
}

const Registered = z.object({ id: z.string() });

/** One police department a week, and the two days a month of the bureau leaders. */
const SEED_ROSTERS = ['police-week', 'police-leader-day'];

/** This month's roster; without the holidays of the year there is only the rule, as it would be for anyone. */
async function drawUp(desk: Router, key: string, today: LocalDate): Promise<void> {
  const first = `${today.slice(0, 8)}01` as LocalDate;
  const period = { from: first, to: addDays(nextMonth(first), -1) };
  const { rule } = Preset.parse(await ask(desk, 'rosters.preset', { key, start: first }));
  const { id } = Saved.parse(await ask(desk, 'rosters.createRule', { rule }));
  const drawn = await desk.call('rosters.generate', { rule: id, period });
  if (!drawn.ok && drawn.error.code !== 'calendar.yearMissing') throw new Error(`demo: ${drawn.error.code}`);
}

const Preset = z.object({ rule: z.unknown() });
const Saved = z.object({ id: z.string() });
const nextMonth = (first: LocalDate): LocalDate => `${addDays(first, 31).slice(0, 8)}01` as LocalDate;

/** Oldest first; every fifth matter comes back some weeks later, told again by the same person. */
function visits(today: LocalDate): InputOf<'visits.register'>[] {
  const cases = z.array(DemoCase).parse(caseFile);
  const told = cases.flatMap((demoCase, n) => {
    const daysAgo = DAYS_BACK - Math.floor((n * DAYS_BACK) / (cases.length - 1));
    const first = { demoCase, person: n, daysAgo, again: false };
    return n % 5 === 1 ? [first, { ...first, daysAgo: Math.max(0, daysAgo - 33), again: true }] : [first];
  });
  return told
    .sort((a, b) => b.daysAgo - a.daysAgo)
    .map((t) => visit(t.demoCase, t.person, addDays(today, -t.daysAgo), t.again));
}

function visit(demoCase: DemoCase, n: number, petitionDate: LocalDate, again: boolean): InputOf<'visits.register'> {
  const person = demoPerson(n);
  const headcount = demoCase.groupSize === null ? 1 + (n % 3) : Math.min(demoCase.groupSize, 12);
  return {
    visit: {
      petitionDate,
      name: person.name,
      idType: 'residentId',
      idNo: person.idNo,
      phone: person.phone,
      addressRegion: person.region,
      address: person.address,
      headcount,
      affectedCount: demoCase.groupSize ?? headcount,
      representatives: Array.from({ length: Math.min(headcount, 5) }, (_, i) => ({
        name: demoPerson(n + 50 * i).name,
      })),
      channel: 'visit',
      source: 'self',
      purpose: `purposes/${PURPOSES[demoCase.purpose]}`,
      categoryCode: categoryOf(demoCase),
      title: demoCase.title,
      summary: again ? `再次来访：${demoCase.content}` : demoCase.content,
      demand: '请求有关部门依法处理并给予答复。',
      problemRegion: person.region,
      isRepeat: again,
      receivingUnit: 'units/CZ-JFZX',
      receivedBy: '王敏',
      ...(again ? { handlingMode: 'assign', handlingDue: addDays(petitionDate, 60) } : { handlingMode: 'transfer' }),
      responsibleUnit: unitOf(demoCase),
    },
  };
}

function categoryOf(demoCase: DemoCase): string {
  const level1 = DEFAULT_CATEGORIES.find((c) => c.name === demoCase.category);
  const level2 = level1?.children.find(([, name]) => name === demoCase.subcategory);
  return `categories/${level2?.[0] ?? level1?.code ?? '99'}`;
}

function unitOf(demoCase: DemoCase): string {
  const unit = DEFAULT_UNITS.find((u) => u.mergedInto === undefined && demoCase.suggestedUnit?.startsWith(u.short));
  return `units/${unit?.code ?? 'CZ-XFJ'}`;
}
