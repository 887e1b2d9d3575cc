import type { Random } from '#shared/kernel/ports';
import type { BackupList, BackupPlace } from '../store/backup';
import { putAside, restoreFiles, restoreSettings } from '../store/restore';
import { openSettings, renewDevice, SETTINGS_FILE } from '../store/settings';
import { issuedIn } from './issued';

/** Makes a backup the data of the folder, which the caller has closed and locked. */
export async function putBack(place: BackupPlace, list: BackupList, now: number, random?: Random): Promise<void> {
  await becomeAnother(place, now, list, random);
  await restoreFiles(place, list, now);
}

/**
 * Another device with the numbers of this one remembered: before anything is replaced, for should that be cut short, a new device on the
 * old data does no harm.
 */
export async function becomeAnother(
  place: BackupPlace,
  now: number,
  list?: BackupList,
  random?: Random,
): Promise<void> {
  await resetDamagedSettings(place, now);
  if (list !== undefined) await restoreSettings(place, list, now);
  await renewDevice(place, await issuedIn(place), random);
}

/** Damaged settings name no device any more; the desk is set up anew and is another device from then on. */
async function resetDamagedSettings(place: BackupPlace, now: number): Promise<void> {
  try {
    await openSettings(place.folder, place.disk);
  } catch {
    putAside(place, SETTINGS_FILE, now);
  }
}
