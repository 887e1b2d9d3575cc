import type { Hold } from '#shared/domain/exchange/sync';

/** Another desk of the centre, as its traces tell. */
export interface Peer {
  readonly device: string;
  readonly name: string;
  /** When it last left a trace, by its own clock or the hub's; milliseconds. */
  readonly seenAt: number;
  /** Ops that are there and that it has not taken in. */
  readonly behind: number;
  /** Ops of it that this desk has not taken in. */
  readonly unread: number;
  /** Ops it has not brought yet, as far as it says so. */
  readonly waiting: number;
  readonly hold?: Hold;
}

export interface Standing {
  readonly peers: readonly Peer[];
  /** Ops of this desk that are not there yet. */
  readonly waiting: number;
  /** Spaces that stay at this desk by the rules of travel. */
  readonly atHome: number;
  /** Contents that ops name and that nobody has brought yet. */
  readonly wanted: number;
  /** Two different writes under one number: somebody works with a copy of a data folder. */
  readonly forked: boolean;
}

export interface Consent {
  /** A person compared the clocks. */
  readonly clocksCompared?: boolean;
}

/** A way between the desks of one centre: brings what is new here, and takes what is new there. */
export interface Carrier {
  /** One exchange in both directions; throws when the other side cannot be reached. */
  round(signal: AbortSignal, consent: Consent): Promise<Standing>;
  /** Calls whenever there may be something to take; only a hint. */
  onHint(hint: () => void): void;
  close(): Promise<void>;
}
