import { readFile, stat } from 'node:fs/promises';
import type { exchangeContract, OwnKeys } from '#shared/contract/exchange';
import { currentUnitKey, decideMakeUnitKey, decideRenewUnitKey, exposedBy } from '#shared/domain/exchange/unit-keys';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Decision } from '#shared/ledger/op';
import { saveFile } from '../../documents/save';
import { digitsOf, fingerprintOf, type KeyPair } from '../../exchange/keyring';
import { type Office, pairedKeys, unitKeysOf, unitPair } from '../../exchange/office';
import { PASSPHRASE_SHORT, passphraseFits } from '../../exchange/pack';
import { makeUnitKey, openUnitKey, sealUnitKey } from '../../exchange/unit-key';
import type { Call, Handlers } from '../../ipc/router';
import { pathOf } from '../directory-file';
import type { ExchangeAccess, ExchangeDeps } from './access';

type Methods = 'exchange.makeUnitKey' | 'exchange.renewUnitKey' | 'exchange.saveUnitKey' | 'exchange.loadUnitKey';

const FILE_BYTES = 16 * 1024;

/** The key that all desks of the unit share: made, replaced, carried over under a passphrase. */
export function unitKeyService(
  deps: ExchangeDeps,
  access: ExchangeAccess,
): Pick<Handlers<typeof exchangeContract>, Methods> {
  /** In the keys of this desk first: a key that the ledger names and nobody holds would be of no use. */
  const put = async (
    { keys, store, unit, actor }: Office,
    pair: KeyPair,
    decided: Result<Decision, Refusal>,
  ): Promise<Result<{ fingerprint: string }, Refusal>> => {
    if (!decided.ok) return decided;
    await keys.adoptUnit(unit, pair);
    await store.commit(decided.value, actor);
    return ok({ fingerprint: fingerprintOf(pair) });
  };
  const held = async (call: Call): Promise<Result<{ office: Office; pair: KeyPair }, Refusal>> => {
    const office = await access.office(call.actor);
    if (!office.ok) return office;
    const pair = unitPair(office.value);
    return pair === undefined ? noKeyHere() : ok({ office: office.value, pair });
  };
  return {
    'exchange.makeUnitKey': async (_input, call) => {
      const office = await access.office(call.actor);
      if (!office.ok) return office;
      const { pair, made } = await makeUnitKey(office.value);
      return put(office.value, pair, decideMakeUnitKey(unitKeysOf(office.value), made));
    },
    'exchange.renewUnitKey': async ({ reason }, call) => {
      const office = await access.office(call.actor);
      if (!office.ok) return office;
      const { pair, made } = await makeUnitKey(office.value);
      return put(office.value, pair, decideRenewUnitKey(unitKeysOf(office.value), made, reason));
    },
    'exchange.saveUnitKey': async ({ file, passphrase }, call) => {
      const [found, path] = [await held(call), await pathOf(deps, file)];
      if (!found.ok) return found;
      if (!path.ok) return path;
      if (!passphraseFits(passphrase)) return PASSPHRASE_SHORT;
      const { office, pair } = found.value;
      return saveFile(path.value, `${await sealUnitKey(office.unit, pair, passphrase)}\n`);
    },
    'exchange.loadUnitKey': async ({ file, passphrase }, call) => {
      const [office, path] = [await access.office(call.actor), await pathOf(deps, file)];
      if (!office.ok) return office;
      const text = path.ok ? await textIn(path.value) : path;
      if (!text.ok) return text;
      const { unit, keys } = office.value;
      const pair = await openUnitKey(text.value, unit, passphrase);
      if (pair === undefined) return NOT_OPENED;
      const known = unitKeysOf(office.value).find(({ sign }) => sign === pair.sign);
      if (known?.retired === true || keys.isRetired(pair.sign))
        return refuse('exchange.unitKeyRetired', '文件里的单位密钥已经停用，请重新取得。');
      await keys.adoptUnit(unit, pair);
      return ok({ fingerprint: fingerprintOf(pair) });
    },
  };
}

const NOT_OPENED = refuse(
  'exchange.unitKeyFile',
  '用所填的口令打不开这个文件，或者它不是本单位的单位密钥。请核对口令和文件。',
  { field: 'passphrase' },
);

const noKeyHere = () => refuse('exchange.noUnitKeyHere', '本机还没有单位密钥。');

async function textIn(path: string): Promise<Result<string, Refusal>> {
  try {
    return (await stat(path)).size > FILE_BYTES ? NOT_OPENED : ok((await readFile(path, 'utf8')).trim());
  } catch {
    return refuse('exchange.cardUnread', '没有读出文件，请确认 U 盘已插好后重新选择。');
  }
}

/** How this desk stands to the key of its unit. */
export function unitKeyState(office: Office): Pick<OwnKeys, 'unitKey' | 'exposed'> {
  const current = currentUnitKey(unitKeysOf(office));
  const exposed = current === undefined ? [] : exposedBy(current, pairedKeys(office), digitsOf);
  const here = unitPair(office);
  const isCurrent = here !== undefined && (current === undefined || current.sign === here.sign);
  return {
    unitKey: isCurrent ? 'here' : current === undefined ? 'none' : 'elsewhere',
    exposed: exposed.map(({ name }) => name),
  };
}
