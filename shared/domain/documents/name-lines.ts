/** So many letters of an organ's name stand on one line of a head, a title or a signature. */
const MOST = 15;
/** Fewer than these are no line. */
const FEWEST = 3;
/** What a break after a whole organ or region is worth, against lines of uneven length. */
const SENSE = 30;

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const ENDS_AN_ORGAN = /(?:局|委员会|[市区县纪工党]委|政府|中心|法院|检察院|厅|办公室|公司|办事处|街道|区|县)$/;
const JOINS = /[和与及、（]$/;

/**
 * The name of an organ in the lines it is set in: one where it fits, otherwise about equally long ones that break after
 * a whole organ or region where there is one, and never inside a word.
 */
export function nameLines(name: string): string[] {
  const text = name.trim();
  const count = Math.ceil(text.length / MOST);
  return count < 2 ? [text] : (best(text, count) ?? best(text, count + 1) ?? [text]);
}

interface Way {
  readonly lines: readonly string[];
  readonly cost: number;
}

/** The best way to set a name in so many lines; undefined when its words do not fit. */
function best(text: string, count: number): string[] | undefined {
  const stops = [...stopsOf(text), text.length];
  const even = text.length / count;
  let ways = new Map<number, Way>([[0, { lines: [], cost: 0 }]]);
  for (let line = 0; line < count; line += 1) {
    const longer = new Map<number, Way>();
    for (const [from, way] of ways) {
      for (const to of stops) {
        const length = to - from;
        if (length < FEWEST || length > MOST) continue;
        const cost = way.cost + (length - even) ** 2 - (ENDS_AN_ORGAN.test(text.slice(0, to)) ? SENSE : 0);
        if (cost < (longer.get(to)?.cost ?? Number.POSITIVE_INFINITY)) {
          longer.set(to, { lines: [...way.lines, text.slice(from, to)], cost });
        }
      }
    }
    ways = longer;
  }
  const whole = ways.get(text.length);
  return whole === undefined ? undefined : [...whole.lines];
}

/** Where a line may end: before a word, a bracket that opens, or after a whole organ; 市、局、处 stay with what they end. */
function stopsOf(text: string): number[] {
  return [...words.segment(text)]
    .filter(({ segment, index }) => {
      const before = text.slice(0, index);
      if (index === 0 || JOINS.test(before) || /^[）、，·]/.test(segment)) return false;
      return segment.length > 1 || segment === '（' || ENDS_AN_ORGAN.test(before);
    })
    .map(({ index }) => index);
}
