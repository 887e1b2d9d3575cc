import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { DeskIdentity } from '#shared/contract/app';
import { SyncSettings } from '#shared/domain/exchange/sync';
import type { DeviceId } from '#shared/kernel/ids';
import type { Random } from '#shared/kernel/ports';
import { systemRandom } from '../random';
import { AtomicJson } from './atomic-json';
import { type Disk, nodeDisk } from './disk';

const Issued = z.record(z.string(), z.number().int().nonnegative());
/** The highest serial given out of each run of visit numbers, as far as a restore had to remember it. */
export type Issued = z.infer<typeof Issued>;

const SettingsFile = z.object({
  device: z.string().min(1),
  identity: DeskIdentity.nullable(),
  issued: Issued.default({}),
  /** Where the scanner of this desk puts its files. */
  scanFolder: z.string().optional(),
  /** The way to the other desks, with the password of the hub: it stays on this machine. */
  sync: SyncSettings.optional(),
});
type SettingsFile = z.infer<typeof SettingsFile>;

export const SETTINGS_FILE = 'settings.json';

/** What belongs to this installation and is never exchanged. */
export interface Settings {
  readonly device: DeviceId;
  identity(): DeskIdentity | null;
  /** Serials up to this one are not to be given again, whatever the data say; 0 when none was ever replaced. */
  issued(series: string): number;
  identify(identity: DeskIdentity): Promise<void>;
  scanFolder(): string | undefined;
  setScanFolder(path: string | undefined): Promise<void>;
  sync(): SyncSettings;
  setSync(sync: SyncSettings): Promise<void>;
}

/** Device ids are never used twice: one is minted at first start, and again after older data were restored. */
const mintDevice = (random: Random): string => random.hex(4);

export async function openSettings(folder: string, disk: Disk = nodeDisk): Promise<Settings> {
  const db = settingsFile({ disk, folder });
  await db.read();
  if (disk.stat(join(folder, SETTINGS_FILE)) === undefined) await db.write();
  const change = async (to: Partial<SettingsFile>): Promise<void> => {
    const before = db.data;
    db.data = { ...before, ...to };
    try {
      await db.write();
    } catch (error) {
      db.data = before;
      throw error;
    }
  };
  return {
    device: db.data.device as DeviceId,
    identity: () => db.data.identity,
    issued: (series) => db.data.issued[series] ?? 0,
    identify: (identity) => change({ identity }),
    scanFolder: () => db.data.scanFolder,
    setScanFolder: (scanFolder) => change({ scanFolder }),
    sync: () => db.data.sync ?? { mode: 'off' },
    setSync: (sync) => change({ sync }),
  };
}

/**
 * From the next opening on this installation is another device, for its earlier numbers may be known elsewhere; and what the
 * data about to be replaced had given out stays given out.
 */
export async function renewDevice(place: Place, issued: Issued, random: Random = systemRandom()): Promise<void> {
  const db = settingsFile(place, random);
  await db.read();
  db.data.device = mintDevice(random);
  for (const [series, serial] of Object.entries(issued)) {
    db.data.issued[series] = Math.max(serial, db.data.issued[series] ?? 0);
  }
  await db.write();
}

interface Place {
  readonly disk: Disk;
  /** The data folder. */
  readonly folder: string;
}

const settingsFile = ({ disk, folder }: Place, random: Random = systemRandom()): Low<SettingsFile> =>
  new Low(new AtomicJson(join(folder, SETTINGS_FILE), SettingsFile, disk), {
    device: mintDevice(random),
    identity: null,
    issued: {},
  });
