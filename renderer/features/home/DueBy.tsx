import { useUnits } from '../../ui/directory';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import type { DueCounts } from './DueCard';

/** Whose limits are looked at; neither: everybody's. */
export interface Whose {
  readonly unit?: RecordId;
  readonly person?: string;
}

interface Line {
  readonly name: string;
  readonly whose: Whose;
  readonly overdue: number;
  readonly today: number;
  readonly week: number;
}

const TOP = 5;
const WAYS = [
  { value: 'unit', label: '按单位' },
  { value: 'person', label: '按人员' },
] as const;
type Way = (typeof WAYS)[number]['value'];

interface Props {
  readonly counts: DueCounts | undefined;
  readonly whose: Whose;
  readonly onPick: (whose: Whose) => void;
}

/** Who has how much that is overdue or due; a name narrows the list to it, once more and it is all again. */
export function DueBy({ counts, whose, onPick }: Props) {
  const [way, setWay] = useState<Way>('unit');
  const [all, setAll] = useState(false);
  const { shortOf } = useUnits();
  const lines = linesOf(counts, way, shortOf);
  return (
    <div className="home-by">
      <Segmented<Way> block options={[...WAYS]} value={way} onChange={setWay} aria-label="到期事项的分布" />
      <div className="home-by-lines">
        <table aria-label={way === 'unit' ? '按单位' : '按人员'}>
          <thead>
            <tr>
              <th scope="col">{way === 'unit' ? '单位' : '人员'}</th>
              <th scope="col">超期</th>
              <th scope="col">今日</th>
              <th scope="col">本周</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, all ? undefined : TOP).map((line) => (
              <ByLine key={line.name} line={line} whose={whose} onPick={onPick} />
            ))}
          </tbody>
        </table>
        {lines.length === 0 && counts !== undefined ? <p className="quiet">没有超期和近期到期的事项。</p> : null}
        {lines.length > TOP ? (
          <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? '收起' : `展开全部（${lines.length}）`}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const ByLine = ({ line, whose, onPick }: { line: Line; whose: Whose; onPick: Props['onPick'] }) => {
  const pressed = line.whose.unit === whose.unit && line.whose.person === whose.person;
  return (
    <tr>
      <td>
        <button
          type="button"
          aria-pressed={pressed}
          title={line.name}
          onClick={() => onPick(pressed ? {} : line.whose)}
        >
          {line.name}
        </button>
      </td>
      <td className={line.overdue > 0 ? 'late' : ''}>{line.overdue}</td>
      <td>{line.today}</td>
      <td>{line.week}</td>
    </tr>
  );
};

/** Who only has something later than this week is not shown. */
function linesOf(counts: DueCounts | undefined, way: Way, shortOf: (unit: string) => string): readonly Line[] {
  const { byUnit = [], byPerson = [] } = counts ?? {};
  const lines: readonly Line[] =
    way === 'unit'
      ? byUnit.map(({ unit, unitName: _full, ...n }) => ({ name: shortOf(unit), whose: { unit }, ...n }))
      : byPerson.map(({ person, ...n }) => ({ name: person, whose: { person }, ...n }));
  return lines.filter(({ overdue, today, week }) => overdue + today + week > 0);
}
