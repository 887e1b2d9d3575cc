import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { CHANNELS, HANDLING_MODES, VISIT_KINDS } from '#shared/domain/visits/choices';
import { matchesOption, type Option } from '../../ui/form/fields';
import { useHotkey } from '../../ui/hotkeys';
import { FilterBar, FilterItem, Hint } from '../../ui/Page';
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
        <SearchBox text={filter.text ?? ''} onSearch={narrow('text')} />
        <Period filter={filter} onNarrow={onNarrow} />
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

const PAUSE_MS = 250;

/** Searches a moment after the last letter; never while an input method is still choosing. */
function SearchBox({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const composing = useRef(false);
  const box = useRef<HTMLInputElement>(null);
  const latest = useRef(onSearch);
  const [shown, setShown] = useState(text);
  if (shown !== text) {
    setShown(text);
    setTyped(text);
  }
  useEffect(() => {
    latest.current = onSearch;
  });
  useEffect(() => {
    if (typed === text || composing.current) return undefined;
    const timer = setTimeout(() => latest.current(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  useHotkey('Ctrl+F', () => box.current?.focus());
  return (
    <FilterItem label="查找" htmlFor="visit-search">
      <Input
        id="visit-search"
        ref={(input) => {
          box.current = input?.input ?? null;
        }}
        style={{ width: 250 }}
        value={typed}
        allowClear
        placeholder="姓名、拼音首字母、号码、内容"
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setTyped(event.currentTarget.value);
          latest.current(event.currentTarget.value.trim());
        }}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Hint keys="Ctrl+F" />
    </FilterItem>
  );
}

function Period({ filter, onNarrow }: { filter: ListFilter; onNarrow: Props['onNarrow'] }) {
  const day = (value: string | undefined) => (value === undefined ? null : dayjs(value));
  return (
    <FilterItem label="信访日期" htmlFor="visit-from">
      <DatePicker.RangePicker
        id={{ start: 'visit-from', end: 'visit-to' }}
        style={{ width: 240 }}
        allowEmpty={[true, true]}
        placeholder={['起', '止']}
        value={[day(filter.from), day(filter.to)]}
        onChange={(range) => onNarrow({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
      />
    </FilterItem>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly width: number;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onPick: (value: string | undefined) => void;
}

function Choice({ label, width, options, value, onPick }: ChoiceProps) {
  const id = `visit-filter-${label}`;
  return (
    <FilterItem label={label} htmlFor={id}>
      <Select<string, Option>
        id={id}
        style={{ width }}
        value={value}
        onChange={onPick}
        options={[...options]}
        showSearch={{ filterOption: matchesOption }}
        allowClear
        placeholder="不限"
        popupMatchSelectWidth={false}
        notFoundContent="没有符合的选项"
      />
    </FilterItem>
  );
}
