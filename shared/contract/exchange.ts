import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { PURPOSES, Purpose } from '../domain/exchange/package';
import { VERDICTS, type Verdict } from '../domain/exchange/verdict';
import { FileHandle, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';
import { Saved } from './departments';

/** Purposes a person chooses from; receipts are made by importing. */
export type SendPurpose = Exclude<Purpose, 'receipt'>;
export const SEND_PURPOSES = (Object.keys(PURPOSES) as Purpose[]).filter((p): p is SendPurpose => p !== 'receipt');
const SendPurposeSchema = z.enum(SEND_PURPOSES as [SendPurpose, ...SendPurpose[]]);
const VerdictSchema = z.enum(Object.keys(VERDICTS) as [Verdict, ...Verdict[]]);
const RESULTS = ['ok', 'duplicate', 'gap'] as const;

/** A copy in the inbox, by its hash. */
const Copy = z.string().regex(/^[0-9a-f]{64}$/);
const PackageId = z.string().regex(/^[0-9a-f]{32}$/);
const Passphrase = z.string().max(200).optional();

/** A QR code as one path over a square of `size` modules. */
const QrCode = z.object({ size: z.number(), path: z.string() });

const CARDS = ['device', 'unit'] as const;
/** Which card: that of this desk, or that of the unit, which stands for all its desks. */
const WhichCard = z.object({ card: z.enum(CARDS).default('device') });

/** A card as it is shown and printed. */
export const CardFace = z.object({
  name: z.string(),
  sign: z.string(),
  seal: z.string(),
  /** Thirty digits in groups of five. */
  fingerprint: z.string(),
  /** The card as text, for pasting and for the QR code. */
  card: z.string(),
  qr: QrCode,
});
export type CardFace = z.output<typeof CardFace>;

/** The card of this desk, and how it stands to the key of its unit. */
export const OwnKeys = CardFace.extend({
  unit: RecordId,
  unitName: z.string(),
  /** The name of this desk in the ledger. */
  device: z.string(),
  /** Absent while the unit has no key or this desk does not hold it. */
  unitCard: CardFace.optional(),
  /** `elsewhere`: other desks of the unit have a key that this one has not. */
  unitKey: z.enum(['none', 'here', 'elsewhere']),
  /** Desks that are retired and hold the key in use: it may be in strange hands. */
  exposed: z.array(z.string()),
});
export type OwnKeys = z.output<typeof OwnKeys>;

export const Partner = z.object({
  id: RecordId,
  unit: RecordId,
  unitName: z.string(),
  name: z.string(),
  fingerprint: z.string(),
  revoked: z.boolean(),
  revokedFor: z.string().optional(),
  /** A desk of this unit. */
  home: z.boolean(),
  lastSent: z.number().optional(),
  lastReceived: z.number().optional(),
});
export type Partner = z.output<typeof Partner>;

const CardSource = z.object({
  /** As pasted, or as a reader of QR codes types it. */
  text: z.string().max(4000).optional(),
  file: FileHandle.optional(),
});

export const CardView = z.object({
  unit: RecordId,
  unitName: z.string(),
  name: z.string(),
  known: z.enum(['new', 'paired', 'revoked', 'own']),
  /** It says that it is of this very unit: whoever it is will be believed like a desk of our own. */
  home: z.boolean(),
});
export type CardView = z.output<typeof CardView>;

const SendInput = z.object({
  purpose: SendPurposeSchema,
  /** Keys `keys/…`, or with a passphrase units `units/…` too. */
  to: z.array(RecordId).min(1, '请选择收件单位').max(64, '收件单位不超过 64 个'),
  cases: z.array(RecordId).max(5000, '一次不超过 5000 件').default([]),
  rosters: z.array(RecordId).max(200).default([]),
  /** 借出 until this day. */
  until: LocalDate.optional(),
  passphrase: Passphrase,
  note: z.string().max(500, '附言不超过 500 个字').optional(),
});
export type SendInput = z.output<typeof SendInput>;

const Refused = z.object({ message: z.string(), lawArticle: z.string().optional() });

export const PlanItem = z.object({
  space: z.string(),
  title: z.string(),
  records: z.number(),
  /** Why it may not travel. */
  refused: Refused.optional(),
});
export type PlanItem = z.output<typeof PlanItem>;

export const SendPlan = z.object({
  items: z.array(PlanItem),
  /** More of them than are listed. */
  more: z.number(),
  travelling: z.number(),
  refused: z.number(),
  /** Refused pieces stay behind and the rest goes; else nothing goes before they are taken out. */
  leavesBehind: z.boolean(),
  recipients: z.array(z.object({ id: RecordId, unitName: z.string(), name: z.string(), paired: z.boolean() })),
});
export type SendPlan = z.output<typeof SendPlan>;

export const Sent = z.object({
  id: PackageId,
  files: z.array(z.string()),
  bytes: z.number(),
  ops: z.number(),
  blobs: z.number(),
  spaces: z.number(),
  /** Pieces that stayed behind. */
  left: z.number(),
  /** Attachments this desk does not have itself. */
  absent: z.number(),
  numbers: z.array(z.object({ name: z.string(), number: z.number() })),
});
export type Sent = z.output<typeof Sent>;

const Outside = z.object({
  id: PackageId,
  purpose: Purpose,
  purposeName: z.string(),
  created: z.number(),
  from: z.object({
    unitName: z.string(),
    name: z.string(),
    by: z.string(),
    device: z.string(),
    fingerprint: z.string(),
  }),
  to: z.array(z.object({ unitName: z.string(), name: z.string(), number: z.number() })),
  spaces: z.number(),
  ops: z.number(),
  blobs: z.number(),
  bytes: z.number(),
  lease: z.object({ until: LocalDate }).optional(),
  receipt: z.object({ of: z.string(), result: z.enum(RESULTS), at: z.number(), by: z.string() }).optional(),
  note: z.string().optional(),
});

export const Inspection = z.object({
  /** Names the copy in further calls; absent when nothing was copied. */
  copy: Copy,
  verdict: VerdictSchema,
  title: z.string(),
  sentence: z.string(),
  next: z.string(),
  /** Something of it can be taken in, perhaps after the clocks were compared. */
  takable: z.boolean(),
  needsPassphrase: z.boolean(),
  /** One was given and does not open it. */
  wrongPassphrase: z.boolean(),
  revoked: z.boolean(),
  /** Two contents under one number. */
  forked: z.boolean(),
  /** Why it is not taken in though it is sound: its sender has no say in what it brings. */
  refused: z.string().optional(),
  manifest: Outside.optional(),
});
export type Inspection = z.output<typeof Inspection>;

export const RecordPreview = z.object({
  id: RecordId,
  kind: z.string(),
  title: z.string(),
  isNew: z.boolean(),
  before: z.string().optional(),
  after: z.string().optional(),
  fields: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
  entries: z.number(),
  conflicts: z.array(z.string()),
  steps: z.array(z.string()),
  held: z.number(),
});
export type RecordPreview = z.output<typeof RecordPreview>;

export const ImportPreview = z.object({
  fresh: z.number(),
  duplicates: z.number(),
  newCases: z.number(),
  changedCases: z.number(),
  otherRecords: z.number(),
  conflicts: z.number(),
  held: z.number(),
  gaps: z.number(),
  absent: z.number(),
  /** Cases first, those with something to decide before the others. */
  records: z.array(RecordPreview),
  more: z.number(),
});
export type ImportPreview = z.output<typeof ImportPreview>;

const ByCopy = z.object({ copy: Copy, passphrase: Passphrase });

export const ImportResult = z.object({
  result: z.enum(RESULTS),
  fresh: z.number(),
  duplicates: z.number(),
  /** The package of the receipt, to be handed back; absent when there is nobody to send it to. */
  receipt: PackageId.optional(),
  /** Decisions that wait now in what came. */
  undecided: z.number(),
  /** Older data lie here: the desk became another device and must be opened again. */
  reopen: z.boolean(),
});
export type ImportResult = z.output<typeof ImportResult>;

export const ParcelRow = z.object({
  id: PackageId,
  direction: z.enum(['out', 'in']),
  purpose: Purpose,
  created: z.number(),
  fromName: z.string(),
  to: z.array(z.object({ name: z.string(), number: z.number() })),
  spaces: z.number(),
  ops: z.number(),
  file: z.string(),
  /** Still in the data folder, so that it can be handed over again. */
  kept: z.boolean(),
  receipts: z.array(z.object({ at: z.number(), by: z.string(), result: z.enum(RESULTS), fresh: z.number() })),
  /** Sent, and not everybody has answered. */
  waiting: z.boolean(),
  /** Taking it in was cut short and finished at the next start. */
  resumed: z.boolean(),
  /** The receipt made for it, to be handed over again. */
  answered: z.object({ id: PackageId, file: z.string() }).optional(),
});
export type ParcelRow = z.output<typeof ParcelRow>;

export const LeaseRow = z.object({
  lease: z.string(),
  device: z.string(),
  name: z.string(),
  by: z.string(),
  on: LocalDate,
  until: LocalDate,
  state: z.enum(['out', 'expired', 'back']),
  cases: z.array(
    z.object({ id: RecordId, caseNo: z.string(), title: z.string(), state: z.enum(['out', 'expired', 'back']) }),
  ),
  /** This desk has it with it. */
  here: z.boolean(),
});
export type LeaseRow = z.output<typeof LeaseRow>;

export const exchangeContract = {
  'exchange.keys': query({ title: '本机的配对卡和密钥指纹', input: Nothing, output: OwnKeys }),
  'exchange.saveCard': query({
    title: '把配对卡存成文件',
    input: WhichCard.extend({ file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'exchange.printCard': shell({ title: '打印配对卡', input: WhichCard, output: z.object({ printed: z.boolean() }) }),
  'exchange.renewKeys': command({
    title: '更换本机密钥',
    input: Nothing,
    output: z.object({ fingerprint: z.string() }),
  }),
  'exchange.makeUnitKey': command({
    title: '生成单位密钥（本单位第一台台席）',
    input: Nothing,
    output: z.object({ fingerprint: z.string() }),
  }),
  'exchange.renewUnitKey': command({
    title: '更换单位密钥，原密钥停用',
    input: z.object({ reason: z.string().max(500, '原因不超过 500 个字') }),
    output: z.object({ fingerprint: z.string() }),
  }),
  'exchange.saveUnitKey': query({
    title: '把单位密钥存成口令加密的文件',
    input: z.object({ file: FileHandle, passphrase: z.string().max(200) }),
    output: z.object({ bytes: z.number() }),
  }),
  'exchange.loadUnitKey': command({
    title: '从口令加密的文件取得单位密钥',
    input: z.object({ file: FileHandle, passphrase: z.string().max(200) }),
    output: z.object({ fingerprint: z.string() }),
  }),
  'exchange.partners': query({
    title: '往来单位与密钥',
    input: Nothing,
    output: z.object({
      partners: z.array(Partner),
      /** Names of those paired by an older build: not believed before they are paired anew. */
      former: z.array(z.string()),
    }),
  }),
  'exchange.readCard': query({ title: '读一张配对卡', input: CardSource, output: CardView }),
  'exchange.pair': command({
    title: '核对指纹后配对',
    input: CardSource.extend({
      /** As the other side read it out. */
      spoken: z.string().max(200),
    }),
    output: Saved,
  }),
  'exchange.revoke': command({
    title: '停用一把密钥',
    input: z.object({ id: RecordId, reason: z.string().max(500, '原因不超过 500 个字') }),
    output: Saved,
  }),
  'exchange.plan': query({ title: '将要发出的内容和不能发出的原因', input: SendInput, output: SendPlan }),
  'exchange.send': command({
    title: '生成数据包并写到选定的位置',
    input: SendInput.extend({ folder: FileHandle }),
    output: Sent,
  }),
  'exchange.deliver': query({
    title: '把已生成的数据包再写一次',
    input: z.object({ id: PackageId, folder: FileHandle }),
    output: z.object({ files: z.array(z.string()), bytes: z.number() }),
  }),
  'exchange.inspect': query({
    title: '查看数据包，不导入',
    input: z.object({ file: FileHandle, passphrase: Passphrase }),
    output: Inspection,
  }),
  'exchange.inspectAgain': query({ title: '用口令或在配对后重新查看', input: ByCopy, output: Inspection }),
  'exchange.preview': query({ title: '导入前预览变更', input: ByCopy, output: ImportPreview }),
  'exchange.import': command({
    title: '导入数据包',
    input: ByCopy.extend({
      /** A person compared the clocks. */
      clocksCompared: z.boolean().default(false),
    }),
    output: ImportResult,
  }),
  'exchange.packages': query({
    title: '收发台账',
    input: z.object({ waiting: z.boolean().default(false) }),
    output: z.object({
      rows: z.array(ParcelRow),
      waiting: z.number(),
      /** Imports that are under way, or were cut short and go on at the next start. */
      unfinished: z.number(),
    }),
  }),
  'exchange.leases': query({
    title: '借出的事项',
    input: Nothing,
    output: z.object({ leases: z.array(LeaseRow) }),
  }),
  'exchange.returnLease': command({
    title: '登记归还',
    input: z.object({ lease: z.string().regex(/^[0-9a-f]{16}$/) }),
    output: Saved,
  }),
};
