import type { Slot } from '../rule';
import { on, type Preset, post, rule, slot, unit, units } from './build';

const MORNING_8 = [{ start: '08:00', end: '11:00' }];
const AFTERNOON = [{ start: '15:00', end: '16:30' }];

/** Schemes after published notices; officials appear by post. */
export const PUBLISHED_PRESETS: readonly Preset[] = [
  {
    key: 'departments-by-weekday',
    name: '联合接待中心部门轮值（按星期）',
    summary: '周一至周四每天3个部门常驻，律师周一、周三坐班，政法单位随叫随到。',
    rule: rule(
      {
        title: '部门接访排班表',
        publisher: '市信访联合接待中心',
        location: '市信访联合接待中心',
        start: '2018-04-20',
        when: { mode: 'byWeekday', weekdays: [1, 2, 3, 4] },
        slots: [
          slot('mon', '接访部门', units(['国土局', '综合执法局', '司法局']), {
            station: 'resident',
            on: { weekdays: [1] },
          }),
          slot('tue', '接访部门', units(['建设局', '人力社保局', '环保局']), {
            station: 'resident',
            on: { weekdays: [2] },
          }),
          slot('wed', '接访部门', units(['卫计局', '建管局', '司法局']), {
            station: 'resident',
            on: { weekdays: [3] },
          }),
          slot('thu', '接访部门', units(['民政局', '市场监管局', '农林局']), {
            station: 'resident',
            on: { weekdays: [4] },
          }),
          slot('lawyer', '律师', [post('lawyer', '专职律师')], { station: 'resident', on: { weekdays: [1, 3] } }),
          slot('call', '视情引入', units(['公安局', '法院', '检察院']), { station: 'onCall' }),
        ],
      },
      { onHoliday: 'skip', notes: ['按工作需要适时调整。'] },
    ),
  },
  {
    key: 'leaders-month-dates',
    name: '党政领导接待一览（指定日期）',
    summary: '按月指定日期，每天一名领导上午接待，两办和有关部门协助。',
    historic: { from: '2021-02-01', to: '2021-02-28' },
    rule: rule(
      {
        title: '党政领导信访接待一览表',
        publisher: '市信访工作领导小组',
        location: '市信访局',
        start: '2021-02-01',
        when: {
          mode: 'explicitDates',
          dates: ['2021-02-02', '2021-02-04', '2021-02-09', '2021-02-18', '2021-02-23', '2021-02-25'].map(on),
        },
        slots: [
          slot(
            'leader',
            '接待领导',
            [
              post('l1', '副市长、公安局局长'),
              post('l2', '副市长（一）'),
              post('l3', '市委副书记、市长', { chief: true }),
              post('l4', '副市长（二）'),
              post('l5', '市委书记', { chief: true }),
              post('l6', '副市长（三）'),
            ],
            { role: 'leader', hours: MORNING_8 },
          ),
          slot('office', '协助单位', units(['两办', '有关部门']), {
            role: 'accompany',
            station: 'resident',
            hours: MORNING_8,
          }),
        ],
      },
      { onHoliday: 'keep', constraints: { minGapDays: 0, chiefMonthly: 1 } },
    ),
  },
  {
    key: 'hotline-parallel',
    name: '领导接听热线（同一时段多单位并行）',
    summary: '同一天分时段安排，同一时段可有两个单位并行。',
    historic: { from: '2025-01-01', to: '2025-01-31' },
    rule: rule(
      {
        title: '领导干部接听热线安排表',
        publisher: '市12345政务服务便民热线',
        location: '12345热线',
        start: '2025-01-01',
        when: { mode: 'explicitDates', dates: [on('2025-01-23')] },
        slots: [
          slot(
            'am',
            '上午',
            [
              unit('zrzy', '市自然资源和规划局', {
                post: '党组书记、局长',
                scope: '自然资源、国土空间规划、土地征收、不动产登记等',
              }),
            ],
            { role: 'leader', station: 'resident', hours: [{ start: '09:00', end: '10:30' }] },
          ),
          slot('pm1', '下午（一）', [unit('jgj', '市交管局', { post: '政委', scope: '交管意见建议、举报投诉' })], {
            role: 'leader',
            station: 'resident',
            hours: AFTERNOON,
          }),
          slot(
            'pm2',
            '下午（二）',
            [
              unit('cft', '城发投集团', {
                post: '党委副书记、副董事长、总经理',
                scope: '片区开发、城中村改造、停车、保障房日常管理',
              }),
            ],
            { role: 'leader', station: 'resident', hours: AFTERNOON },
          ),
        ],
      },
      { onHoliday: 'keep', notes: ['接听不接待来访。'] },
    ),
  },
  {
    key: 'police-chiefs-mixed',
    name: '各市局一把手接访（星期与日期混排）',
    summary: '各单位各有接访的星期几或日期，含周末班和下乡约访日。',
    historic: { from: '2005-07-18', to: '2005-08-17' },
    rule: rule(
      {
        title: '设区市公安局“一把手”接访安排表',
        publisher: '省公安厅',
        location: '各市局公布的接待场所',
        start: '2005-07-18',
        when: { mode: 'byWeekday', weekdays: [1, 2, 3, 4, 5, 6, 7] },
        slots: [
          chiefSlot('pt', '莆田市公安局', { weekdays: [2, 4, 5] }),
          chiefSlot('xm', '厦门市公安局', { weekdays: [6, 7] }),
          chiefSlot('zz', '漳州市公安局', { dates: ['2005-07-29', '2005-08-09', '2005-08-17'].map(on) }),
          chiefSlot('ly', '龙岩市公安局', { weekdays: [1, 2] }),
          chiefSlot('sm', '三明市公安局', { weekdays: [2, 3] }, '适时带案下访、上门接访、回访'),
          chiefSlot('np', '南平市公安局', { weekdays: [2] }, '另每周两天下县乡村'),
          chiefSlot('nd', '宁德市公安局', { weekdays: [2, 3] }),
          slot('zz-out', '下乡约访', [unit('zz', '漳州市公安局', { post: '局长' })], {
            role: 'leader',
            station: 'resident',
            location: '下乡约访',
            on: { dates: ['2005-07-26', '2005-08-03', '2005-08-15'].map(on) },
          }),
          slot('fz', '每周2至3天', [unit('fz', '福州市公安局', { post: '局长' })], {
            role: 'leader',
            station: 'onCall',
          }),
          slot('qz', '组织下访或约访', [unit('qz', '泉州市公安局', { post: '局长' })], {
            role: 'leader',
            station: 'onCall',
          }),
        ],
      },
      { onHoliday: 'keep', notes: ['县级管辖事项越级到市局的，只登记接待，不直接办理。'] },
    ),
  },
  {
    key: 'first-workday-tuesday',
    name: '领导接待日（每月第一个工作日星期二）',
    summary: '每月第一个为工作日的星期二，上下午两段，领导每月轮流。',
    rule: rule(
      {
        title: '厅领导接待日安排表',
        publisher: '省公安厅',
        location: '厅信访接待室',
        start: '2006-03-01',
        when: { mode: 'nthWeekday', days: [{ nth: 1, weekday: 2 }], workdaysOnly: true },
        slots: [
          slot(
            'leader',
            '接待厅领导',
            [post('l1', '厅长', { chief: true }), post('l2', '副厅长（一）'), post('l3', '副厅长（二）')],
            {
              role: 'leader',
              hours: [
                { start: '09:00', end: '12:00' },
                { start: '15:00', end: '18:00' },
              ],
            },
          ),
        ],
      },
      { cycle: 'month' },
    ),
  },
  {
    key: 'weekly-tuesday-leaders',
    name: '局领导接待日（每周二上午）',
    summary: '每周二上午，局领导轮流；不能参加的事先联系代班。',
    rule: rule(
      {
        title: '局领导信访接待日安排表',
        publisher: '市人力资源和社会保障局',
        location: '局办公楼一楼信访接待室',
        start: '2022-10-13',
        when: { mode: 'byWeekday', weekdays: [2] },
        slots: [
          slot(
            'leader',
            '接待局领导',
            [
              post('l1', '局长', { chief: true }),
              post('l2', '副局长（一）'),
              post('l3', '副局长（二）'),
              post('l4', '副局长（三）'),
            ],
            { role: 'leader', hours: [{ start: '08:00', end: '11:30' }] },
          ),
          slot('help', '协助科室', [unit('help', '相关科室')], { role: 'accompany', station: 'onCall' }),
        ],
      },
      {
        onHoliday: 'skip',
        makeup: true,
        notes: ['当班领导不能参加的，事先联系信访科协调代班。', '实行首访负责制，能当场处理的当场书面答复。'],
      },
    ),
  },
  {
    key: 'thursday-resident',
    name: '周四接待（常驻部门加随叫部门）',
    summary: '每周四上午4个部门常驻各派1人，其余部门接电话通知到场。',
    rule: rule(
      {
        title: '领导周四信访接待部门安排表',
        publisher: '区信访办',
        location: '区信访办',
        start: '2009-03-01',
        when: { mode: 'byWeekday', weekdays: [4] },
        slots: [
          slot('resident', '常驻部门', units(['区房地局', '劳动保障局', '民政局', '区建委']), {
            station: 'resident',
            hours: [{ start: '08:30', end: '12:00' }],
          }),
          slot('call', '随叫部门', units(['区政府其他职能部门', '区社保中心等市属职能部门']), { station: 'onCall' }),
        ],
      },
      { onHoliday: 'skip', notes: ['常驻单位各派1人。', '随叫单位由信访办当天电话通知并留足提前量。'] },
    ),
  },
  {
    key: 'eighth-and-twenty-fifth',
    name: '院长接访日（每月8日、25日，遇节假日顺延）',
    summary: '每月固定两天，遇节假日顺延到节后第一个工作日。',
    rule: rule(
      {
        title: '院长接访日安排表',
        publisher: '县人民法院',
        location: '院长接待室',
        start: '2023-04-01',
        when: { mode: 'dayOfMonth', days: [8, 25] },
        slots: [
          slot('leader', '接访院领导', [post('l1', '院长')], {
            role: 'leader',
            station: 'resident',
            hours: [
              { start: '09:00', end: '11:30' },
              { start: '14:30', end: '17:30' },
            ],
          }),
        ],
      },
      { notes: ['已终结、已答复的事项和缠访不在接访范围。'] },
    ),
  },
  {
    key: 'team-once',
    name: '领导团队接访（单次）',
    summary: '一次性安排，主要领导带队，当日上午9时前登记。',
    historic: { from: '2025-08-01', to: '2025-08-31' },
    rule: rule(
      {
        title: '区领导团队接访安排表',
        publisher: '区信访局',
        location: '区社会治理中心1号楼综合大厅信访窗口',
        start: '2025-08-01',
        when: { mode: 'explicitDates', dates: [on('2025-08-15')] },
        slots: [
          slot('leader', '上午', [post('l1', '区委副书记、区长', { chief: true })], {
            role: 'leader',
            station: 'resident',
          }),
          slot('team', '上午（团队）', [unit('team', '其他区领导团队')], { role: 'accompany', station: 'resident' }),
        ],
      },
      {
        cycle: 'once',
        onHoliday: 'keep',
        notes: ['预约登记截至接访日上午9时。', '多人共同来访代表不超过5人。', '当天未轮到的纳入接访库另行安排。'],
      },
    ),
  },
  {
    key: 'wednesday-by-scope',
    name: '市领导周三接待（按分管范围）',
    summary: '每周三上午按分管范围接待，前一日17时前预约。',
    rule: rule(
      {
        title: '市领导接待来访安排表',
        publisher: '市信访局',
        location: '市信访联合接待中心',
        start: '2016-10-17',
        when: { mode: 'byWeekday', weekdays: [3] },
        slots: [
          slot(
            'leader',
            '上午',
            [
              post('l1', '副市长（教育卫生）', { scope: '教育、卫生和计生、文广新、体育、档案、市志等' }),
              post('l2', '副市长（城建交通）', { scope: '住建、交通、综合执法等' }),
              post('l3', '副市长（农业农村）', { scope: '农业、水利、民政等' }),
            ],
            { role: 'leader' },
          ),
        ],
      },
      { onHoliday: 'skip', notes: ['前一日17时前凭身份证和书面材料预约，预约者优先。'] },
    ),
  },
  {
    key: 'county-every-workday',
    name: '县级领导接访（每个工作日一名）',
    summary: '每个工作日一名县级领导；周一由党委或政府主要负责同志接访。',
    rule: rule(
      {
        title: '县级领导干部接访安排表',
        publisher: '县信访局',
        location: '群众来访接待大厅',
        start: '2024-09-30',
        when: { mode: 'everyWorkday' },
        slots: [
          slot(
            'chief',
            '主要负责同志',
            [post('c1', '县委书记', { chief: true }), post('c2', '县长', { chief: true })],
            {
              role: 'leader',
              on: { weekdays: [1] },
            },
          ),
          slot(
            'leader',
            '县级领导',
            [
              post('l1', '县委副书记'),
              post('l2', '常务副县长'),
              post('l3', '政法委书记'),
              post('l4', '纪委书记'),
              post('l5', '组织部部长'),
              post('l6', '副县长（一）'),
              post('l7', '副县长（二）'),
              post('l8', '副县长（三）'),
            ],
            { role: 'leader', on: { weekdays: [2, 3, 4, 5, 6, 7] } },
          ),
        ],
      },
      { notes: ['姓名、职务、日期提前公示。', '主要负责同志有例行公务的，可调整为其他相对固定时间。'] },
    ),
  },
];

function chiefSlot(id: string, name: string, days: Slot['on'], note?: string) {
  return slot(id, '局长接访', [unit(id, name, { post: '局长' })], {
    role: 'leader',
    station: 'resident',
    on: days,
    ...(note === undefined ? {} : { note }),
  });
}
