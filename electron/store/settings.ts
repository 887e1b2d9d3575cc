import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { z } from 'zod';
import { DeskIdentity } from '#shared/contract/app';
import type { DeviceId } from '#shared/kernel/ids';

const SettingsFile = z.object({ device: z.string(), identity: DeskIdentity.nullable() });
type SettingsFile = z.infer<typeof SettingsFile>;

/** What belongs to this installation and is never exchanged. */
export interface Settings {
  readonly device: DeviceId;
  identity(): DeskIdentity | null;
  identify(identity: DeskIdentity): Promise<void>;
}

export async function openSettings(folder: string): Promise<Settings> {
  const db = new Low<SettingsFile>(new JSONFile(join(folder, 'settings.json')), {
    device: randomUUID().slice(0, 8),
    identity: null,
  });
  await db.read();
  const checked = SettingsFile.parse(db.data);
  db.data = checked;
  await db.write();
  return {
    device: checked.device as DeviceId,
    identity: () => db.data.identity,
    identify: async (identity) => {
      db.data.identity = identity;
      await db.write();
    },
  };
}
