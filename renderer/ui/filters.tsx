import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useId, useRef, useState } from 'react';
import { matchesOption, type Option } from './form/fields';
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
        showSearch={{ filterOption: matchesOption }}
        allowClear
        placeholder="不限"
        popupMatchSelectWidth={false}
        notFoundContent="没有符合的选项"
      />
    </FilterItem>
  );
}
