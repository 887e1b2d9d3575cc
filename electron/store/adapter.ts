import type { Adapter } from 'lowdb';
import { laterHlc, type Hlc } from '#shared/ledger/hlc';
import { writeTxn } from '#shared/ledger/op';
import type { Stamped } from '#shared/ledger/stamp';
import type { Ledger } from './ledger';
import type { Memory } from './memory';

/** What lowdb holds for us: the folded state, and the Txns that wait to be written. */
export interface LedgerData {
  readonly memory: Memory;
  hlc: Hlc;
  pending: readonly Stamped[];
}

/**
 * The journalled segments as a lowdb adapter. `write()` puts the pending Txns into the ledger as one group, durable on return, and
 * only then into memory; whatever fails leaves memory as it was.
 */
export class LedgerAdapter implements Adapter<LedgerData> {
  constructor(
    private readonly load: () => Promise<LedgerData>,
    private readonly ledger: () => Ledger,
  ) {}

  read(): Promise<LedgerData> {
    return this.load();
  }

  write(data: LedgerData): Promise<void> {
    const group = data.pending;
    data.pending = [];
    const hlc = group.reduce((last, { txn }) => laterHlc(last, txn.hlc), data.hlc);
    const places = this.ledger().append(
      group.map(({ txn }) => ({ txn, json: JSON.stringify(writeTxn(txn)) })),
      hlc,
    );
    data.hlc = hlc;
    for (const [i, stamped] of group.entries()) {
      const place = places[i];
      if (place !== undefined) data.memory.take(stamped.records, stamped.vectors, place);
    }
    return Promise.resolve();
  }
}
