import type { DeskEvent } from './events';
import type { DeskContract, InputOf, MethodName } from './index';

/** Resolves to the JSON of `Result<OutputOf<M>, Refusal>`: the bridge copies objects one by one, a string at once. */
export type MethodCall<M extends MethodName> = (
  input: InputOf<M>,
  /** Names a long piece of work, so that its progress is reported and it can be cancelled. */
  job?: string,
) => Promise<string>;

/** An unexpected error of a screen: its name and stack, never what was typed. */
export interface ScreenFault {
  readonly name: string;
  readonly stack: string;
}

/** All that a screen can reach of the machine: `window.desk`, frozen, one function per method of the contract. */
export interface DeskBridge {
  readonly call: { readonly [M in keyof DeskContract]: MethodCall<M> };
  /** Returns the function that stops listening. */
  onEvent(listener: (event: DeskEvent) => void): () => void;
  cancel(job: string): void;
  /** Said once, when the first screen can be used. */
  ready(): void;
  /** Writes the error to the log and answers its reference number. */
  report(fault: ScreenFault): Promise<string>;
}

declare global {
  interface Window {
    readonly desk: DeskBridge;
  }
}
