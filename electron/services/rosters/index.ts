import { addDays, localDateAt, parseLocalDate, yearOf } from '#shared/calendar/local-date';
import type { rostersContract } from '#shared/contract/rosters';
import { balance, needsBalance } from '#shared/domain/rosters/balance';
import { rosterCollection, ruleCollection } from '#shared/domain/rosters/collection';
import {
  decideAttend,
  decideCreateRule,
  decideEditRule,
  decideFill,
  decidePublish,
  decideRetireRule,
  decideSaveRoster,
  dutyUnknown,
} from '#shared/domain/rosters/decide';
import { type Generation, generate } from '#shared/domain/rosters/generate';
import { PRESETS, ruleFrom } from '#shared/domain/rosters/presets/index';
import { readRoster, readRule } from '#shared/domain/rosters/records';
import { memberLabel, type Period, type RosterRule } from '#shared/domain/rosters/rule';
import { decideAnswerSwap, decideAskSwap } from '#shared/domain/rosters/swap';
import { type RecordId, recordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Call, Handlers } from '../../ipc/router';
import { whenCalled } from '../../ipc/when-called';
import { count, select } from '../../query/select';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { saver } from '../records';
import { rosterData } from './data';
import { highsSolver } from './solver';
import { dutyView, rosterHead, rosterRow, ruleRow } from './view';

/** A year and a day: a longer period is two rosters. */
const LONGEST_PERIOD_DAYS = 366;

/** Rules, rosters, swaps, notices and attendance. */
export function rostersService(deps: ServiceDeps): Handlers<typeof rostersContract> {
  const { store, random } = deps;
  const data = rosterData(store);
  const save = saver(store);
  const solver = highsSolver();
  const todayAt = (call: Call) => localDateAt(call.now);

  const draw = async (
    rule: RosterRule,
    id: RecordId | undefined,
    period: Period,
    wanted: boolean,
  ): Promise<Result<Generation, Refusal>> => {
    if (period.to > addDays(period.from, LONGEST_PERIOD_DAYS)) {
      return refuse('roster.tooLong', '一期排班表不超过一年，请缩短时段。', { field: 'to' });
    }
    const context = data.context(id, period);
    const drawn = generate(rule, period, directoryOf(store).calendar(), context);
    if (!drawn.ok || !wanted || !needsBalance(drawn.value)) return drawn;
    return balance(rule, drawn.value, period, context, solver);
  };

  return {
    'rosters.presets': () =>
      ok({
        presets: PRESETS.map(({ key, name, summary, historic }) => {
          const from = parseLocalDate(historic?.from ?? '');
          const to = parseLocalDate(historic?.to ?? '');
          return { key, name, summary, ...(from === undefined || to === undefined ? {} : { historic: { from, to } }) };
        }),
      }),
    'rosters.preset': ({ key, start }) => {
      const preset = PRESETS.find((p) => p.key === key);
      return preset === undefined
        ? refuse('roster.presetUnknown', '没有这个预置方案。')
        : ok({ rule: ruleFrom(preset, start) });
    },
    'rosters.rules': ({ text, retired, offset, limit }) => {
      const filter = {
        ...(text === undefined ? {} : { text }),
        ...(retired ? {} : { where: [{ column: 'retired', op: 'eq' as const, value: 0 }] }),
      };
      const page = select(store, ruleCollection, { ...filter, offset, limit });
      const rows = page.rows.flatMap((row) => {
        const rule = readRule(row);
        return rule === undefined ? [] : [ruleRow(rule, currentOf(rule.id))];
      });
      return ok({ rows, total: page.total ?? count(store, ruleCollection, filter), more: page.more });
    },
    'rosters.rule': ({ id }) => {
      const rule = data.rule(id);
      if (!rule.ok) return rule;
      const { id: _, retired, ...fields } = rule.value;
      return ok({ id, rule: fields, retired: retired !== undefined });
    },
    'rosters.createRule': ({ rule }, call) => {
      const id = recordId('rosterRules', random.hex(6));
      return save(id, decideCreateRule(id, rule), call);
    },
    'rosters.editRule': ({ id, rule }, call) => {
      const before = data.rule(id);
      return before.ok ? save(id, decideEditRule(before.value, rule), call) : before;
    },
    'rosters.retireRule': (input, call) => {
      const rule = data.rule(input.id);
      return rule.ok ? save(input.id, decideRetireRule(rule.value, input), call) : rule;
    },
    'rosters.preview': async ({ rule, id, period, balance: wanted }) => {
      const drawn = await draw(rule, id, period, wanted);
      return drawn.ok ? ok(copyOf(drawn.value)) : drawn;
    },
    'rosters.generate': async ({ rule: ruleId, period, balance: wanted }, call) => {
      const rule = data.rule(ruleId);
      if (!rule.ok) return rule;
      if (rule.value.retired !== undefined) return refuse('roster.ruleRetired', '该排班规则已停用，不能再生成排班表。');
      const drawn = await draw(rule.value, ruleId, period, wanted);
      if (!drawn.ok) return drawn;
      const id = recordId('rosters', `${yearOf(period.from)}-${random.hex(6)}`);
      const replaced = data.overlapping(ruleId, period);
      return save(id, decideSaveRoster(id, rule.value, period, drawn.value, replaced), call);
    },
    'rosters.list': ({ text, rule, superseded, offset, limit }) => {
      const filter = {
        ...(text === undefined ? {} : { text }),
        where: [
          ...(rule === undefined ? [] : [{ column: 'rule', op: 'eq' as const, value: rule }]),
          ...(superseded ? [] : [{ column: 'superseded', op: 'eq' as const, value: 0 }]),
        ],
      };
      const order = [
        { column: 'from', desc: true },
        { column: 'version', desc: true },
      ];
      const page = select(store, rosterCollection, { ...filter, order, offset, limit });
      const rows = page.rows.flatMap((row) => {
        const roster = readRoster(row);
        return roster === undefined ? [] : [rosterRow(data, roster)];
      });
      return ok({ rows, total: page.total ?? count(store, rosterCollection, filter), more: page.more });
    },
    'rosters.get': ({ id }) => {
      const roster = data.roster(id);
      return roster.ok ? ok(rosterHead(data, roster.value)) : roster;
    },
    'rosters.duties': ({ id, offset, limit }) => {
      const roster = data.roster(id);
      if (!roster.ok) return roster;
      const duties = data.dutiesOf(id);
      const rows = duties.slice(offset, offset + limit).map(dutyView);
      return ok({ rows, total: duties.length, more: offset + limit < duties.length });
    },
    'rosters.fill': (input, call) => save(input.roster, decideFill(data.dutiesOf(input.roster), input), call),
    'rosters.swap': (input, call) => {
      const roster = data.roster(input.roster);
      if (!roster.ok) return roster;
      const id = recordId('swaps', random.hex(6));
      return save(id, decideAskSwap(id, data.dutiesOf(input.roster), input), call);
    },
    'rosters.answerSwap': (input, call) => {
      const swap = data.swap(input.id);
      if (swap === undefined) return refuse('roster.swapUnknown', '没有找到这份换班申请。');
      return save(input.id, decideAnswerSwap(swap, data.dutiesOf(swap.roster), input), call);
    },
    'rosters.publish': (input, call) => {
      const roster = data.roster(input.id);
      if (!roster.ok) return roster;
      const { conflicts } = data.judged(roster.value);
      return save(input.id, decidePublish(roster.value, data.dutiesOf(input.id), conflicts, input), call);
    },
    'rosters.attend': (input, call) => {
      const duty = data.duty(input.duty);
      return duty === undefined ? dutyUnknown() : save(input.duty, decideAttend(duty, input, todayAt(call)), call);
    },
    'rosters.day': ({ date }) =>
      ok({
        duties: data.inForce(date, date).map(({ duty, roster }) => {
          const slot = roster.slots.find((s) => s.id === duty.slot);
          return {
            id: duty.id,
            roster: roster.id,
            title: roster.title,
            slotName: slot?.name ?? '',
            role: slot?.role ?? ('duty' as const),
            hours: duty.hours,
            location: duty.location,
            member: duty.member === null || duty.member === undefined ? '' : memberLabel(duty.member),
            ...(duty.person === null || duty.person === undefined ? {} : { person: duty.person.name }),
            attended: duty.attendance !== null && duty.attendance !== undefined,
          };
        }),
      }),
    ...whenCalled(['rosters.export', 'rosters.pdf', 'rosters.png', 'rosters.print'], async () =>
      (await import('./outputs')).rosterOutputs(deps, data),
    ),
  };

  function currentOf(rule: RecordId) {
    return select(store, rosterCollection, {
      where: [
        { column: 'rule', op: 'eq', value: rule },
        { column: 'superseded', op: 'eq', value: 0 },
      ],
      order: [{ column: 'to', desc: true }],
      limit: 1,
    }).rows.flatMap((row) => readRoster(row) ?? []);
  }
}

/** Answers are mutable copies: a contract's types know no readonly. */
const copyOf = (drawn: Generation) => ({
  duties: drawn.duties.map((d) => ({ ...d })),
  skipped: drawn.skipped.map((s) => ({ ...s })),
  conflicts: drawn.conflicts.map((c) => ({ ...c })),
  fairness: drawn.fairness.map((f) => ({ ...f })),
  remarks: [...drawn.remarks],
});
