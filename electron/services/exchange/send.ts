import { localDateAt } from '#shared/calendar/local-date';
import type { exchangeContract, PlanItem, SendInput, SendPlan, Sent } from '#shared/contract/exchange';
import { decideCheckin, decideCheckout, type Lease } from '#shared/domain/exchange/lease';
import { PACKAGE_LIMITS } from '#shared/domain/exchange/package';
import { type Cargo, refuseTravel } from '#shared/domain/exchange/travel';
import type { RecordId, SpaceId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { deliver } from '../../exchange/deliver';
import { fingerprintOf } from '../../exchange/keyring';
import { type Office, pairedKeys } from '../../exchange/office';
import { type Addressee, cargoes, type Order, pack, type Packed } from '../../exchange/pack';
import type { Call, Handlers } from '../../ipc/router';
import { pathOf } from '../directory-file';
import { breathing } from '../../turns';
import type { ExchangeAccess, ExchangeDeps } from './access';
import { heldLeases, keptFile } from './book';
import { spaceTitle } from './present';
import { lockFile } from './shelf';
import { goesByItself, spacesFor } from './spaces';

type Methods = 'exchange.plan' | 'exchange.send' | 'exchange.deliver';

const LISTED = 300;
/** The history of each is read from the disk. */
const SPACES_AT_ONCE = 5;

/** What is to travel, each piece looked at by the rules. */
interface Load {
  readonly office: Office;
  readonly to: readonly Addressee[];
  readonly items: readonly (PlanItem & { readonly space: SpaceId })[];
  readonly leavesBehind: boolean;
}

export function sendService(
  deps: ExchangeDeps,
  access: ExchangeAccess,
): Pick<Handlers<typeof exchangeContract>, Methods> {
  const { store, clock, random } = deps;

  const load = async (asked: SendInput, call: Call): Promise<Result<Load, Refusal>> => {
    const office = await access.office(call.actor);
    if (!office.ok) return office;
    const byPassphrase = asked.passphrase !== undefined;
    const to = access.addressees(office.value, asked.to, byPassphrase);
    if (!to.ok) return to;
    const found = await spacesFor(store, asked, office.value.unit, to.value, call.signal);
    const spaces = found.slice(0, PACKAGE_LIMITS.spaces);
    const world = office.value.world();
    const journey = {
      purpose: asked.purpose,
      from: office.value.unit,
      to: to.value.map(({ unit }) => unit),
      byPassphrase,
    };
    const looked = (cargo: Cargo) => {
      const refused = refuseTravel(journey, cargo, world);
      return {
        space: cargo.space,
        title: spaceTitle(store, cargo.space),
        records: cargo.records.length,
        ...(refused === undefined ? {} : { refused: sayRefused(refused) }),
      };
    };
    const breathe = breathing(call.signal);
    const items: ReturnType<typeof looked>[] = [];
    for (let at = 0; at < spaces.length; at += SPACES_AT_ONCE) {
      const some = spaces.slice(at, at + SPACES_AT_ONCE);
      const txns = store.since(new Map(some.map((space) => [space, {}])));
      items.push(...cargoes({ store }, some, txns).map(looked));
      await breathe();
    }
    return ok({ office: office.value, to: to.value, items, leavesBehind: goesByItself(asked.purpose) });
  };

  const send = async (asked: SendInput, folder: string, call: Call): Promise<Result<Sent, Refusal>> => {
    call.progress(0, 0, '正在核对可以发出的内容');
    const loaded = await load(asked, call);
    if (!loaded.ok) return loaded;
    const { office, to, items, leavesBehind } = loaded.value;
    const refused = items.find((item) => item.refused !== undefined)?.refused;
    if (refused !== undefined && !leavesBehind) {
      return refuse('exchange.refused', refused.message, { lawArticle: refused.lawArticle });
    }
    const spaces = items.filter((item) => item.refused === undefined).map(({ space }) => space);
    if (spaces.length === 0) return refuse('exchange.nothing', nothingWords(asked));
    const lease = asked.purpose === 'checkout' ? lend(asked, to, call) : ok(undefined);
    if (!lease.ok) return lease;
    if (lease.value !== undefined) {
      const decided = decideCheckout(recordsOf(asked.cases), lease.value);
      if (!decided.ok) return decided;
      await store.commit(decided.value, call.actor);
    }
    if (asked.purpose === 'checkin') await giveBack(call);
    const packed = await packOr(office, orderOf(asked, to, spaces, lease.value), call, async () => {
      const back = lease.value && decideCheckin(recordsOf(asked.cases), lease.value.id, lease.value.on);
      if (back?.ok === true) await store.commit(back.value, call.actor);
    });
    if (!packed.ok) return packed;
    await lockFile(packed.value.path);
    const written = await deliver(office.disk, packed.value.path, folder, watchOf(call));
    if (!written.ok) {
      const { message, ...more } = written.error;
      return refuse(more.code, `${message}数据包已经生成，可在“收发台账”中再次写出。`);
    }
    return ok(sentOf(packed.value, written.value, items.length - spaces.length));
  };

  const recordsOf = (ids: readonly RecordId[]) => ids.flatMap((id) => store.get(id) ?? []);

  const lend = ({ until }: SendInput, to: readonly Addressee[], call: Call): Result<Lease, Refusal> => {
    const [borrower] = to;
    if (until === undefined) return refuse('exchange.noDay', '请填写归还日期。', { field: 'until' });
    if (borrower?.keys === undefined || to.length !== 1) {
      return refuse('exchange.oneBorrower', '借出请选择一台已经配对的便携机。', { field: 'to' });
    }
    return ok({
      id: random.hex(8),
      device: fingerprintOf(borrower.keys),
      name: borrower.name,
      by: call.actor.by,
      on: localDateAt(clock.now()),
      until,
    });
  };

  /** Every lease this desk holds goes back. */
  const giveBack = async (call: Call): Promise<void> => {
    const { device } = await access.keyring();
    for (const { id, cases } of heldLeases(deps, fingerprintOf(device))) {
      const decided = decideCheckin(recordsOf(cases), id, localDateAt(clock.now()));
      if (decided.ok) await store.commit(decided.value, call.actor);
    }
  };

  return {
    'exchange.plan': async (asked, call) => {
      const loaded = await load(asked, call);
      if (!loaded.ok) return loaded;
      return ok(planOf(loaded.value, asked.to, access));
    },
    'exchange.send': async ({ folder, ...asked }, call) => {
      const path = await pathOf(deps, folder);
      return path.ok ? send(asked, path.value, call) : path;
    },
    'exchange.deliver': async ({ id, folder }, call) => {
      const [path, office] = [await pathOf(deps, folder), await access.office(call.actor)];
      if (!path.ok) return path;
      if (!office.ok) return office;
      const file = keptFile(deps, id);
      if (file === undefined) return refuse('exchange.notKept', '本机没有留存这个数据包，请重新导出。');
      const written = await deliver(office.value.disk, file, path.value, watchOf(call));
      return written.ok ? ok({ files: [...written.value.files], bytes: written.value.bytes }) : written;
    },
  };
}

const sayRefused = ({ message, lawArticle }: Refusal): NonNullable<PlanItem['refused']> => ({
  message,
  ...(lawArticle === undefined ? {} : { lawArticle }),
});

const watchOf = ({ signal, progress }: Call) => ({ signal, progress });

/** A job cancelled or a full disk undoes what was begun for it. */
async function packOr(
  office: Office,
  order: Order,
  call: Call,
  undo: () => Promise<void>,
): Promise<Result<Packed, Refusal>> {
  try {
    const packed = await pack(office, order, watchOf(call));
    if (!packed.ok) await undo();
    return packed;
  } catch (error) {
    await undo();
    throw error;
  }
}

const orderOf = (
  { purpose, passphrase, note }: SendInput,
  to: readonly Addressee[],
  spaces: readonly SpaceId[],
  lease: Lease | undefined,
): Order => ({
  purpose,
  to,
  spaces,
  ...(passphrase === undefined ? {} : { passphrase: { words: passphrase } }),
  ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
  ...(lease === undefined ? {} : { lease: { id: lease.id, device: lease.device, until: lease.until } }),
});

const sentOf = (packed: Packed, { files, bytes }: { files: readonly string[]; bytes: number }, left: number): Sent => ({
  id: packed.manifest.id,
  files: [...files],
  bytes,
  ops: packed.manifest.counts.ops,
  blobs: packed.manifest.counts.blobs,
  spaces: Object.keys(packed.manifest.spaces).length,
  left,
  absent: packed.absent.length,
  numbers: packed.manifest.to.map(({ name, number }) => ({ name, number })),
});

function planOf(
  { office, items, leavesBehind, to }: Load,
  asked: readonly RecordId[],
  access: ExchangeAccess,
): SendPlan {
  const refused = items.filter((item) => item.refused !== undefined);
  const allowed = items.filter((item) => item.refused === undefined);
  const shown = [...refused, ...allowed].slice(0, LISTED);
  const paired = new Set(pairedKeys(office).map(({ id }) => id));
  return {
    items: shown,
    more: items.length - shown.length,
    travelling: allowed.length,
    refused: refused.length,
    leavesBehind,
    recipients: to.map(({ unit, name }, i) => ({
      id: asked[i] ?? unit,
      unitName: access.unitName(unit),
      name,
      paired: paired.has(asked[i] ?? unit),
    })),
  };
}

const nothingWords = ({ purpose }: SendInput): string =>
  purpose === 'sync' || purpose === 'checkin' ? '对方已经有本机的全部内容，没有需要发送的。' : '请选择要发送的内容。';
