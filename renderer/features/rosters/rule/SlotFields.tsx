import { Button } from 'antd';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import type { RosterRule, Slot } from '#shared/domain/rosters/rule';
import { STATION_WORD } from '#shared/domain/rosters/words';
import { TimeField } from '../../../ui/form/DateField';
import { NumberField, SelectField, TextField, optionsOf } from '../../../ui/form/fields';
import { freshId, ROLE_WORD } from '../words';
import { WeekdaysField } from './ListFields';
import { MembersField } from './MembersField';

const STATION_OPTIONS = [
  { value: 'resident', label: `${STATION_WORD.resident}（每次都到）` },
  { value: 'rotating', label: `${STATION_WORD.rotating}（按顺序轮流）` },
  { value: 'onCall', label: `${STATION_WORD.onCall}（接通知到场）` },
];

/** The places to be filled on a duty day, side by side. */
export function SlotFields() {
  const { control, getValues } = useFormContext<RosterRule>();
  const { fields, append, remove } = useFieldArray({ control, name: 'slots', keyName: 'fieldKey' });
  const add = () => {
    const slots = getValues('slots');
    const fresh: Slot = {
      id: freshId('slot', slots),
      name: `班次${slots.length + 1}`,
      role: 'duty',
      station: 'resident',
      hours: [],
      members: [],
      seats: 1,
    };
    append(fresh, { focusName: `slots.${slots.length}.name` });
  };
  return (
    <div className="slot-list">
      {fields.map((field, i) => (
        <SlotCard key={field.fieldKey} at={i} {...(fields.length > 1 ? { onRemove: () => remove(i) } : {})} />
      ))}
      <Button type="dashed" block onClick={add}>
        增加班次
      </Button>
    </div>
  );
}

function SlotCard({ at, onRemove }: { readonly at: number; readonly onRemove?: () => void }) {
  const path = `slots.${at}` as const;
  const slot = useWatch<RosterRule, typeof path>({ name: path });
  const members = slot.members.map((m) => m.name).join('、');
  return (
    <details className="slot-card" open={at === 0}>
      <summary>
        <b>{slot.name}</b>
        <span className="slot-sum">
          {STATION_WORD[slot.station]} {onWord(slot)} {members}
        </span>
      </summary>
      <div className="form-grid">
        <TextField name={`${path}.name`} label="班次名称" required maxLength={40} />
        <SelectField name={`${path}.role`} label="性质" required options={optionsOf(ROLE_WORD)} />
        <SelectField name={`${path}.station`} label="驻点方式" required options={STATION_OPTIONS} />
        {slot.station === 'rotating' ? (
          <NumberField name={`${path}.seats`} label="每班几个" required min={1} max={20} />
        ) : (
          <span />
        )}
        <HoursField at={at} />
        <TextField name={`${path}.location`} label="地点" maxLength={80} placeholder="与排班地点相同的不填" />
        <TextField name={`${path}.note`} label="说明" maxLength={200} />
        <WeekdaysField
          name={`${path}.on.weekdays`}
          label="只在"
          span={2}
          emptyIsAbsent
          help="不选表示每个接访日都有这一班。"
        />
        <MembersField at={at} />
      </div>
      {onRemove === undefined ? null : (
        <div className="slot-foot">
          <Button danger type="text" onClick={onRemove}>
            删除此班次
          </Button>
        </div>
      )}
    </details>
  );
}

const onWord = ({ on }: Slot): string => {
  const days = (on?.weekdays ?? []).map((d) => ['', '一', '二', '三', '四', '五', '六', '日'][d] ?? '').join('、');
  return days === '' ? '' : `周${days}`;
};

/** Up to two stretches: morning and afternoon. */
function HoursField({ at }: { readonly at: number }) {
  const { control } = useFormContext<RosterRule>();
  const { fields, append, remove } = useFieldArray({ control, name: `slots.${at}.hours`, keyName: 'fieldKey' });
  return (
    <div className="field hours-field">
      <span className="label">时间</span>
      <div className="field-control">
        {fields.map((field, i) => (
          <div className="stretch" key={field.fieldKey}>
            <TimeField name={`slots.${at}.hours.${i}.start`} label={`第${i + 1}段从`} placeholder="如 830" />
            <TimeField name={`slots.${at}.hours.${i}.end`} label={`第${i + 1}段到`} placeholder="如 1130" />
            <Button type="text" onClick={() => remove(i)} aria-label={`删除第${i + 1}段时间`}>
              删除
            </Button>
          </div>
        ))}
        {fields.length < 4 ? (
          <Button type="dashed" onClick={() => append(fields.length === 0 ? FORENOON : AFTERNOON)}>
            增加时段
          </Button>
        ) : null}
      </div>
    </div>
  );
}
const FORENOON = { start: '08:30', end: '11:30' };
const AFTERNOON = { start: '14:30', end: '17:00' };
