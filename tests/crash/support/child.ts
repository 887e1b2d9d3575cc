import { writeSync } from 'node:fs';
import { nodeDisk } from '../../../electron/store/disk';
import { dice } from './power-cut';
import { run } from './workload';

/** Works on a real folder until it is killed; tells each Txn by a line on stdout the moment it is acknowledged. */
const [folder = '', seed = '0'] = process.argv.slice(2);
const log = { push: ({ kind, txn }: { kind: string; txn: string }) => writeSync(1, `${kind} ${txn}\n`) };
void run({ disk: nodeDisk, folder }, log, dice(Number(seed)), Number.MAX_SAFE_INTEGER, `k${seed}-`);
