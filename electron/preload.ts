import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { DeskBridge } from '#shared/contract/bridge';
import type { DeskEvent } from '#shared/contract/events';
import { CHANNEL, METHODS_SWITCH } from './ipc/channels';

// The window program names the methods of the contract; a sandboxed preload could not read the contract itself.
const names = process.argv.find((arg) => arg.startsWith(METHODS_SWITCH))?.slice(METHODS_SWITCH.length) ?? '';

const call = Object.fromEntries(
  names
    .split(',')
    .map((method) => [
      method,
      (input: unknown, job?: string): Promise<string> => ipcRenderer.invoke(CHANNEL.call, { method, input, job }),
    ]),
) as unknown as DeskBridge['call'];

contextBridge.exposeInMainWorld('desk', {
  call,
  onEvent: (listener) => {
    const forward = (_: IpcRendererEvent, event: DeskEvent) => listener(event);
    ipcRenderer.on(CHANNEL.event, forward);
    return () => {
      ipcRenderer.off(CHANNEL.event, forward);
    };
  },
  cancel: (job) => ipcRenderer.send(CHANNEL.cancel, job),
  ready: () => ipcRenderer.send(CHANNEL.ready),
  report: ({ name, stack }) => ipcRenderer.invoke(CHANNEL.report, { name, stack }),
} satisfies DeskBridge);
