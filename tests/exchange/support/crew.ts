import type { Carrier, Consent, Standing } from '../../../electron/exchange/sync/carrier';
import type { RealDesk } from './real-desk';

export interface Mate<C extends Carrier> {
  readonly desk: RealDesk;
  readonly carrier: C;
  round(consent?: Consent): Promise<Standing>;
}

/** Desks with their way to each other, closed when the test is over. */
export class Crew<C extends Carrier> {
  private readonly mates: Mate<C>[] = [];

  join(desk: RealDesk, carrier: C): Mate<C> {
    const mate = { desk, carrier, round: (consent = {}) => carrier.round(new AbortController().signal, consent) };
    this.mates.push(mate);
    return mate;
  }

  /** One of them goes home. */
  async part(mate: Mate<C>): Promise<void> {
    this.mates.splice(this.mates.indexOf(mate), 1);
    await mate.carrier.close();
    await mate.desk.close();
  }

  async close(): Promise<void> {
    for (let [mate] = this.mates; mate !== undefined; [mate] = this.mates) await this.part(mate);
  }
}

/** Rounds in turn until everybody has had everything, and told so. */
export async function settle(...mates: readonly Pick<Mate<Carrier>, 'round'>[]): Promise<void> {
  for (let i = 0; i < 3; i++) for (const { round } of mates) await round();
}
