import {
  AuditOutlined,
  CalendarOutlined,
  FolderOpenOutlined,
  FormOutlined,
  HomeOutlined,
  SettingOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { askAhead } from '../client';

/** An entry of the navigation at the left; shown once it has a route. */
export const areas = [
  { key: 'home', title: '工作台', icon: HomeOutlined, path: '/' },
  { key: 'visits', title: '来访登记', icon: FormOutlined, path: '/visits' },
  { key: 'cases', title: '信访事项', icon: FolderOpenOutlined, path: '/cases' },
  { key: 'rosters', title: '接访排班', icon: CalendarOutlined, path: '/rosters' },
  { key: 'supervision', title: '督查督办', icon: AuditOutlined, path: '/supervision' },
  { key: 'exchange', title: '数据交换', icon: SwapOutlined, path: '/exchange' },
  { key: 'settings', title: '系统设置', icon: SettingOutlined, path: '/settings' },
] as const satisfies readonly { key: string; title: string; icon: ComponentType; path: string }[];

export type AreaKey = (typeof areas)[number]['key'];

export interface RouteDef {
  /** wouter pattern, `/visits/:no`. The first that matches is shown, so put `/visits/new` before `/visits/:no`. */
  readonly path: string;
  readonly title: string;
  readonly area: AreaKey;
  readonly load: () => Promise<{ default: ComponentType }>;
  /** Asks what it shows first, before it is drawn, when the window opens with it. */
  readonly ahead?: (client: QueryClient) => Promise<void>;
  /** Listed in the command palette. */
  readonly nav?: boolean;
  /** Opens the page from anywhere. */
  readonly hotkey?: string;
  /** Heading under which a page of 系统设置 is listed at its side. */
  readonly settings?: string;
  /** Key of the page's form, as given to `useDraft`; what follows a colon in a draft's key fills the path's parameter. */
  readonly draft?: string;
  /** What else may be typed in the palette to find it: pinyin initials. */
  readonly keywords?: string;
}

export const routes: readonly RouteDef[] = [
  {
    path: '/',
    title: '工作台',
    area: 'home',
    nav: true,
    keywords: 'gzt',
    load: () => import('../features/home/HomePage'),
    ahead: (client) => askAhead(client, 'visits.counts', {}),
  },
  {
    path: '/visits',
    title: '来访登记一览',
    area: 'visits',
    nav: true,
    keywords: 'lfdj lfyl',
    load: () => import('../features/visits/VisitListPage'),
  },
  {
    path: '/visits/new',
    title: '登记来访',
    area: 'visits',
    nav: true,
    hotkey: 'F2',
    draft: 'visits.register',
    keywords: 'djlf',
    load: () => import('../features/visits/VisitNewPage'),
  },
  {
    path: '/visits/registered/:no',
    title: '登记完成',
    area: 'visits',
    load: () => import('../features/visits/VisitSavedPage'),
  },
  {
    path: '/visits/:no/edit',
    title: '更正来访登记',
    area: 'visits',
    draft: 'visits.edit',
    load: () => import('../features/visits/VisitEditPage'),
  },
  {
    path: '/visits/:no',
    title: '来访登记详情',
    area: 'visits',
    load: () => import('../features/visits/VisitPage'),
  },
  {
    path: '/cases',
    title: '信访事项一览',
    area: 'cases',
    nav: true,
    keywords: 'xfsx sxyl',
    load: () => import('../features/cases/CaseListPage'),
  },
  {
    path: '/cases/:key/edit',
    title: '更正信访事项',
    area: 'cases',
    draft: 'cases.edit',
    load: () => import('../features/cases/page/CaseEditPage'),
  },
  {
    path: '/cases/:key',
    title: '信访事项详情',
    area: 'cases',
    load: () => import('../features/cases/CasePage'),
  },
  {
    path: '/papers/new/:what',
    title: '出具文书',
    area: 'cases',
    draft: 'papers.compose',
    load: () => import('../features/papers/ComposePage'),
  },
  {
    path: '/papers/again/:key',
    title: '重新出具文书',
    area: 'cases',
    draft: 'papers.again',
    load: () => import('../features/papers/AgainPage'),
  },
  {
    path: '/papers/:key',
    title: '文书',
    area: 'cases',
    load: () => import('../features/papers/PaperPage'),
  },
  {
    path: '/rosters',
    title: '接访排班',
    area: 'rosters',
    nav: true,
    keywords: 'jfpb pb',
    load: () => import('../features/rosters/RosterListPage'),
  },
  {
    path: '/rosters/rules/new/:preset/:start',
    title: '新建排班规则',
    area: 'rosters',
    load: () => import('../features/rosters/RulePage'),
  },
  {
    path: '/rosters/rules/:key',
    title: '排班规则',
    area: 'rosters',
    load: () => import('../features/rosters/RulePage'),
  },
  {
    path: '/rosters/:key',
    title: '排班表',
    area: 'rosters',
    load: () => import('../features/rosters/RosterPage'),
  },
  {
    path: '/supervision',
    title: '督查督办',
    area: 'supervision',
    nav: true,
    keywords: 'dcdb db',
    load: () => import('../features/supervision/SupervisionPage'),
  },
  {
    path: '/supervision/:tab',
    title: '督查督办',
    area: 'supervision',
    load: () => import('../features/supervision/SupervisionPage'),
  },
  {
    path: '/exchange',
    title: '数据交换',
    area: 'exchange',
    nav: true,
    keywords: 'sjjh dr dc',
    load: () => import('../features/exchange/ExchangePage'),
  },
  {
    path: '/exchange/:tab',
    title: '数据交换',
    area: 'exchange',
    load: () => import('../features/exchange/ExchangePage'),
  },
  {
    path: '/exchange/:tab/:purpose',
    title: '数据交换',
    area: 'exchange',
    load: () => import('../features/exchange/ExchangePage'),
  },
  {
    path: '/decisions',
    title: '合并待裁',
    area: 'exchange',
    nav: true,
    keywords: 'hbdc',
    load: () => import('../features/decisions/DecisionsPage'),
  },
  {
    path: '/settings/desk',
    title: '本机信息',
    area: 'settings',
    settings: '本机',
    nav: true,
    keywords: 'bjxx',
    load: () => import('../features/settings-common/DeskPage'),
  },
  {
    path: '/settings/backups',
    title: '备份与恢复',
    area: 'settings',
    settings: '本机',
    nav: true,
    keywords: 'bfyhf',
    load: () => import('../features/recovery/BackupsPage'),
  },
  {
    path: '/settings/sync',
    title: '台席同步',
    area: 'settings',
    settings: '数据',
    nav: true,
    keywords: 'txtb tb',
    load: () => import('../features/sync/SyncPage'),
  },
  {
    path: '/settings/keys',
    title: '密钥与往来单位',
    area: 'settings',
    settings: '数据',
    nav: true,
    keywords: 'mywldw my',
    load: () => import('../features/exchange/KeysPage'),
  },
  {
    path: '/settings/units',
    title: '机构目录',
    area: 'settings',
    settings: '目录',
    nav: true,
    keywords: 'jgml',
    load: () => import('../features/departments/UnitsPage'),
  },
  {
    path: '/settings/categories',
    title: '内容分类与信访目的',
    area: 'settings',
    settings: '目录',
    nav: true,
    keywords: 'nrflyxfmd',
    load: () => import('../features/departments/CategoriesPage'),
  },
  {
    path: '/settings/regions',
    title: '属地',
    area: 'settings',
    settings: '目录',
    nav: true,
    keywords: 'sd',
    load: () => import('../features/departments/RegionsPage'),
  },
  {
    path: '/settings/holidays',
    title: '放假安排',
    area: 'settings',
    settings: '目录',
    nav: true,
    keywords: 'fjap',
    load: () => import('../features/departments/HolidaysPage'),
  },
  {
    path: '/settings/deadlines',
    title: '期限设置',
    area: 'settings',
    settings: '期限',
    nav: true,
    keywords: 'qxsz',
    load: () => import('../features/deadlines/DeadlinePolicyPage'),
  },
  {
    path: '/settings/slas',
    title: '内控时限',
    area: 'settings',
    settings: '期限',
    nav: true,
    keywords: 'nksx',
    load: () => import('../features/deadlines/SlaPage'),
  },
  {
    path: '/settings/supervision',
    title: '督办口径',
    area: 'settings',
    settings: '期限',
    nav: true,
    keywords: 'dbkj',
    load: () => import('../features/supervision/PolicyPage'),
  },
  {
    path: '/settings/deadline-calculator',
    title: '期限计算器',
    area: 'settings',
    settings: '期限',
    nav: true,
    keywords: 'qxjsq',
    load: () => import('../features/deadlines/CalculatorPage'),
  },
  {
    path: '/settings/routing',
    title: '转办规则',
    area: 'settings',
    settings: '转办',
    nav: true,
    keywords: 'zbgz',
    load: () => import('../features/routing/RoutingPage'),
  },
  {
    path: '/settings/paper-templates',
    title: '文书模板',
    area: 'settings',
    settings: '文书',
    nav: true,
    keywords: 'wsmb',
    load: () => import('../features/papers/TemplatesPage'),
  },
  {
    path: '/settings/paper-numbers',
    title: '文书编号',
    area: 'settings',
    settings: '文书',
    nav: true,
    keywords: 'wsbh',
    load: () => import('../features/papers/NumbersPage'),
  },
];
