import { decideMakeUnitKey } from '#shared/domain/exchange/unit-keys';
import type { Decision } from '#shared/ledger/op';
import { digitsOf, KEYS_FILE, type KeyPair, newKeyPair, openKeyring } from '../../../electron/exchange/keyring';
import { shareFor } from '../../../electron/exchange/unit-key';
import { memoryDisk } from '../../crash/support/memory-disk';
import { FOLDER } from './desk';
import { HOME } from './records';

/** As many as a history has desks at most. */
const DESKS = 6;

/** Keys as desks have them at the beginning: made once, for to make them takes longer than a short history. */
export interface KeyPool {
  readonly unit: KeyPair;
  /** The file of keys of each desk, with the key of the unit or without. */
  file(desk: number, withUnit: boolean): ReadonlyMap<string, Buffer>;
  /** The step that makes the key of the unit known to the first of the desks. */
  unitKeyFor(desks: number): Decision;
}

let pool: Promise<KeyPool> | undefined;
export const keyPool = (): Promise<KeyPool> => (pool ??= makePool());

async function makePool(): Promise<KeyPool> {
  const unit = await newKeyPair();
  const desks = await Promise.all(Array.from({ length: DESKS }, () => makeDesk(unit)));
  return {
    unit,
    file: (desk, withUnit) => new Map(desks[desk]?.[withUnit ? 'with' : 'without']),
    unitKeyFor: (count) => {
      const shares = desks.slice(0, count).map(({ share }) => share);
      const decided = decideMakeUnitKey([], { ...unit, unit: HOME, digits: digitsOf(unit), shares });
      if (!decided.ok) throw new Error(decided.error.code);
      return decided.value;
    },
  };
}

async function makeDesk(unit: KeyPair) {
  const disk = memoryDisk();
  const keys = await openKeyring(FOLDER, disk);
  const path = `${FOLDER}/${KEYS_FILE}`;
  const file = () => new Map([[path, disk.files.get(path) ?? Buffer.alloc(0)]]);
  const without = file();
  await keys.adoptUnit(HOME, unit);
  return { without, with: file(), share: await shareFor(HOME, unit, keys.device) };
}
