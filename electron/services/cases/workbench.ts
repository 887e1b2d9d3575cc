import { localDateAt } from '#shared/calendar/local-date';
import type { Clock, DueItem } from '#shared/contract/case-view';
import type { casesContract } from '#shared/contract/cases';
import type { DueRange } from '#shared/domain/cases/due';
import { caseStateOf } from '#shared/domain/cases/machine';
import type { RecordId } from '#shared/kernel/ids';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../../ipc/router';
import { breathing, mapInTurns } from '../../turns';
import type { ServiceDeps } from '../deps';
import { isDue } from './filter';
import { type LiveCase, liveCases } from './live';
import { caseRow, type Viewing } from './view';

const PAGE = 50;

interface Due {
  readonly live: LiveCase;
  readonly clock: Clock;
}

/** 工作台: what is due today, this week and overdue, by unit and by person. */
export function workbench(
  deps: ServiceDeps,
  view: Viewing,
): Pick<Handlers<typeof casesContract>, 'cases.due' | 'cases.dueCounts'> {
  const today = () => localDateAt(deps.clock.now());
  return {
    'cases.due': async ({ range, unit, person, offset = 0, limit = PAGE }) => {
      const found = (await dueIn(deps, range)).filter(
        ({ live, clock }) =>
          (unit === undefined || clock.unit === unit) && (person === undefined || personOf(live) === person),
      );
      const rows = await mapInTurns(found.slice(offset, offset + limit), (due) => itemOf(view, due, today()));
      return ok({ rows, total: found.length, more: found.length > offset + limit });
    },
    'cases.dueCounts': async () => {
      // As they are now: cases come and go while they are counted.
      const live = [...(await liveCases(deps).all()).values()];
      const [now, total, byUnit, byPerson] = [
        today(),
        counts(),
        new Map<RecordId, Counts>(),
        new Map<string, Counts>(),
      ];
      let disputed = 0;
      const breathe = breathing();
      for (const one of live) {
        await breathe();
        if (caseStateOf(one.record).missteps.length > 0) disputed += 1;
        for (const range of RANGES) {
          for (const clock of one.clocks.filter((c) => isDue(c, range, now))) {
            total[range] += 1;
            if (clock.unit !== undefined) countIn(byUnit, clock.unit)[range] += 1;
            countIn(byPerson, personOf(one))[range] += 1;
          }
        }
      }
      return ok({
        ...total,
        ready: true,
        disputed,
        open: live.length,
        byUnit: worstFirst(byUnit).map(([unit, n]) => ({ unit, unitName: view.nameOf(unit), ...n })),
        byPerson: worstFirst(byPerson).map(([person, n]) => ({ person, ...n })),
      });
    },
  };
}

/** What is due within a range, the earliest first. */
export async function dueIn(deps: ServiceDeps, range: DueRange): Promise<readonly Due[]> {
  const today = localDateAt(deps.clock.now());
  const live = await liveCases(deps).all();
  const due = await mapInTurns([...live.values()], (one) =>
    one.clocks.filter((clock) => isDue(clock, range, today)).map((clock) => ({ live: one, clock })),
  );
  return due.flat().sort(byLastDay);
}

function byLastDay(a: Due, b: Due): number {
  const [x, y] = [a.clock.lastDay ?? '', b.clock.lastDay ?? ''];
  if (x !== y) return x < y ? -1 : 1;
  return a.live.record.id < b.live.record.id ? -1 : 1;
}

export function itemOf(view: Viewing, { live, clock }: Due, today: ReturnType<typeof localDateAt>): DueItem {
  const { steps: _explained, ...told } = clock;
  return { case: caseRow(view, live.record, today, live.clocks), clock: told };
}

/** 首问责任人 has the case until somebody signed for it; afterwards it is the office that was given it. */
function personOf({ record }: LiveCase): string {
  const state = caseStateOf(record);
  if (state.firstContactUntil !== undefined) return state.offices.at(-1)?.person ?? '（责任单位）';
  const person = record.value['firstContact'];
  return typeof person === 'string' && person !== '' ? person : '（未指定）';
}

const RANGES = ['today', 'week', 'overdue', 'soon'] as const;
type Counts = { [range in DueRange]: number };
const counts = (): Counts => ({ today: 0, week: 0, overdue: 0, soon: 0 });

function countIn<K>(all: Map<K, Counts>, key: K): Counts {
  const found = all.get(key) ?? counts();
  all.set(key, found);
  return found;
}

const SHOWN = 50;
const worstFirst = <K>(all: ReadonlyMap<K, Counts>): [K, Counts][] =>
  [...all].sort(([, a], [, b]) => b.overdue - a.overdue || b.today - a.today || b.week - a.week).slice(0, SHOWN);
