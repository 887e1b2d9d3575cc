import { safeStorage } from 'electron';

/** A keyring that is not there is stood in for by a password that everybody knows. */
const isLocking = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');

/** Locks a text to the user of this computer (DPAPI on Windows); undefined where the system cannot. */
export const lockText = (text: string): string | undefined =>
  isLocking() ? safeStorage.encryptString(text).toString('base64') : undefined;

/** The text again; undefined when another computer or another user locked it. */
export function unlockText(locked: string): string | undefined {
  try {
    return isLocking() ? safeStorage.decryptString(Buffer.from(locked, 'base64')) : undefined;
  } catch {
    return undefined;
  }
}
