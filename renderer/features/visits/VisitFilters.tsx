import { Button, Input } from 'antd';
import { useState } from 'react';
import { CHANNELS, HANDLING_MODES, VISIT_KINDS } from '#shared/domain/visits/choices';
import { Choice, Period, SearchBox } from '../../ui/filters';
import type { Option } from '../../ui/form/fields';
import { FilterBar, FilterItem } from '../../ui/Page';
import type { VisitWords } from './dictionary';
import type { ListFilter } from './filter';
import { optionsOf } from './form/fields';

interface Props {
  readonly filter: ListFilter;
  readonly words: VisitWords;
  readonly onNarrow: (more: Partial<ListFilter>) => void;
  readonly onClear: () => void;
}

const YES_NO: Option[] = [
  { value: 'false', label: '初次' },
  { value: 'true', label: '重复' },
];
const STATUSES = optionsOf({ valid: '有效', voided: '已作废', all: '全部' });
const CHANNEL_OPTIONS = optionsOf(CHANNELS);
const KIND_OPTIONS = optionsOf(VISIT_KINDS);
const MODE_OPTIONS = optionsOf(HANDLING_MODES);

/** The search box and the filters; those used less are opened on demand. */
export function VisitFilters({ filter, words, onNarrow, onClear }: Props) {
  const rare = ['channel', 'handlingMode', 'unit', 'receivedBy', 'isRepeat', 'status'] as const;
  const [more, setMore] = useState(rare.some((key) => filter[key] !== undefined));
  const narrow =
    <K extends keyof ListFilter>(key: K) =>
    (value: string | undefined) =>
      onNarrow({ [key]: value === undefined || value === '' ? undefined : value });
  const some = Object.keys(filter).length > 0;
  return (
    <div className="visit-filters">
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
        <Button type="link" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? '收起' : '更多筛选'}
        </Button>
        {some ? (
          <Button type="link" onClick={onClear}>
            清除筛选
          </Button>
        ) : null}
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
          <Choice
            label="初重"
            width={90}
            options={YES_NO}
            value={filter.isRepeat === undefined ? undefined : String(filter.isRepeat)}
            onPick={(value) => onNarrow({ isRepeat: value === undefined ? undefined : value === 'true' })}
          />
          <FilterItem label="接待人" htmlFor="visit-received-by">
            <Input
              id="visit-received-by"
              style={{ width: 110 }}
              defaultValue={filter.receivedBy ?? ''}
              allowClear
              onChange={(event) => event.target.value === '' && narrow('receivedBy')(undefined)}
              onPressEnter={(event) => narrow('receivedBy')(event.currentTarget.value.trim())}
            />
          </FilterItem>
          <Choice label="状态" width={100} options={STATUSES} value={filter.status} onPick={narrow('status')} />
        </FilterBar>
      ) : null}
    </div>
  );
}
