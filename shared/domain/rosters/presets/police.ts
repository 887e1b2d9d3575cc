import type { Member } from '../rule';
import { type Preset, post, rule, slot, unit, unitRef, WHOLE_DAY } from './build';

const PUBLISHER = '常州市公安局';
const LOCATION = '市公安局信访处';
const START = '2026-01-01';

/** The police departments of the shipped directory, by the last figures of their code. */
const department = (code: string, name: string, more: Partial<Member> = {}): Member =>
  unit(`gaj-${code}`, name, { ref: unitRef(`CZ-GAJ-${code}`), ...more });

const ROTATING = [
  ['02', '刑侦'],
  ['03', '经侦'],
  ['04', '交巡警'],
  ['05', '治安'],
  ['06', '户政'],
] as const;

const HEADS = [
  ['02', '刑侦'],
  ['05', '治安'],
  ['03', '经侦'],
  ['04', '交巡警'],
  ['07', '纪委'],
  ['08', '督察'],
  ['09', '法制'],
  ['06', '户政'],
] as const;

const NOTES = ['来访请携带本人有效身份证件和书面材料。', '多人反映共同事项的，推选代表不超过5人。'];

export const POLICE_PRESETS: readonly Preset[] = [
  {
    key: 'police-week',
    name: '警种轮流接待（一周一个警种）',
    summary: '刑侦、经侦、交巡警、治安、户政五个警种，每周由一个警种派员接待，依次轮换。',
    rule: rule(
      {
        title: '警种轮流接待排班表',
        publisher: PUBLISHER,
        location: LOCATION,
        start: START,
        when: { mode: 'rotateWeekly', weekdays: [1, 2, 3, 4, 5] },
        slots: [
          slot(
            'week',
            '接待警种',
            ROTATING.map(([code, name]) => department(code, name)),
            { hours: [...WHOLE_DAY] },
          ),
        ],
      },
      { cycle: 'week', onHoliday: 'skip', makeup: true, notes: NOTES },
    ),
  },
  {
    key: 'police-weekday',
    name: '警种轮流接待（一周五天各一个警种）',
    summary: '周一至周五分别由刑侦、经侦、交巡警、治安、户政派员接待。',
    rule: rule(
      {
        title: '警种轮流接待排班表',
        publisher: PUBLISHER,
        location: LOCATION,
        start: START,
        when: { mode: 'byWeekday', weekdays: [1, 2, 3, 4, 5] },
        slots: ROTATING.map(([code, name], i) =>
          slot(`day${i + 1}`, '接待警种', [department(code, name)], {
            station: 'resident',
            hours: [...WHOLE_DAY],
            on: { weekdays: [i + 1] },
          }),
        ),
      },
      { onHoliday: 'skip', notes: NOTES },
    ),
  },
  {
    key: 'police-leader-day',
    name: '局领导接待日（每月两天）',
    summary: '每月第一、第三个星期四，1名局领导接待，八个部门负责人到场；主要领导每月至少接待1次。',
    rule: rule(
      {
        title: '局领导接待日安排表',
        publisher: PUBLISHER,
        location: LOCATION,
        start: START,
        when: {
          mode: 'nthWeekday',
          days: [
            { nth: 1, weekday: 4 },
            { nth: 3, weekday: 4 },
          ],
          workdaysOnly: false,
        },
        slots: [
          slot(
            'leader',
            '接待局领导',
            [
              post('chief', '局长', { chief: true, scope: '主持全面工作' }),
              post('deputy-1', '副局长（刑侦、经侦）', { scope: '刑侦、经侦' }),
              post('deputy-2', '副局长（治安、户政）', { scope: '治安、户政' }),
              post('deputy-3', '副局长（交通管理）', { scope: '交通巡逻' }),
              post('discipline', '纪委书记', { scope: '纪检、督察' }),
              post('politics', '政治部主任', { scope: '队伍、法制' }),
            ],
            { role: 'leader', hours: [...WHOLE_DAY] },
          ),
          slot(
            'heads',
            '参加部门负责人',
            HEADS.map(([code, name]) => department(code, name, { post: '负责人' })),
            { role: 'accompany', station: 'resident', hours: [...WHOLE_DAY] },
          ),
        ],
      },
      {
        onHoliday: 'postpone',
        constraints: { minGapDays: 0, chiefMonthly: 1 },
        notes: ['接待日期、地点定期向社会公布。', ...NOTES],
      },
    ),
  },
];
