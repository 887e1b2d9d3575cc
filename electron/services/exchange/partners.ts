import { readFile, stat } from 'node:fs/promises';
import { encodeQR } from 'qr';
import type { CardFace, CardView, exchangeContract, OwnKeys, Partner } from '#shared/contract/exchange';
import {
  decidePair,
  decideRevoke,
  KEYS,
  type PairedKey,
  type PairingCard,
  RETIRED,
} from '#shared/domain/exchange/keys';
import { currentUnitKey, shareOps } from '#shared/domain/exchange/unit-keys';
import { type FileHandle, type RecordId, recordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Folded, liveItems } from '#shared/ledger/fold';
import type { Decision } from '#shared/ledger/op';
import type { Actor } from '#shared/ledger/stamp';
import type { Printed } from '../../documents/key-card';
import { saveFile } from '../../documents/save';
import { cardDigits, notACard, readCardText } from '../../exchange/card';
import { cardOf, digitsOf, fingerprintOf, KeysLocked } from '../../exchange/keyring';
import { type Office, pairedKeys, parcelsOf, unitKeysOf, unitPair } from '../../exchange/office';
import { shareFor } from '../../exchange/unit-key';
import type { Handlers } from '../../ipc/router';
import { pathOf } from '../directory-file';
import { printed } from '../printed';
import { saver } from '../records';
import type { ExchangeAccess, ExchangeDeps } from './access';
import { formerPartners } from './former';
import { wordIn } from './present';
import { unitKeyState } from './unit-key';

type Methods =
  | 'exchange.keys'
  | 'exchange.saveCard'
  | 'exchange.printCard'
  | 'exchange.renewKeys'
  | 'exchange.partners'
  | 'exchange.readCard'
  | 'exchange.pair'
  | 'exchange.revoke';

const CARD_BYTES = 16 * 1024;

/** Own keys and those of others: shown, read in, retired. */
export function partnersService(
  deps: ExchangeDeps,
  access: ExchangeAccess,
): Pick<Handlers<typeof exchangeContract>, Methods> {
  const { store, shell } = deps;
  const save = saver(store);
  const own = async (actor: Actor): Promise<Result<OwnKeys, Refusal>> => {
    const office = await access.office(actor);
    if (!office.ok) return office;
    const { keys, unit, name } = office.value;
    const unitName = access.unitName(unit);
    const pair = unitPair(office.value);
    return ok({
      unit,
      unitName,
      device: store.device,
      ...faceOf(cardOf(keys.device, unit, name)),
      ...(pair === undefined ? {} : { unitCard: faceOf(cardOf(pair, unit, unitName)) }),
      ...unitKeyState(office.value),
    });
  };
  const face = async (which: 'device' | 'unit', actor: Actor): Promise<Result<Printed, Refusal>> => {
    const keys = await own(actor);
    if (!keys.ok) return keys;
    const { unitCard, unitName } = keys.value;
    const found = which === 'unit' ? unitCard : keys.value;
    return found === undefined
      ? refuse('exchange.noUnitKeyHere', '本机还没有单位密钥。')
      : ok({ unitName, which, ...found });
  };
  const readFrom = async (source: CardSource): Promise<Result<PairingCard, Refusal>> => {
    const text = source.file === undefined ? ok(source.text ?? '') : await cardText(deps, source.file);
    return text.ok ? readCardText(text.value) : text;
  };
  return {
    'exchange.keys': (_input, call) => own(call.actor),
    'exchange.saveCard': async ({ file, card: which }, call) => {
      const [card, path] = [await face(which, call.actor), await pathOf(deps, file)];
      if (!card.ok) return card;
      return path.ok ? saveFile(path.value, `${card.value.card}\n`) : path;
    },
    'exchange.printCard': async ({ card: which }, call) => {
      const card = await face(which, call.actor);
      if (!card.ok) return card;
      const { keyCardPage } = await import('../../documents/key-card');
      return printed(await shell.print(keyCardPage(card.value), { size: 'A4' }));
    },
    'exchange.renewKeys': async () => {
      const ring = await access.keyring().catch(unlessLocked);
      const device = ring === undefined ? (await access.replaceKeyring()).device : await ring.renewDevice();
      return ok({ fingerprint: fingerprintOf(device) });
    },
    'exchange.partners': async (_input, call) => {
      const ring = await access.keyring();
      const desk = { store, keys: ring, unit: call.actor.unit as RecordId };
      const strangers = pairedKeys(desk).filter(({ sign }) => !ring.isOwn(sign));
      const isKnown = (sign: string) => ring.isOwn(sign) || strangers.some((key) => key.sign === sign);
      return ok({
        partners: listPartners(deps, access, call.actor, strangers),
        former: formerPartners(store, isKnown),
      });
    },
    'exchange.readCard': async (source, call) => {
      const card = await readFrom(source);
      if (!card.ok) return card;
      const { unit, name, sign } = card.value;
      const known = await knownAs(deps, access, sign, call.actor);
      return ok({ unit, unitName: access.unitName(unit), name, known, home: unit === call.actor.unit });
    },
    'exchange.pair': async ({ spoken, ...source }, call) => {
      const [card, office] = [await readFrom(source), await access.office(call.actor)];
      if (!card.ok) return card;
      if (!office.ok) return office;
      if (office.value.keys.isOwn(card.value.sign)) {
        return refuse('exchange.ownCard', '这是本单位自己的配对卡，请读入对方的配对卡。');
      }
      if (office.value.keys.isRetired(card.value.sign)) return RETIRED;
      const fingerprint = fingerprintOf(card.value);
      const on = recordId(KEYS, digitsOf(card.value));
      const paired = decidePair(store.get(on), card.value, fingerprint, spoken, office.value.unit);
      return save(on, paired.ok ? ok(await withUnitKey(office.value, card.value, paired.value)) : paired, call);
    },
    'exchange.revoke': async ({ id, reason }, call) => {
      const saved = await save(id, decideRevoke(store.get(id), reason), call);
      if (saved.ok) await access.office(call.actor).catch(unlessLocked);
      return saved;
    },
  };
}

function unlessLocked(error: unknown): undefined {
  if (!(error instanceof KeysLocked)) throw error;
}

interface CardSource {
  readonly text?: string | undefined;
  readonly file?: FileHandle | undefined;
}

async function cardText(deps: ExchangeDeps, file: FileHandle): Promise<Result<string, Refusal>> {
  const path = await pathOf(deps, file);
  if (!path.ok) return path;
  try {
    if ((await stat(path.value)).size > CARD_BYTES) return notACard();
    return ok(await readFile(path.value, 'utf8'));
  } catch {
    return refuse('exchange.cardUnread', '没有读出配对卡文件，请确认 U 盘已插好后重新选择。');
  }
}

/** A desk of our own unit gets the key of the unit with its pairing; it finds it with the first package or sync. */
async function withUnitKey(office: Office, card: PairingCard, paired: Decision): Promise<Decision> {
  const pair = unitPair(office);
  const current = currentUnitKey(unitKeysOf(office));
  if (card.unit !== office.unit || pair === undefined || current?.sign !== pair.sign) return paired;
  const shares = [await shareFor(office.unit, pair, card)];
  return { ...paired, ops: [...paired.ops, ...shareOps(current.id, { unit: office.unit, shares })] };
}

async function knownAs(
  { store }: ExchangeDeps,
  access: ExchangeAccess,
  sign: string,
  { unit }: Actor,
): Promise<CardView['known']> {
  const keys = await access.keyring();
  if (keys.isOwn(sign)) return 'own';
  const found = pairedKeys({ store, keys, unit: unit as RecordId }).filter((key) => key.sign === sign);
  if (found.length === 0) return keys.isRetired(sign) ? 'revoked' : 'new';
  return found.some(({ revoked }) => revoked) ? 'revoked' : 'paired';
}

/** Other desks of the centre have this one among their keys, and those come home with a sync: it is no partner of itself. */
function listPartners(
  { store }: ExchangeDeps,
  access: ExchangeAccess,
  actor: Actor,
  keys: readonly PairedKey[],
): Partner[] {
  const parcels = parcelsOf(store);
  const last = (times: readonly number[]) => (times.length === 0 ? undefined : Math.max(...times));
  return keys
    .map((key): Partner => {
      const record = store.get(key.id);
      const why = record === undefined ? undefined : revocationOf(record);
      const sent = last(
        parcels
          .filter(({ direction, to }) => direction === 'out' && to.some((one) => one.name === key.name))
          .map(({ created }) => created),
      );
      const received = last(
        parcels.filter((p) => p.direction === 'in' && p.sign === key.sign).map(({ created }) => created),
      );
      return {
        id: key.id,
        unit: key.unit,
        unitName: access.unitName(key.unit),
        name: key.name,
        fingerprint: fingerprintOf(key),
        revoked: key.revoked,
        home: key.unit === actor.unit,
        ...(why === undefined ? {} : { revokedFor: why }),
        ...(sent === undefined ? {} : { lastSent: sent }),
        ...(received === undefined ? {} : { lastReceived: received }),
      };
    })
    .sort((a, b) => Number(a.revoked) - Number(b.revoked) || a.unitName.localeCompare(b.unitName, 'zh'));
}

const revocationOf = (record: Folded): string | undefined =>
  wordIn(liveItems(record, 'revocations')[0]?.value, 'reason');

const faceOf = (card: PairingCard): CardFace => {
  const text = JSON.stringify(card);
  const { name, sign, seal } = card;
  return { name, sign, seal, fingerprint: fingerprintOf(card), card: text, qr: qrCode(cardDigits(card)) };
};

/** White around it that readers need, in modules. */
const QUIET = 4;

/** Dark modules as one path of squares. */
function qrCode(text: string): CardFace['qr'] {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: rows.length, path: squares.join('') };
}
