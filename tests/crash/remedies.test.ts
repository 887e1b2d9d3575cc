import { describe, expect, it } from 'vitest';
import { readList } from '../../electron/store/backup';
import { parseLedgerName } from '../../electron/store/ledger-file';
import { acceptDamage, restoreFiles, usePreviousGeneration } from '../../electron/store/restore';
import { type Answers, ask } from './support/answers';
import { type MemoryDisk, memoryDisk } from './support/memory-disk';
import { below, dice, PowerCut } from './support/power-cut';
import { FOLDER } from './support/workload';
import { foldersOfYears, openYears } from './support/years';

/** 60 in an ordinary run; the long run sets 2,000. */
const POINTS = Number(process.env['REMEDY_POINTS'] ?? 60);
const NOW = Date.UTC(2026, 10, 23);

type Remedy = (disk: MemoryDisk) => unknown;

const REMEDIES: { readonly [name: string]: Remedy } = {
  'the sound part of the ledger is accepted': (disk) => acceptDamage({ disk, folder: FOLDER }, NOW),
  'the generation before is taken': (disk) => usePreviousGeneration({ disk, folder: FOLDER }, NOW),
  'a backup is restored': (disk) => {
    const place = { disk, folder: FOLDER };
    const [id = ''] = [...disk.files.keys()].flatMap((path) => /backups\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
    const list = readList(place, id);
    if (list === undefined) throw new Error('there is no backup');
    return restoreFiles(place, list, NOW);
  },
};

/** A folder of which an old ledger file rotted; the last that was done in it was folding. */
async function damaged(): Promise<ReadonlyMap<string, Buffer>> {
  const disk = memoryDisk(await foldersOfYears(2));
  const store = await openYears(disk);
  await store.compact();
  await store.close();
  const files = new Map([...disk.files].map(([path, bytes]) => [path, Buffer.from(bytes)] as const));
  const ledger = [...files.keys()].filter((path) => parseLedgerName(path.slice(FOLDER.length + 1)) !== undefined);
  const old = files.get(ledger.sort()[1] ?? '');
  old?.writeUInt8((old[700] ?? 0) ^ 4, 700);
  return files;
}

const records = ({ answers }: Answers): string => [...answers].filter(([q]) => q.startsWith('get ')).join('\n');

describe.each(Object.entries(REMEDIES))('the power goes while %s', (_, remedy) => {
  it(`and doing it again ends where it would have ended (${POINTS} points)`, async () => {
    const files = await damaged();
    const disk = memoryDisk(files);
    await remedy(disk);
    const log = [...disk.log];
    expect(log.length).toBeGreaterThan(0);
    const expected = await ask(disk);
    const roll = dice(9);
    for (let point = 0; point < POINTS; point++) {
      const moment = below(log.length + 1, roll);
      const world = new PowerCut(files);
      for (const op of log.slice(0, moment)) world.apply(op);
      const image = world.image(roll);
      await ask(memoryDisk(image));
      const again = memoryDisk(image);
      await remedy(again);
      const found = await ask(again);
      expect(found.outcome, `after ${moment} of ${log.length}`).toBe(expected.outcome);
      expect(records(found), `after ${moment} of ${log.length}`).toBe(records(expected));
    }
  }, 600_000);
});
