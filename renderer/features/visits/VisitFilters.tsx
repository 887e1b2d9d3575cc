import { useState } from 'react';
import { CHANNELS, HANDLING_MODES, VISIT_KINDS } from '#shared/domain/visits/choices';
import { Choice, ClearFilters, MoreFilters, Period, SearchBox, WholeText, YesNo } from '../../ui/filters';
import { optionsOf } from '../../ui/form/fields';
import { FilterBar } from '../../ui/Page';
import type { VisitWords } from './dictionary';
import type { ListFilter } from './filter';

interface Props {
  readonly filter: ListFilter;
  readonly words: VisitWords;
  readonly onNarrow: (more: Partial<ListFilter>) => void;
  readonly onClear: () => void;
}

const STATUSES = optionsOf({ valid: '有效', voided: '已作废', all: '全部' });
const CHANNEL_OPTIONS = optionsOf(CHANNELS);
const KIND_OPTIONS = optionsOf(VISIT_KINDS);
const MODE_OPTIONS = optionsOf(HANDLING_MODES);
const RARE = ['channel', 'handlingMode', 'unit', 'receivedBy', 'isRepeat', 'status'] as const;

/** The search box and the filters; those used less are opened on demand. */
export function VisitFilters({ filter, words, onNarrow, onClear }: Props) {
  const used = RARE.filter((key) => filter[key] !== undefined).length;
  const [more, setMore] = useState(used > 0);
  const narrow =
    <K extends keyof ListFilter>(key: K) =>
    (value: string | undefined) =>
      onNarrow({ [key]: value });
  return (
    <div className="filter-rows">
      <FilterBar>
        <SearchBox text={filter.text ?? ''} placeholder="姓名、拼音首字母、号码、内容" onSearch={narrow('text')} />
        <Period label="信访日期" from={filter.from} to={filter.to} onPick={onNarrow} />
        <Choice
          label="内容分类"
          width={170}
          options={words.categories.options}
          value={filter.category}
          onPick={narrow('category')}
        />
        <Choice
          label="问题属地"
          width={140}
          options={words.regions.options}
          value={filter.region}
          onPick={narrow('region')}
        />
        <Choice
          label="目的"
          width={110}
          options={words.purposes.options}
          value={filter.purpose}
          onPick={narrow('purpose')}
        />
        <Choice label="细类" width={100} options={KIND_OPTIONS} value={filter.visitKind} onPick={narrow('visitKind')} />
        <MoreFilters open={more} used={used} onToggle={() => setMore(!more)} />
        <ClearFilters filter={filter} onClear={onClear} />
      </FilterBar>
      {more ? (
        <FilterBar label="更多筛选">
          <Choice
            label="形式"
            width={100}
            options={CHANNEL_OPTIONS}
            value={filter.channel}
            onPick={narrow('channel')}
          />
          <Choice
            label="办理方式"
            width={130}
            options={MODE_OPTIONS}
            value={filter.handlingMode}
            onPick={narrow('handlingMode')}
          />
          <Choice
            label="责任单位"
            width={180}
            options={words.units.options}
            value={filter.unit}
            onPick={narrow('unit')}
          />
          <YesNo
            label="初重"
            width={90}
            yes="重复"
            no="初次"
            value={filter.isRepeat}
            onPick={(isRepeat) => onNarrow({ isRepeat })}
          />
          <WholeText label="接待人" width={110} value={filter.receivedBy} onPick={narrow('receivedBy')} />
          <Choice label="状态" width={100} options={STATUSES} value={filter.status} onPick={narrow('status')} />
        </FilterBar>
      ) : null}
    </div>
  );
}
