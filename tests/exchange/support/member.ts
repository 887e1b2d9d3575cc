import type { SpaceId } from '#shared/kernel/ids';
import type { Vector } from '#shared/ledger/space';
import type { KeyPair } from '../../../electron/exchange/keyring';
import { putBack } from '../../../electron/services/put-back';
import { makeBackup, readList } from '../../../electron/store/backup';
import { openSettings, renewDevice } from '../../../electron/store/settings';
import { memoryDisk, type MemoryDisk } from '../../crash/support/memory-disk';
import { FOLDER, type MemoryDesk, NOON } from './desk';
import { keyPool } from './keys-pool';
import { MemoryOffice } from './office';
import { HOME } from './records';

/** A desk through all its runs: opened and closed, set back to older data, its clock turned. */
export class Member {
  /** What it believes the others to have. */
  readonly known = new Map<number, Map<SpaceId, Vector>>();
  /** What it sent them, arrived or not. */
  readonly sent = new Map<number, Map<SpaceId, Vector>>();
  /** Keys it had before. */
  readonly former: KeyPair[] = [];
  /** Keys of which it has heard that they were retired, and which no older data make good again. */
  readonly retired = new Set<string>();
  private runs = 0;
  /** Their names, the newest first. */
  private readonly backups: string[] = [];
  private constructor(
    readonly name: string,
    private readonly random: { hex(): string },
    private at: MemoryOffice,
    private readonly wall: { skew: number },
  ) {}

  static async begin(i: number, skew: number, withUnitKey: boolean): Promise<Member> {
    const disk = memoryDisk((await keyPool()).file(i, withUnitKey));
    let minted = 0;
    const random = { hex: () => `d${i}r${minted++}` };
    await renewDevice({ disk, folder: FOLDER }, {}, random);
    const wall = { skew };
    return new Member(`台席${i}`, random, await open(disk, wall, ''), wall);
  }

  get home(): MemoryOffice {
    return this.at;
  }

  get desk(): MemoryDesk {
    return this.at.desk;
  }

  /** Somebody set the clock of the computer. */
  setClock(skew: number): void {
    this.wall.skew = skew;
    this.desk.setClock(skew);
  }

  /** The old key may be in strange hands. */
  async renewKey(): Promise<void> {
    this.former.push(this.at.pair);
    await this.at.keys.renewDevice();
  }

  async backup(): Promise<void> {
    const at = NOON + this.backups.length * 60_000;
    const made = await this.desk.store.withFiles((files) => makeBackup(this.place, files, 'manual', at));
    this.backups.unshift(made.id);
  }

  /** Puts back one of its backups, older or newer than what it has; false when there is none. */
  async restore(pick: number): Promise<boolean> {
    const list = readList(this.place, this.backups[pick % Math.max(1, this.backups.length)] ?? '');
    if (list === undefined) return false;
    await this.desk.store.close();
    await putBack(this.place, list, NOON, this.random);
    await this.open();
    return true;
  }

  /** The program is ended and started again; before that, now and then, what is in memory alone is folded into segments. */
  async again(compact: boolean): Promise<void> {
    if (compact) await this.desk.store.compact();
    await this.desk.store.close();
    await this.open();
  }

  private get place() {
    return { disk: this.desk.disk, folder: FOLDER };
  }

  private async open(): Promise<void> {
    this.at = await open(this.desk.disk, this.wall, `again${++this.runs}-`);
  }
}

async function open(disk: MemoryDisk, wall: { readonly skew: number }, run: string): Promise<MemoryOffice> {
  const { device } = await openSettings(FOLDER, disk);
  return MemoryOffice.open(device, HOME, { disk, run, skew: wall.skew, now: () => NOON + wall.skew });
}
