import type { Refusal } from '../kernel/refusal';
import type { Result } from '../kernel/result';
import type { DeskEvent } from './events';

/** The whole of what the window hands to the page: `window.desk`, put there by the preload. No zod in here. */
export interface DeskBridge {
  call(method: string, input: unknown, job?: string): Promise<Result<unknown, Refusal>>;
  /** Stops a long job; the call that started it answers with a refusal. */
  cancel(job: string): void;
  /** Returns the function that stops listening. */
  onEvent(listener: (event: DeskEvent) => void): () => void;
}
