import { Button, DatePicker, type DatePickerProps } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

dayjs.locale('zh-cn');

const DAY = 'YYYY-MM-DD';

interface Props {
  readonly value: string | undefined;
  /** As the desk says it; the machine's clock may stand in another time zone. */
  readonly today: string;
  readonly onPick: (day: string | undefined) => void;
  readonly onClose: () => void;
}

/** antd's calendar without its input: the field above is typed in by our own rules. */
export default function CalendarPopup({ value, today, onPick, onClose }: Props) {
  const day = value === undefined ? undefined : dayjs(value);
  return (
    <div className="popup-anchor">
      <DatePicker
        open
        value={day?.isValid() ? day : null}
        defaultPickerValue={dayjs(today)}
        showNow={false}
        cellRender={withRing(today)}
        renderExtraFooter={() => (
          <Button type="link" size="small" onClick={() => onPick(today)}>
            今天
          </Button>
        )}
        onChange={(picked) => onPick(picked?.format(DAY))}
        onOpenChange={(open) => open || onClose()}
        getPopupContainer={() => document.body}
      />
    </div>
  );
}

type CellRender = NonNullable<DatePickerProps['cellRender']>;

const withRing =
  (today: string): CellRender =>
  (cell, { type, originNode }) =>
    type === 'date' && dayjs(cell).format(DAY) === today ? <b className="desk-today">{originNode}</b> : originNode;
