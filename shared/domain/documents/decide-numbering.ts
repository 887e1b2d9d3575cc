import { z } from 'zod';
import { blankable } from '../../kernel/blankable';
import { RecordId, recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Folded } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import { changesOf, createOp, setOp } from '../departments/decide-unit';
import { Reason } from '../departments/unit';
import { DocumentType, DOCUMENT_TYPES, paperKind } from './kinds';
import {
  isNumbered,
  docNoOf,
  kindField,
  NumberCode,
  NumberFormat,
  type Numbering,
  numberingId,
  numberMark,
  readNumbering,
  seriesKey,
  styleOf,
} from './number';
import { lastGivenIn } from './number-next';
import { DeskPrefix, type NumberRange } from './number-range';
import { RANGES } from './names';

type Decided = Result<Decision, Refusal>;

/** How an organ numbers: its own code and form, and those of single kinds; blank is as usual. */
export const SaveNumbering = z.object({
  organ: RecordId,
  organCode: blankable(NumberCode),
  format: blankable(NumberFormat),
  kinds: z
    .array(z.object({ kind: DocumentType, code: blankable(NumberCode), format: blankable(NumberFormat) }))
    .max(DOCUMENT_TYPES.length)
    .optional(),
});
export type SaveNumbering = z.output<typeof SaveNumbering>;

/** 设置文号: refused when papers of two kinds would come to carry the same numbers. */
export function decideSaveNumbering(record: Folded | undefined, unitShort: string, input: SaveNumbering): Decided {
  const before = record?.value ?? {};
  const kinds = Object.fromEntries(
    (input.kinds ?? []).flatMap(({ kind, code, format }) => [
      [kindField(kind, 'code'), code ?? null],
      [kindField(kind, 'format'), format ?? null],
    ]),
  );
  const after: JsonObject = { organCode: input.organCode ?? null, format: input.format ?? null, ...kinds };
  const clash = clashIn(readNumbering(foldedAs(record, { ...before, ...after }, input.organ)), unitShort);
  if (clash !== undefined) {
    const [one, other] = clash;
    return refuse(
      'number.clash',
      `“${paperKind(one).title}”和“${paperKind(other).title}”的文号会相同，请使用不同的代字或者格式。`,
      { field: 'kinds' },
    );
  }
  return written(record, input.organ, { action: '设置文书编号', before, after });
}

const foldedAs = (record: Folded | undefined, value: JsonObject, organ: RecordId): Folded => ({
  ...(record ?? { id: numberingId(organ), space: createOp(organ, {}).space }),
  value,
});

function clashIn(numbering: Numbering, unitShort: string): readonly [DocumentType, DocumentType] | undefined {
  const seen = new Map<string, DocumentType>();
  for (const kind of DOCUMENT_TYPES.filter(isNumbered)) {
    const sample = docNoOf(styleOf(numbering, kind, unitShort), 2026, 1);
    const other = seen.get(sample);
    if (other !== undefined) return [other, kind];
    seen.set(sample, kind);
  }
  return undefined;
}

export const SetNumberingDesk = z.object({ organ: RecordId, desk: DeskPrefix, reason: Reason });
export type SetNumberingDesk = z.infer<typeof SetNumberingDesk>;

/** 改由另一台机器编号. */
export const decideSetDesk = (record: Folded | undefined, { organ, desk, reason }: SetNumberingDesk): Decided =>
  written(record, organ, { action: `改由 ${desk} 号机编号`, before: record?.value ?? {}, after: { desk }, reason });

/** The op by which the desk that numbers first is remembered; none when one is. */
export function claimOps(record: Folded | undefined, organ: RecordId, desk: string): OpDraft[] {
  if (readNumbering(record).desk !== undefined) return [];
  const id = numberingId(organ);
  return [record?.created === undefined ? createOp(id, { desk }) : setOp(id, 'desk', desk)];
}

interface Change {
  readonly action: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly reason?: string;
}

function written(record: Folded | undefined, organ: RecordId, { action, before, after, reason }: Change): Decided {
  const id = numberingId(organ);
  const changes = changesOf(id, before, after);
  if (changes.length === 0) return refuse('number.unchanged', '没有改动，无需保存。');
  const ops =
    record?.created === undefined
      ? [createOp(id, Object.fromEntries(changes.map((op) => [op.field ?? '', op.value])))]
      : changes;
  return ok({ action, ops, ...(reason === undefined ? {} : { reason }) });
}

export const ReserveRange = z
  .object({
    organ: RecordId,
    kind: DocumentType,
    year: z.int('请填写年份').min(2000, '年份不对').max(2199, '年份不对'),
    from: z.int('请填写整数').min(1, '至少为 1').max(999_999, '序号太大'),
    to: z.int('请填写整数').min(1, '至少为 1').max(999_999, '序号太大'),
    desk: DeskPrefix,
  })
  .refine(({ from, to }) => to >= from, { path: ['to'], message: '不能小于起始的号' });
export type ReserveRange = z.output<typeof ReserveRange>;

const LARGEST_RANGE = 1000;

/** What is known of the run a range is taken from. */
export interface RangeDesk {
  readonly key: string;
  /** 机号 of the desk that reserves. */
  readonly desk: string;
  readonly numbering: Folded | undefined;
  readonly ranges: readonly NumberRange[];
  readonly used: readonly number[];
  readonly floor: number;
}

/** 预留号段: only by the desk that numbers, which alone knows what it has given; so no number is put aside that is out already. */
export function decideReserve(input: ReserveRange, at: RangeDesk): Decided {
  const refused = refuseRange(input, at);
  if (refused !== undefined) return refused;
  const { organ, kind, year, from, to, desk } = input;
  const series = seriesKey({ organ, kind, year });
  const value = { organ, kind, year, from, to, desk, numbered: numberMark(series, at.desk, to), serial: to };
  return ok({
    action: `为 ${desk} 号机预留“${paperKind(kind).title}”号段 ${from}—${to}`,
    ops: [...claimOps(at.numbering, organ, at.desk), createOp(recordId(RANGES, at.key), value)],
  });
}

function refuseRange({ from, to, desk }: ReserveRange, at: RangeDesk) {
  const numberer = readNumbering(at.numbering).desk ?? at.desk;
  if (numberer !== at.desk) {
    return refuse('number.notNumberingDesk', `这个单位的文号由 ${numberer} 号机编，号段请在该机上预留。`);
  }
  if (desk === at.desk) {
    return refuse('number.ownDesk', '本机就是编号机，不需要号段。', { field: 'desk' });
  }
  if (to - from >= LARGEST_RANGE) {
    return refuse('number.rangeTooLarge', `一个号段不超过 ${LARGEST_RANGE} 个号。`, { field: 'to' });
  }
  const other = at.ranges.find((range) => from <= range.to && range.from <= to);
  if (other !== undefined) {
    return refuse('number.rangeOverlaps', `与 ${other.desk} 号机的号段 ${other.from}—${other.to} 重叠。`, {
      field: 'from',
    });
  }
  const last = Math.max(at.floor, ...at.used.filter((n) => !at.ranges.some((r) => r.from <= n && n <= r.to)), 0);
  return from <= last
    ? refuse('number.rangeUsed', `${last} 号及以前的已经使用，号段应从 ${last + 1} 号或者以后开始。`, { field: 'from' })
    : undefined;
}

/** What the desk that asks knows of the run. */
export type HolderKnows = Pick<RangeDesk, 'desk' | 'used' | 'floor'>;

/** 交回号段: the desk that holds it, which alone knows what it has given, gives back what is left. */
export function decideReturn(record: Folded, range: NumberRange, known: HolderKnows): Decided {
  const { desk } = known;
  if (range.desk !== desk) {
    return refuse('number.notHolder', `号段由 ${range.desk} 号机使用，用剩的号只能在该机上交回。`);
  }
  const last = lastGivenIn(range, known);
  if (last >= range.to) return refuse('number.nothingLeft', '号段已经用完，没有可交回的号。');
  return ok({
    action: `交回“${paperKind(range.kind).title}”号段 ${last + 1}—${range.to}`,
    ops: [
      setOp(record.id, 'to', last),
      // An older range that is put back on this desk must not be counted on in.
      setOp(record.id, 'returned', { numbered: numberMark(seriesKey(range), desk, range.to), serial: range.to }),
    ],
  });
}
