import { SearchOutlined } from '@ant-design/icons';
import { useQueryOf } from '../client';
import { longDate, weekdayName } from '../ui/format';
import { useUnits } from '../ui/directory';
import { Hint } from '../ui/Page';
import { useToday } from '../ui/today';
import { DayKind } from './DayKind';

/** Who sits where, and what day it is. */
export function Header({ onSearch }: { onSearch: () => void }) {
  const status = useQueryOf('app.status', {}, { reads: [] });
  const today = useToday();
  const units = useUnits();
  const identity = status.data?.identity;
  return (
    <header className="shell-header">
      <span className="shell-brand">联合接访工作台</span>
      <button type="button" className="shell-search" onClick={onSearch}>
        <SearchOutlined />
        查找功能或页面
        <Hint keys="Ctrl+K" />
      </button>
      <div className="facts">
        {identity ? (
          <>
            <span>{units.nameOf(identity.unit)}</span>
            <span>
              登记员 <b>{identity.operator}</b>
            </span>
            <span>
              机号 <b>{identity.deskPrefix}</b>
            </span>
          </>
        ) : null}
        <span>
          <b>{longDate(today)}</b> {weekdayName(today)}
        </span>
        <DayKind date={today} />
      </div>
    </header>
  );
}
