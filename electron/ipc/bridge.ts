import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { refuse } from '#shared/kernel/refusal';
import { CHANNEL } from './channels';
import { isTrusted } from './sender';

export interface BridgeDeps {
  /** Answers with JSON. */
  readonly call: (method: string, input: unknown, job: string | undefined) => Promise<string>;
  readonly cancel: (job: string) => void;
  readonly ready: () => void;
  /** Writes a screen's error to the log and answers its reference number. */
  readonly report: (fault: { readonly name: string; readonly stack: string }) => string;
  readonly denied: (what: string) => void;
}

const Call = z.object({ method: z.string(), input: z.unknown(), job: z.string().optional() });
const FORBIDDEN = JSON.stringify(refuse('call.forbidden', '此调用来源不明，已拒绝。'));
const Fault = z.object({ name: z.string().max(200), stack: z.string().max(20_000) });

/** Listens to the screens; everything from anywhere else is refused before it is read. */
export function listen(ipc: IpcMain, deps: BridgeDeps): void {
  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const known = isTrusted(event.senderFrame);
    if (!known) deps.denied('sender');
    return known;
  };
  ipc.handle(CHANNEL.call, async (event, message: unknown): Promise<string> => {
    const call = Call.safeParse(message);
    if (!trusted(event) || !call.success) return FORBIDDEN;
    return deps.call(call.data.method, call.data.input, call.data.job);
  });
  ipc.handle(CHANNEL.report, (event, message: unknown) =>
    trusted(event) ? deps.report(Fault.parse(message)) : undefined,
  );
  ipc.on(CHANNEL.cancel, (event, job: unknown) => {
    if (trusted(event) && typeof job === 'string') deps.cancel(job);
  });
  ipc.on(CHANNEL.ready, (event) => {
    if (trusted(event)) deps.ready();
  });
}
