import type { Router } from '../ipc/router';

/** The demo goes the way of every other input; a refusal here is a mistake of the demo. */
export async function ask(desk: Router, method: string, input: unknown): Promise<unknown> {
  const answer = await desk.call(method, input);
  if (!answer.ok) throw new Error(`demo: ${method} refused: ${answer.error.code} ${answer.error.field ?? ''}`);
  return answer.value;
}
