import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useId, useRef, useState } from 'react';
import { type Option, SEARCH } from './form/fields';
import { useHotkey } from './hotkeys';
import { FilterItem, Hint } from './Page';

const PAUSE_MS = 250;

interface SearchProps {
  readonly text: string;
  readonly placeholder: string;
  readonly onSearch: (text: string) => void;
}

/** Searches a moment after the last letter; never while an input method is still choosing. */
export function SearchBox({ text, placeholder, onSearch }: SearchProps) {
  const id = useId();
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
    <FilterItem label="查找" htmlFor={id}>
      <Input
        id={id}
        ref={(input) => {
          box.current = input?.input ?? null;
        }}
        style={{ width: 250 }}
        value={typed}
        allowClear
        placeholder={placeholder}
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

interface PeriodProps {
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onPick: (period: { readonly from: string | undefined; readonly to: string | undefined }) => void;
}

/** From a day to a day; either may be left open. */
export function Period({ label, from, to, onPick }: PeriodProps) {
  const id = useId();
  const day = (value: string | undefined) => (value === undefined ? null : dayjs(value));
  return (
    <FilterItem label={label} htmlFor={id}>
      <DatePicker.RangePicker
        id={{ start: id, end: `${id}-to` }}
        style={{ width: 240 }}
        allowEmpty={[true, true]}
        placeholder={['起', '止']}
        value={[day(from), day(to)]}
        onChange={(range) => onPick({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
      />
    </FilterItem>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly width: number;
  readonly options: readonly Option[];
}

interface OneProps extends ChoiceProps {
  readonly value: string | undefined;
  readonly onPick: (value: string | undefined) => void;
}

/** One of many, found by Chinese words or pinyin initials; nothing chosen means 不限. */
export const Choice = ({ value, onPick, ...props }: OneProps) => (
  <Picker {...props} value={value} onChange={(picked) => onPick(typeof picked === 'string' ? picked : undefined)} />
);

interface SeveralProps extends ChoiceProps {
  readonly values: readonly string[];
  readonly onPick: (values: readonly string[]) => void;
}

/** Any of many. */
export const Choices = ({ values, onPick, ...props }: SeveralProps) => (
  <Picker {...props} several value={[...values]} onChange={(picked) => onPick(Array.isArray(picked) ? picked : [])} />
);

interface PickerProps extends ChoiceProps {
  readonly several?: boolean;
  readonly value: string | string[] | undefined;
  readonly onChange: (value: string | string[] | undefined) => void;
}

function Picker({ label, width, options, several = false, value, onChange }: PickerProps) {
  const id = useId();
  return (
    <FilterItem label={label} htmlFor={id}>
      <Select<string | string[], Option>
        id={id}
        style={{ width }}
        {...(several ? { mode: 'multiple' as const, maxTagCount: 'responsive' as const } : {})}
        value={value}
        onChange={onChange}
        options={[...options]}
        showSearch={SEARCH}
        allowClear
        placeholder="不限"
        popupMatchSelectWidth={false}
        notFoundContent="没有符合的选项"
      />
    </FilterItem>
  );
}

interface YesNoProps {
  readonly label: string;
  readonly width: number;
  readonly yes: string;
  readonly no: string;
  readonly value: boolean | undefined;
  readonly onPick: (value: boolean | undefined) => void;
}

/** One of two, each with a word of its own: 初次、重复. */
export const YesNo = ({ label, width, yes, no, value, onPick }: YesNoProps) => (
  <Choice
    label={label}
    width={width}
    options={[
      { value: 'false', label: no },
      { value: 'true', label: yes },
    ]}
    value={value === undefined ? undefined : String(value)}
    onPick={(picked) => onPick(picked === undefined ? undefined : picked === 'true')}
  />
);

interface WholeTextProps {
  readonly label: string;
  readonly width: number;
  readonly value: string | undefined;
  readonly onPick: (text: string) => void;
}

/** A whole word, such as a name; taken over with Enter or on leaving. */
export function WholeText({ label, width, value = '', onPick }: WholeTextProps) {
  const id = useId();
  const take = (typed: string) => typed.trim() !== value && onPick(typed.trim());
  return (
    <FilterItem label={label} htmlFor={id}>
      <Input
        key={value}
        id={id}
        style={{ width }}
        defaultValue={value}
        allowClear
        onChange={(event) => event.target.value === '' && take('')}
        onBlur={(event) => take(event.currentTarget.value)}
        onPressEnter={(event) => take(event.currentTarget.value)}
      />
    </FilterItem>
  );
}

interface MoreProps {
  readonly open: boolean;
  /** How many of the filters behind it narrow the list now. */
  readonly used: number;
  readonly onToggle: () => void;
}

/** Opens the filters that are used less. */
export const MoreFilters = ({ open, used, onToggle }: MoreProps) => (
  <Button type="link" aria-expanded={open} onClick={onToggle}>
    {open ? '收起' : used > 0 ? `更多筛选（${used}）` : '更多筛选'}
  </Button>
);

/** 清除筛选, only where something is filtered. */
export const ClearFilters = ({ filter, onClear }: { readonly filter: object; readonly onClear: () => void }) =>
  isFiltered(filter) ? (
    <Button type="link" onClick={onClear}>
      清除筛选
    </Button>
  ) : null;

export const isFiltered = (filter: object): boolean => Object.keys(filter).length > 0;
