import { join } from 'node:path';
import { z } from 'zod';
import { AtomicJson } from '../../store/atomic-json';
import type { Disk } from '../../store/disk';

const Count = z.number().int().nonnegative();

/** Where this desk stands at the hub. Losing it costs reading the hub again, nothing else. */
const State = z.object({
  version: z.literal(1),
  device: z.string(),
  /** Under this name it brings rows; another one after every new beginning. */
  via: z.string(),
  /** The last row it took. */
  pulled: Count,
  marks: z.array(z.object({ n: Count, txn: z.string() })),
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
