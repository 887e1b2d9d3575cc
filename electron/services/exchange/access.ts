import type { BeforeImport, ServiceDeps } from '../deps';
import { readRoutingPolicy, ROUTING_POLICY_ID } from '#shared/domain/routing/policy';
import type { Run } from '#shared/domain/exchange/arrival';
import { PAPERS } from '#shared/domain/documents/names';
import { serialOf } from '#shared/domain/visits/numbers';
import { keyOf, type RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Actor } from '#shared/ledger/stamp';
import { blindKeyring, type Keyring, KEYS_FILE, KeysLocked, openKeyring } from '../../exchange/keyring';
import { type Believing, type Office, pairedKeys } from '../../exchange/office';
import type { Addressee } from '../../exchange/pack';
import { rememberRetired } from '../../exchange/trust';
import { adoptUnitKeys } from '../../exchange/unit-key';
import { nodeDisk } from '../../store/disk';
import { putAside } from '../../store/restore';
import type { Store } from '../../store/store';
import { lastOfRun } from '../../query/last';
import { directoryOf } from '../directory';

export interface ExchangeDeps extends ServiceDeps {
  readonly folder: string;
  readonly beforeImport: BeforeImport;
}

/** The desk as exchange sees it, opened when it is first needed: most days nothing is exchanged. */
export interface ExchangeAccess {
  keyring(): Promise<Keyring>;
  /** New keys instead of those that cannot be unlocked here any more; the old file is put aside. */
  replaceKeyring(): Promise<Keyring>;
  office(actor: Actor): Promise<Result<Office, Refusal>>;
  /** For looking at packages only: also where the keys cannot be unlocked, as on the command line. */
  officeToLook(actor: Actor): Promise<Result<Office & { readonly locked: boolean }, Refusal>>;
  unitName(unit: RecordId | string): string;
  /** Those a package goes to; units without keys only when a passphrase opens it. */
  addressees(office: Believing, ids: readonly RecordId[], byPassphrase: boolean): Result<readonly Addressee[], Refusal>;
}

/** By the last record of the run, and by what a restore had to remember of it. */
function runIn({ store, settings }: ExchangeDeps, collection: string, run: string): Run {
  const identity = settings.identity();
  const last = lastOfRun(store, collection, run);
  const value = last === undefined ? undefined : store.get(last)?.value;
  const by = value?.['registeredUnit'] ?? value?.['issuedUnit'];
  const remembered = settings.issued(collection === PAPERS ? `${PAPERS}/${run}` : run);
  return {
    last: Math.max(last === undefined ? 0 : serialOf(keyOf(last)), remembered),
    ours: run.endsWith(`-${identity?.deskPrefix ?? ''}`) || (by !== undefined && by === identity?.unit),
  };
}

const known = new WeakMap<Store, ExchangeAccess>();

/** One per store: whoever works with the keys must see what another service did to them. */
export function exchangeAccess(deps: ExchangeDeps): ExchangeAccess {
  const access = known.get(deps.store) ?? openAccess(deps);
  known.set(deps.store, access);
  return access;
}

function openAccess(deps: ExchangeDeps): ExchangeAccess {
  const { store, blobs, folder, clock, random, settings, shell } = deps;
  const directory = directoryOf(store);
  let ring: Promise<Keyring> | undefined;
  const keyring = (): Promise<Keyring> => {
    ring ??= openKeyring(folder, nodeDisk, shell).catch((error: unknown) => {
      ring = undefined;
      throw error;
    });
    return ring;
  };
  const unitName = (unit: RecordId | string): string => {
    const found = directory.directory().units.get(unit as RecordId);
    return found?.name ?? unit.slice(unit.indexOf('/') + 1);
  };
  const officeWith = (keys: Keyring, actor: Actor): Result<Office, Refusal> => {
    const identity = settings.identity();
    if (identity === null) return refuse('exchange.notIdentified', '请先在“本机信息”中设置机号和单位。');
    return ok({
      store,
      blobs,
      disk: nodeDisk,
      folder,
      keys,
      unit: identity.unit,
      name: `${unitName(identity.unit)} ${identity.deskPrefix} 机`,
      actor,
      clock,
      random,
      runOf: (collection, run) => runIn(deps, collection, run),
      world: () => ({
        directory: directory.directory(),
        policy: readRoutingPolicy(store.get(ROUTING_POLICY_ID)),
      }),
    });
  };
  const office = async (actor: Actor): Promise<Result<Office, Refusal>> => {
    const opened = officeWith(await keyring(), actor);
    if (opened.ok && store.state().mode === 'ready') {
      await rememberRetired(opened.value);
      await adoptUnitKeys(opened.value);
    }
    return opened;
  };
  return {
    keyring,
    replaceKeyring: () => {
      putAside({ disk: nodeDisk, folder }, KEYS_FILE, clock.now());
      ring = undefined;
      return keyring();
    },
    unitName,
    office,
    officeToLook: async (actor) => {
      try {
        const opened = await office(actor);
        return opened.ok ? ok({ ...opened.value, locked: false }) : opened;
      } catch (error) {
        if (!(error instanceof KeysLocked)) throw error;
        const blind = officeWith(await blindKeyring(), actor);
        return blind.ok ? ok({ ...blind.value, locked: true }) : blind;
      }
    },
    addressees: (desk, ids, byPassphrase) => {
      const paired = new Map(pairedKeys(desk).map((key) => [key.id, key]));
      const found: Addressee[] = [];
      for (const id of ids) {
        const key = paired.get(id);
        if (key?.revoked === true) {
          return refuse('exchange.revokedRecipient', `“${key.name}”的密钥已经停用，不能再发给它。`, { field: 'to' });
        }
        if (key !== undefined) found.push({ unit: key.unit, name: key.name, keys: { sign: key.sign, seal: key.seal } });
        else if (byPassphrase && directory.directory().units.has(id)) found.push({ unit: id, name: unitName(id) });
        else {
          return refuse('exchange.noRecipientKey', '收件单位还没有与本单位配对密钥，请先配对，或改用口令加密。', {
            field: 'to',
          });
        }
      }
      return ok(found);
    },
  };
}
