import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { DUE_RANGES } from '#shared/contract/cases';
import { FLAGS } from '#shared/domain/cases/state';
import { CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import { LEGAL_PATHS, pathNumeral, TRIAGE, type LegalPath } from '#shared/domain/cases/triage';
import { CHANNELS, VISIT_KINDS } from '#shared/domain/visits/choices';
import { Choice, Choices, Period, SearchBox } from '../../../ui/filters';
import type { Option } from '../../../ui/form/fields';
import { FilterBar, FilterItem } from '../../../ui/Page';
import type { VisitWords } from '../../visits/index';
import { optionsOf } from '../words';
import type { CaseFilter } from './views';

interface Props {
  readonly filter: CaseFilter;
  readonly words: VisitWords;
  readonly onNarrow: (more: Partial<CaseFilter>) => void;
  readonly onClear: () => void;
}

const STATUSES = optionsOf(CASE_STATUS_NAMES).filter(({ value }) => value !== 'draft');
const DUES = optionsOf(DUE_RANGES);
const CHANNEL_OPTIONS = optionsOf(CHANNELS);
const KINDS = optionsOf(VISIT_KINDS);
const FLAG_OPTIONS = optionsOf(FLAGS);
const CLASSES: Option[] = Object.entries(TRIAGE).map(([value, { title }]) => ({ value, label: title }));
const PATHS: Option[] = Object.entries(LEGAL_PATHS).map(([value, { title }]) => ({
  value,
  label: `${pathNumeral(value as LegalPath)} ${title}`,
}));
const REPEATS: Option[] = [
  { value: 'false', label: '初次' },
  { value: 'true', label: '重复' },
];
const OPEN: Option[] = [
  { value: 'true', label: '在办' },
  { value: 'false', label: '已了结' },
];
const DISPUTED: Option[] = [
  { value: 'true', label: '待裁' },
  { value: 'false', label: '无争议' },
];
const VOIDED = optionsOf({ valid: '有效', voided: '已作废', all: '全部' });

const RARE = [
  'from',
  'to',
  'channel',
  'visitKind',
  'legalPath',
  'purpose',
  'category',
  'region',
  'firstContact',
  'isRepeat',
  'flag',
  'disputed',
  'voided',
] as const satisfies readonly (keyof CaseFilter)[];

const fromFlag = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : String(value));
const toFlag = (value: string | undefined): boolean | undefined => (value === undefined ? undefined : value === 'true');

/** The search box and the filters; those used less are opened on demand. */
export function CaseFilters(props: Props) {
  const { filter, words, onNarrow, onClear } = props;
  const rare = RARE.filter((key) => filter[key] !== undefined).length;
  const [more, setMore] = useState(false);
  const narrow =
    <K extends keyof CaseFilter>(key: K) =>
    (value: string | undefined) =>
      onNarrow({ [key]: value === '' ? undefined : value });
  return (
    <div className="case-filters">
      <FilterBar>
        <SearchBox text={filter.text ?? ''} placeholder="编号、姓名、拼音、内容、单位" onSearch={narrow('text')} />
        <Choices
          label="状态"
          width={160}
          options={STATUSES}
          values={filter.status ?? []}
          onPick={(status) => onNarrow({ status: [...status] as NonNullable<CaseFilter['status']> })}
        />
        <Choice label="到期" width={100} options={DUES} value={filter.due} onPick={narrow('due')} />
        <Choice
          label="责任单位"
          width={150}
          options={words.units.options}
          value={filter.unit}
          onPick={narrow('unit')}
        />
        <Button type="link" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? '收起' : rare > 0 ? `更多筛选（${rare}）` : '更多筛选'}
        </Button>
        {Object.keys(filter).length > 0 ? (
          <Button type="link" onClick={onClear}>
            清除筛选
          </Button>
        ) : null}
      </FilterBar>
      {more ? <MoreFilters {...props} narrow={narrow} /> : null}
    </div>
  );
}

type Narrow = (key: keyof CaseFilter) => (value: string | undefined) => void;

const MoreFilters = ({ filter, words, onNarrow, narrow }: Props & { readonly narrow: Narrow }) => (
  <FilterBar label="更多筛选">
    <Choice
      label="办理"
      width={90}
      options={OPEN}
      value={fromFlag(filter.open)}
      onPick={(value) => onNarrow({ open: toFlag(value) })}
    />
    <Choice label="形式" width={90} options={CHANNEL_OPTIONS} value={filter.channel} onPick={narrow('channel')} />
    <Choice label="细类" width={96} options={KINDS} value={filter.visitKind} onPick={narrow('visitKind')} />
    <Choice label="类别" width={124} options={CLASSES} value={filter.triageClass} onPick={narrow('triageClass')} />
    <Choice label="途径" width={150} options={PATHS} value={filter.legalPath} onPick={narrow('legalPath')} />
    <Choice
      label="目的"
      width={100}
      options={words.purposes.options}
      value={filter.purpose}
      onPick={narrow('purpose')}
    />
    <Choice
      label="内容分类"
      width={150}
      options={words.categories.options}
      value={filter.category}
      onPick={narrow('category')}
    />
    <Choice label="属地" width={130} options={words.regions.options} value={filter.region} onPick={narrow('region')} />
    <Period label="信访日期" from={filter.from} to={filter.to} onPick={onNarrow} />
    <FirstContact value={filter.firstContact} onPick={narrow('firstContact')} />
    <Choice
      label="初重"
      width={84}
      options={REPEATS}
      value={fromFlag(filter.isRepeat)}
      onPick={(value) => onNarrow({ isRepeat: toFlag(value) })}
    />
    <Choice label="标记" width={84} options={FLAG_OPTIONS} value={filter.flag} onPick={narrow('flag')} />
    <Choice
      label="合并待裁"
      width={96}
      options={DISPUTED}
      value={fromFlag(filter.disputed)}
      onPick={(value) => onNarrow({ disputed: toFlag(value) })}
    />
    <Choice label="作废" width={96} options={VOIDED} value={filter.voided} onPick={narrow('voided')} />
  </FilterBar>
);

/** The whole name, taken over with Enter or on leaving. */
function FirstContact({ value, onPick }: { value: string | undefined; onPick: (name: string | undefined) => void }) {
  const id = useId();
  const take = (typed: string) => typed.trim() !== (value ?? '') && onPick(typed.trim());
  return (
    <FilterItem label="首问责任人" htmlFor={id}>
      <Input
        key={value ?? ''}
        id={id}
        style={{ width: 100 }}
        defaultValue={value ?? ''}
        allowClear
        onBlur={(event) => take(event.currentTarget.value)}
        onPressEnter={(event) => take(event.currentTarget.value)}
      />
    </FilterItem>
  );
}
