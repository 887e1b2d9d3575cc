import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import type { DutyView, RosterView } from '#shared/contract/rosters';
import { Attendance, DutyPerson } from '#shared/domain/rosters/records';
import { memberLabel } from '#shared/domain/rosters/rule';
import { dayAndWeekday, dayWord, hoursWord } from '#shared/domain/rosters/words';
import { DescriptionList } from '../../../ui/DescriptionList';
import { NumberField, RadioField, TextField, optionsOf } from '../../../ui/form/fields';
import { Form, FormSection } from '../../../ui/form/Form';
import { useDeskForm } from '../../../ui/form/useDeskForm';
import { useSave } from '../../../ui/form/useSave';
import { HistoryDrawer } from '../../../ui/HistoryDrawer';
import { ATTENDANCE_WORD } from '../words';

interface Props {
  readonly roster: RosterView;
  readonly duty: DutyView;
  readonly today: string;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onSwap: () => void;
  readonly onSubstitute: () => void;
}

/** One duty: why it is whose it is, who comes, who came. */
export function DutyDrawer({ roster, duty, today, readOnly, onClose, onSwap, onSubstitute }: Props) {
  const [history, setHistory] = useState(false);
  const slot = roster.slots.find((s) => s.id === duty.slot);
  const member = duty.member === null || duty.member === undefined ? '（待定）' : memberLabel(duty.member);
  const conflicts = roster.conflicts.filter((c) => c.duties.includes(duty.key));
  return (
    <Drawer
      open
      size={560}
      title={`${dayAndWeekday(duty.date)} ${slot?.name ?? ''}`}
      onClose={onClose}
      extra={<Button onClick={() => setHistory(true)}>变更记录</Button>}
    >
      <div className="duty-drawer">
        {conflicts.length === 0 ? null : (
          <ul className="conflicts" aria-label="冲突">
            {conflicts.map((c) => (
              <li key={c.message}>{c.message}</li>
            ))}
          </ul>
        )}
        <DescriptionList
          columns={1}
          items={[
            { label: '单位（人员）', value: member },
            { label: '分管范围', value: duty.member?.scope },
            { label: '时间', value: hoursWord(duty.hours) },
            { label: '地点', value: duty.location },
            { label: '排班说明', value: duty.why },
          ]}
        />
        {readOnly ? null : (
          <div className="toolbar">
            <Button onClick={onSwap}>换班</Button>
            <Button onClick={onSubstitute}>替班</Button>
          </div>
        )}
        <PersonForm key={`person ${JSON.stringify(duty.person)}`} roster={roster} duty={duty} readOnly={readOnly} />
        {duty.date > today ? (
          <p className="quiet">{dayWord(duty.date)}当天起可登记到岗情况。</p>
        ) : (
          <AttendanceForm key={`attendance ${JSON.stringify(duty.attendance)}`} duty={duty} readOnly={readOnly} />
        )}
      </div>
      <HistoryDrawer id={duty.id} open={history} onClose={() => setHistory(false)} labels={DUTY_LABELS} />
    </Drawer>
  );
}

/** 单位先定、人员后填. */
function PersonForm({ roster, duty, readOnly }: Pick<Props, 'roster' | 'duty' | 'readOnly'>) {
  const form = useDeskForm({
    schema: DutyPerson,
    defaultValues: { name: duty.person?.name ?? '', post: duty.person?.post, phone: duty.person?.phone },
  });
  const save = useSave('rosters.fill', form, {
    toInput: (person) => ({ roster: roster.id, entries: [{ duty: duty.id, person }] }),
  });
  return (
    <Form form={form} label="到岗人员" onSubmit={save.submit} columns={1} labelWidth={5}>
      <FormSection title="到岗人员" columns={1}>
        <TextField name="name" label="姓名" required maxLength={20} disabled={readOnly} />
        <TextField name="post" label="职务" maxLength={40} disabled={readOnly} />
        <TextField name="phone" label="电话" maxLength={30} inputMode="tel" disabled={readOnly} />
        <Save pending={save.pending} disabled={readOnly}>
          保存人员
        </Save>
      </FormSection>
    </Form>
  );
}

const AttendanceInput = z.object({ attendance: Attendance });

function AttendanceForm({ duty, readOnly }: Pick<Props, 'duty' | 'readOnly'>) {
  const form = useDeskForm({
    schema: AttendanceInput,
    defaultValues: { attendance: duty.attendance ?? { state: 'present' } },
  });
  const state = form.watch('attendance.state');
  const save = useSave('rosters.attend', form, {
    toInput: ({ attendance }) => ({ duty: duty.id, attendance }),
    said: '到岗情况已登记',
  });
  return (
    <Form form={form} label="到岗登记" onSubmit={save.submit} columns={2} labelWidth={5}>
      <FormSection title="到岗登记" columns={2}>
        <RadioField name="attendance.state" label="到岗" span={2} options={optionsOf(ATTENDANCE_WORD)} />
        {state === 'substituted' ? (
          <TextField name="attendance.substitute" label="替补人员" required span={2} maxLength={40} />
        ) : null}
        <NumberField name="attendance.batches" label="接待批次" min={0} unit="批" />
        <NumberField name="attendance.persons" label="接待人次" min={0} unit="人" />
        <TextField name="attendance.reason" label="说明" span={2} maxLength={100} />
        <Save pending={save.pending} disabled={readOnly}>
          登记
        </Save>
      </FormSection>
    </Form>
  );
}

const Save = ({ pending, disabled, children }: { pending: boolean; disabled: boolean; children: string }) => (
  <div className="drawer-save">
    <Button htmlType="submit" loading={pending} disabled={disabled}>
      {children}
    </Button>
  </div>
);

const DUTY_LABELS = {
  date: '日期',
  member: '单位（人员）',
  person: '到岗人员',
  attendance: '到岗情况',
  why: '排班说明',
  location: '地点',
  hours: '时间',
  slot: '班次',
  planned: '原定日期',
  roster: '排班表',
  rule: '排班规则',
  key: '编号',
  seat: '席位',
  turn: '轮次',
};
