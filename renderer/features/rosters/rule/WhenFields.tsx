import { Button, Select } from 'antd';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import type { RosterMode, RosterRule, When } from '#shared/domain/rosters/rule';
import { CYCLE_WORD, MODE_WORD, POLICY_WORD } from '#shared/domain/rosters/words';
import { DateField } from '../../../ui/form/DateField';
import { Field } from '../../../ui/form/Field';
import { CheckField, SelectField, optionsOf } from '../../../ui/form/fields';
import { DatesField, MonthDaysField, WeekdaysField } from './ListFields';

/** A mode as it begins. */
const BLANK: { readonly [M in RosterMode]: Extract<When, { mode: M }> } = {
  everyWorkday: { mode: 'everyWorkday' },
  byWeekday: { mode: 'byWeekday', weekdays: [2] },
  rotateWeekly: { mode: 'rotateWeekly', weekdays: [1, 2, 3, 4, 5] },
  nthWeekday: { mode: 'nthWeekday', days: [{ nth: 1, weekday: 4 }], workdaysOnly: false },
  dayOfMonth: { mode: 'dayOfMonth', days: [15] },
  explicitDates: { mode: 'explicitDates', dates: [] },
};

/** On which days there is duty, what holidays do to them, and whose turn begins. */
export function WhenFields() {
  const { setValue } = useFormContext<RosterRule>();
  const mode = useWatch<RosterRule, 'when.mode'>({ name: 'when.mode' });
  const slots = useWatch<RosterRule, 'slots'>({ name: 'slots' });
  const rotating = slots.find((slot) => slot.station === 'rotating');
  return (
    <>
      <SelectField
        name="when.mode"
        label="排班方式"
        required
        options={optionsOf(MODE_WORD)}
        onChanged={(value) => {
          const chosen = value as RosterMode;
          setValue('when', BLANK[chosen], { shouldValidate: true });
          if (chosen === 'rotateWeekly') setValue('cycle', 'week');
        }}
      />
      <SelectField
        name="cycle"
        label="轮换周期"
        required
        disabled={mode === 'rotateWeekly'}
        options={optionsOf(CYCLE_WORD)}
      />
      <DayFields mode={mode} />
      <SelectField name="onHoliday" label="遇节假日" required options={optionsOf(POLICY_WORD)} />
      <CheckField name="makeup" label="补轮" text="放假、请假错过的下次补" help="不选则过号，照常往下轮。" />
      <DateField name="start.date" label="轮转起始日" required />
      {rotating === undefined ? null : (
        <Field name="start.index" label="从谁开始">
          {({ id, field, aria }) => (
            <Select
              {...aria}
              id={id}
              value={typeof field.value === 'number' ? field.value % rotating.members.length : 0}
              onChange={field.onChange}
              options={rotating.members.map((member, value) => ({ value, label: member.name }))}
            />
          )}
        </Field>
      )}
    </>
  );
}

function DayFields({ mode }: { readonly mode: RosterMode }) {
  switch (mode) {
    case 'byWeekday':
    case 'rotateWeekly':
      return <WeekdaysField name="when.weekdays" label="星期" required span={2} />;
    case 'nthWeekday':
      return (
        <>
          <NthField />
          <CheckField
            name="when.workdaysOnly"
            label="计数方法"
            text="只数为工作日的（第1个为工作日的星期二）"
            span={2}
          />
        </>
      );
    case 'dayOfMonth':
      return <MonthDaysField name="when.days" label="每月几日" required span={2} placeholder="如 8、25" />;
    case 'explicitDates':
      return <DatesField name="when.dates" label="日期" required span={2} placeholder="如 12-3、12-17" />;
    case 'everyWorkday':
      return null;
  }
}

const NTH = [...[1, 2, 3, 4, 5].map((value) => ({ value, label: `第${value}个` })), { value: -1, label: '最后一个' }];
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'].map((word, i) => ({ value: i + 1, label: `星期${word}` }));
type NthDay = { readonly nth: number; readonly weekday: number };

/** 每月第几个星期几, as many as wanted. */
function NthField() {
  const { field } = useController({ name: 'when.days' });
  const days = Array.isArray(field.value) ? (field.value as readonly NthDay[]) : [];
  const change = (at: number, day: NthDay) => field.onChange(days.map((d, i) => (i === at ? day : d)));
  return (
    <Field name="when.days" label="每月" required span={2} kind="group">
      {() => (
        <div className="nth-days">
          {days.map((day, i) => (
            <span key={`${String(i)}-${day.nth}-${day.weekday}`} className="nth-day">
              <Select
                aria-label={`第${i + 1}天：第几个`}
                value={day.nth}
                options={NTH}
                onChange={(nth) => change(i, { ...day, nth })}
              />
              <Select
                aria-label={`第${i + 1}天：星期几`}
                value={day.weekday}
                options={WEEKDAYS}
                onChange={(weekday) => change(i, { ...day, weekday })}
              />
              {days.length > 1 ? (
                <Button type="text" onClick={() => field.onChange(days.filter((_, at) => at !== i))}>
                  删除
                </Button>
              ) : null}
            </span>
          ))}
          <Button type="dashed" onClick={() => field.onChange([...days, { nth: 3, weekday: days[0]?.weekday ?? 4 }])}>
            增加一天
          </Button>
        </div>
      )}
    </Field>
  );
}
