import { writeSync } from 'node:fs';
import { nodeDisk } from '../../../electron/store/disk';
import { attach, openDesk } from './attach';
import { dice } from './power-cut';

/** Attaches one file after another to a real folder until it is killed; tells the number of each the moment it is acknowledged. */
const [folder = '', run = '0', first = '0'] = process.argv.slice(2);
const roll = dice(Number(run));

async function work(): Promise<void> {
  const desk = await openDesk({ disk: nodeDisk, folder }, `c${run}`);
  for (let n = Number(first); ; n++) {
    writeSync(1, `begun ${n}\n`);
    await attach(desk, n, roll);
    writeSync(1, `acked ${n}\n`);
  }
}

void work();
