import { basename, join } from 'node:path';
import type { exchangeContract, Inspection } from '#shared/contract/exchange';
import { undecidedCount } from '#shared/domain/decisions/items';
import { PURPOSES, type Receipt } from '#shared/domain/exchange/package';
import { isTakable, VERDICTS } from '#shared/domain/exchange/verdict';
import type { RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { bringIn } from '../../exchange/deliver';
import { type Examined, examine, importPackage } from '../../exchange/import';
import { fingerprintOf } from '../../exchange/keyring';
import { isIntent } from '../../exchange/intent';
import { INBOX, type Office, parcelsOf } from '../../exchange/office';
import { OpenedKeys } from '../../exchange/seal';
import type { Call, Handlers } from '../../ipc/router';
import { nodeDisk } from '../../store/disk';
import { renewDevice } from '../../store/settings';
import { pathOf } from '../directory-file';
import { issuedIn } from '../issued';
import type { ExchangeAccess, ExchangeDeps } from './access';
import { receiptBack } from './answer';
import { importPreview } from './preview';
import { keepCopy } from './shelf';

type Methods = 'exchange.inspect' | 'exchange.inspectAgain' | 'exchange.preview' | 'exchange.import';

interface Ask {
  readonly copy: string;
  readonly passphrase?: string | undefined;
}

/** A file on its way in: copied, looked into, previewed, taken in. */
export function receiveService(
  deps: ExchangeDeps,
  access: ExchangeAccess,
): Pick<Handlers<typeof exchangeContract>, Methods> {
  const { store, folder } = deps;
  const openedKeys = new OpenedKeys();

  const look = async (office: Office, { copy, passphrase }: Ask, call: Call): Promise<Result<Examined, Refusal>> => {
    const path = join(folder, INBOX, `${copy}.jrd`);
    if (nodeDisk.stat(path) === undefined) return refuse('exchange.copyGone', '请重新选择数据包文件。');
    const watch = { signal: call.signal, progress: call.progress };
    return ok(await examine(office, path, passphrase, watch, openedKeys));
  };

  const opened = async (ask: Ask, call: Call) => {
    const office = await access.office(call.actor);
    if (!office.ok) return office;
    const examined = await look(office.value, ask, call);
    return examined.ok ? ok({ office: office.value, examined: examined.value }) : examined;
  };

  const inspect = async (ask: Ask, call: Call): Promise<Result<Inspection, Refusal>> => {
    const office = await access.officeToLook(call.actor);
    if (!office.ok) return office;
    const examined = await look(office.value, ask, call);
    return examined.ok ? ok(inspectionOf(access, ask, examined.value, office.value.locked)) : examined;
  };

  return {
    'exchange.inspect': async ({ file, passphrase }, call) => {
      const [path, office] = [await pathOf(deps, file), await access.officeToLook(call.actor)];
      if (!path.ok) return path;
      if (!office.ok) return office;
      clearInbox(office.value);
      const brought = await bringIn(office.value, path.value, { signal: call.signal, progress: call.progress });
      return brought.ok ? inspect({ copy: brought.value.sha256, passphrase }, call) : brought;
    },
    'exchange.inspectAgain': (ask, call) => inspect(ask, call),
    'exchange.preview': async (ask, call) => {
      const found = await opened(ask, call);
      return found.ok ? ok(importPreview(store, found.value.examined)) : found;
    },
    'exchange.import': async ({ clocksCompared, ...ask }, call) => {
      call.progress(0, 3, '正在核对数据包');
      const found = await opened(ask, call);
      if (!found.ok) return found;
      const { office, examined } = found.value;
      const consent = {
        clocksCompared,
        keep: keepCopy,
        backup: () => {
          call.progress(1, 3, '正在备份本机数据');
          return deps.beforeImport().then((made) => {
            call.progress(2, 3, '正在导入');
            return made;
          });
        },
      };
      const done = await importPackage(office, examined, consent, { signal: call.signal });
      if (!done.ok) return done;
      const { receipt, ownAhead } = done.value;
      if (ownAhead) await renewDevice({ disk: nodeDisk, folder }, await issuedIn({ disk: nodeDisk, folder }));
      return ok({
        result: receipt.result,
        fresh: receipt.ops.fresh,
        duplicates: receipt.ops.duplicates,
        undecided: undecidedIn(deps, examined),
        reopen: ownAhead,
        ...(await answerTo(office, examined, receipt, call)),
      });
    },
  };
}

/** Copies that were only looked at go when the next one comes; what was imported is in the book. */
function clearInbox({ disk, folder, store }: Office): void {
  const inbox = join(folder, INBOX);
  disk.makeFolder(inbox);
  const booked = new Set(parcelsOf(store).map(({ file }) => file));
  for (const name of disk.list(inbox)) {
    if (!booked.has(basename(name)) && !isIntent(name)) disk.remove(join(inbox, basename(name)));
  }
}

const answerTo = async (office: Office, { manifest }: Examined, receipt: Receipt, { signal }: Call) =>
  manifest === undefined ? {} : receiptBack(office, manifest, receipt, { signal });

function undecidedIn({ store }: ExchangeDeps, { txns = [] }: Examined): number {
  const touched = new Set<RecordId>(txns.flatMap((txn) => txn.ops.map(({ on }) => on)));
  let sum = 0;
  for (const id of touched) {
    const record = store.get(id);
    if (record !== undefined) sum += undecidedCount(record);
  }
  return sum;
}

const LOCKED = {
  title: '本机的密钥打不开',
  sentence: '密钥只有生成它的电脑和用户、在本程序的窗口中才能使用，这里只能查看包的概况。',
  next: '请在本程序的窗口中打开；换了电脑或者用户的，请在“往来单位与密钥”生成新的密钥、重新配对。',
};

function inspectionOf(
  access: ExchangeAccess,
  { copy, passphrase }: Ask,
  examined: Examined,
  locked: boolean,
): Inspection {
  const { verdict, manifest, forked, refused } = examined;
  const needsPassphrase = examined.needsPassphrase === true;
  const { title, sentence, next } =
    locked && verdict === 'wrong_recipient' && !needsPassphrase ? LOCKED : VERDICTS[verdict];
  return {
    copy,
    verdict,
    title,
    sentence,
    next,
    takable:
      forked.length === 0 &&
      refused === undefined &&
      (isTakable(verdict) || (verdict === 'clock_ahead' && examined.beyond !== true)),
    needsPassphrase,
    wrongPassphrase: needsPassphrase && passphrase !== undefined,
    revoked: examined.revoked === true,
    forked: forked.length > 0,
    ...(refused === undefined ? {} : { refused: refused.message }),
    ...(manifest === undefined ? {} : { manifest: outsideOf(access, manifest) }),
  };
}

const outsideOf = (
  access: ExchangeAccess,
  manifest: NonNullable<Examined['manifest']>,
): NonNullable<Inspection['manifest']> => ({
  id: manifest.id,
  purpose: manifest.purpose,
  purposeName: PURPOSES[manifest.purpose],
  created: manifest.created,
  from: {
    unitName: access.unitName(manifest.from.unit),
    name: manifest.from.name,
    by: manifest.from.by,
    device: manifest.from.device,
    fingerprint: fingerprintOf(manifest.from),
  },
  to: manifest.to.map(({ unit, name, number }) => ({ unitName: access.unitName(unit), name, number })),
  spaces: Object.keys(manifest.spaces).length,
  ops: manifest.counts.ops,
  blobs: manifest.counts.blobs,
  bytes: manifest.payload.bytes,
  ...(manifest.lease === undefined ? {} : { lease: { until: manifest.lease.until } }),
  ...(manifest.receipt === undefined
    ? {}
    : {
        receipt: {
          of: manifest.receipt.of,
          result: manifest.receipt.result,
          at: manifest.receipt.at,
          by: manifest.receipt.by,
        },
      }),
  ...(manifest.note === undefined ? {} : { note: manifest.note }),
});
