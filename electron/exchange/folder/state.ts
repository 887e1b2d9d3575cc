import { join } from 'node:path';
import { z } from 'zod';
import { AtomicJson } from '../../store/atomic-json';
import type { Disk } from '../../store/disk';

const Count = z.number().int().nonnegative();
const Mark = z.object({ step: Count, ops: Count });

/** Where this desk stands in the exchange folder. Losing it costs reading the folder again, nothing else. */
const State = z.object({
  version: z.literal(1),
  device: z.string(),
  /** The folder it was about. */
  root: z.string(),
  /** The stream this desk writes, who could open it, and its files. */
  stream: z.string(),
  sealedTo: z.array(z.string()),
  files: z.array(z.object({ from: Count, to: Count, bytes: Count })),
  end: Mark,
  /** How far the streams of the others were taken in. */
  read: z.record(z.string(), Mark),
  wants: z.array(z.string()),
});
export type State = z.infer<typeof State>;

/** A state that could not be read counts as none. */
export class StateFile {
  private readonly file: AtomicJson<State>;
  constructor(folder: string, disk: Disk) {
    this.file = new AtomicJson(join(folder, 'state.json'), State, disk);
  }

  async read(): Promise<State | undefined> {
    return (await this.file.read().catch(() => null)) ?? undefined;
  }

  write(state: State): Promise<void> {
    return this.file.write(state);
  }
}
