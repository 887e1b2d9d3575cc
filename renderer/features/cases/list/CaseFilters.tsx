import { useState } from 'react';
import { DUE_RANGES } from '#shared/domain/cases/due';
import { FLAGS } from '#shared/domain/cases/state';
import { CASE_STATUS_NAMES } from '#shared/domain/cases/status';
import { LEGAL_PATHS, pathNumeral, TRIAGE, type LegalPath } from '#shared/domain/cases/triage';
import { CHANNELS, VISIT_KINDS } from '#shared/domain/visits/choices';
import { Choice, Choices, ClearFilters, MoreFilters, Period, SearchBox, WholeText, YesNo } from '../../../ui/filters';
import { type Option, optionsOf } from '../../../ui/form/fields';
import { FilterBar } from '../../../ui/Page';
import type { VisitWords } from '../../visits/index';
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

/** The search box and the filters; those used less are opened on demand. */
export function CaseFilters(props: Props) {
  const { filter, words, onNarrow, onClear } = props;
  const used = RARE.filter((key) => filter[key] !== undefined).length;
  const [more, setMore] = useState(false);
  const narrow =
    <K extends keyof CaseFilter>(key: K) =>
    (value: string | undefined) =>
      onNarrow({ [key]: value });
  return (
    <div className="filter-rows">
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
        <MoreFilters open={more} used={used} onToggle={() => setMore(!more)} />
        <ClearFilters filter={filter} onClear={onClear} />
      </FilterBar>
      {more ? <RareFilters {...props} narrow={narrow} /> : null}
    </div>
  );
}

type Narrow = (key: keyof CaseFilter) => (value: string | undefined) => void;

const RareFilters = ({ filter, words, onNarrow, narrow }: Props & { readonly narrow: Narrow }) => (
  <FilterBar label="更多筛选">
    <YesNo label="办理" width={90} yes="在办" no="已了结" value={filter.open} onPick={(open) => onNarrow({ open })} />
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
    <WholeText label="首问责任人" width={100} value={filter.firstContact} onPick={narrow('firstContact')} />
    <YesNo
      label="初重"
      width={84}
      yes="重复"
      no="初次"
      value={filter.isRepeat}
      onPick={(isRepeat) => onNarrow({ isRepeat })}
    />
    <Choice label="标记" width={84} options={FLAG_OPTIONS} value={filter.flag} onPick={narrow('flag')} />
    <YesNo
      label="合并待裁"
      width={96}
      yes="待裁"
      no="无争议"
      value={filter.disputed}
      onPick={(disputed) => onNarrow({ disputed })}
    />
    <Choice label="作废" width={96} options={VOIDED} value={filter.voided} onPick={narrow('voided')} />
  </FilterBar>
);
