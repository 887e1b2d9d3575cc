import { readFileSync, writeFileSync } from 'node:fs';
import type { App, BrowserWindow } from 'electron';

const PATIENCE = 120_000;

/** `--smoke FILE.png`: gives the function to call when the first screen can be used; gives up with exit code 1. */
export function armSmoke(app: App, file: string): (window: BrowserWindow) => Promise<void> {
  const timer = setTimeout(() => app.exit(1), PATIENCE);
  return async (window) => {
    const age = processAge();
    clearTimeout(timer);
    writeFileSync(file, (await window.webContents.capturePage()).toPNG());
    process.stdout.write(`ready ${Math.round(age)}\n`);
    app.quit();
  };
}

/** Milliseconds since this process was made. Linux tells Electron its birth in whole seconds: there, count from the boot. */
function processAge(): number {
  if (process.platform !== 'linux') return Date.now() - (process.getCreationTime() ?? Date.now());
  const TICKS_A_SECOND = 100;
  const started = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')[19];
  const up = readFileSync('/proc/uptime', 'utf8').split(' ')[0];
  return (Number(up) - Number(started) / TICKS_A_SECOND) * 1000;
}
