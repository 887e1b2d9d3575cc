import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

dayjs.locale('zh-cn');

interface Props {
  readonly value: string | undefined;
  readonly onPick: (day: string | undefined) => void;
  readonly onClose: () => void;
}

/** antd's calendar without its input: the field above is typed in by our own rules. */
export default function CalendarPopup({ value, onPick, onClose }: Props) {
  const day = value === undefined ? undefined : dayjs(value);
  return (
    <div className="popup-anchor">
      <DatePicker
        open
        value={day?.isValid() ? day : null}
        onChange={(picked) => onPick(picked?.format('YYYY-MM-DD'))}
        onOpenChange={(open) => open || onClose()}
        getPopupContainer={() => document.body}
      />
    </div>
  );
}
