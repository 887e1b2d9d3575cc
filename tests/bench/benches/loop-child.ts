import '../../../electron/zod-jitless';
import { readFileSync } from 'node:fs';
import { loadDesk } from '../../../electron/load-desk';
import { noShell } from '../../../electron/shell-port';
import { longestStall } from '../contest';

export type Call = readonly [method: string, input: object];

/** Loads the desk, opens it for the one question in the file and closes it; prints the longest turn meanwhile. Run as a process of its own. */
export async function askOnce(folder: string, file: string): Promise<void> {
  const [method, input] = JSON.parse(readFileSync(file, 'utf8')) as Call;
  process.stdout.write(JSON.stringify(await longestStall(() => answered(folder, method, input))));
}

/** What a desk answers that was opened for it. */
export async function answered(folder: string, method: string, input: object): Promise<unknown> {
  const { openDesk } = await loadDesk();
  const desk = await openDesk({
    folder,
    facts: { version: 'bench', runtime: 'node' },
    shell: noShell,
    emit: () => undefined,
    log: () => undefined,
    checkOutput: false,
  });
  const answer = await desk.call(method, input, 'bench');
  await desk.close();
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
  return answer.value;
}
