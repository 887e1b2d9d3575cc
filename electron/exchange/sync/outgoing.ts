import { setImmediate as nextTurn } from 'node:timers/promises';
import { refuseTravel } from '#shared/domain/exchange/travel';
import type { SpaceId } from '#shared/kernel/ids';
import type { Txn } from '#shared/ledger/op';
import { hasSeen, type Vector } from '#shared/ledger/space';
import { walk } from '../../query/walk';
import { SPACES, spaceOf } from '../../store/memory';
import type { Store } from '../../store/store';
import { breathing } from '../../turns';
import type { Office } from '../office';
import { cargoes } from '../pack';
import type { Known } from './known';

/** Ops of some spaces that are to go out, with what of each space is there already. */
export interface Batch {
  readonly spaces: { readonly [space: string]: { readonly base: Vector; readonly head: Vector } };
  readonly txns: readonly Txn[];
}

const SPACES_AT_ONCE = 100;
/** So many of the latest Txns are kept at hand; what is older is read from the ledger. */
const RECENT = 1000;

/** Which spaces have ops that are not yet in the exchange folder or the hub. */
export class Outgoing {
  private readonly waiting = new Set<SpaceId>();
  private readonly held = new Set<SpaceId>();
  private readonly forget: () => void;
  private complete = false;
  private recent: Txn[] = [];

  constructor(
    private readonly store: Store,
    private readonly known: Known,
  ) {
    this.forget = store.onCommit((txn) => {
      for (const op of txn.ops) this.waiting.add(op.space);
      this.recent.push(txn);
      if (this.recent.length > RECENT) this.recent = this.recent.slice(-RECENT / 2);
    });
  }

  /** Spaces that the rules of travel keep at this desk. */
  get atHome(): number {
    return this.held.size;
  }

  /** Ops that wait here to go out; spaces kept at home are not counted. */
  get ops(): number {
    let sum = 0;
    for (const space of this.waiting)
      if (!this.held.has(space)) sum += behind(this.known.of(space), this.store.vector(space));
    return sum;
  }

  /** Looks through all spaces again, as after the other side was found empty. */
  again(): void {
    this.complete = false;
  }

  stop(): void {
    this.forget();
  }

  /** What is to go out, some spaces at a time; `arrived` is to be told of each batch that did. */
  async *batches(office: Office, signal: AbortSignal): AsyncGenerator<Batch> {
    await this.lookThrough(signal);
    const due: SpaceId[] = [];
    for (const space of Array.from(this.waiting)) {
      signal.throwIfAborted();
      if (behind(this.known.of(space), this.store.vector(space)) === 0) {
        this.waiting.delete(space);
        continue;
      }
      await nextTurn();
      if (!this.mayTravel(office, space)) continue;
      due.push(space);
      if (due.length >= SPACES_AT_ONCE) yield this.batchOf(due.splice(0));
    }
    if (due.length > 0) yield this.batchOf(due);
    this.recent = this.recent.filter((txn) => txn.ops.some((op) => !hasSeen(this.known.of(op.space), op.id)));
  }

  /** The batch arrived: everything up to its heads is there. */
  arrived({ spaces }: Pick<Batch, 'spaces'>): void {
    for (const [space, { head }] of Object.entries(spaces)) this.known.join(space as SpaceId, head);
  }

  private batchOf(due: readonly SpaceId[]): Batch {
    const spaces = due.map((space) => {
      const head = this.store.vector(space);
      return [space, { base: within(this.known.of(space), head), head }] as const;
    });
    const txns =
      partsOf(this.recent, new Map(spaces)) ??
      this.store.since(new Map(spaces.map(([space, { base }]) => [space, base])));
    return { spaces: Object.fromEntries(spaces), txns };
  }

  /** 检举控告 and what else must not leave this desk stays; asked anew whenever something of the space changed. */
  private mayTravel(office: Office, space: SpaceId): boolean {
    const journey = { purpose: 'sync', from: office.unit, to: [office.unit], byPassphrase: false } as const;
    const txns = space.startsWith('case/') ? this.store.since(new Map([[space, {}]])) : [];
    const world = office.world();
    const refused = cargoes(office, [space], txns).some((cargo) => refuseTravel(journey, cargo, world) !== undefined);
    if (refused) this.held.add(space);
    else this.held.delete(space);
    if (refused) this.waiting.delete(space);
    return !refused;
  }

  /** Once, in turns: what was committed before this run or while nothing listened. */
  private async lookThrough(signal: AbortSignal): Promise<void> {
    if (this.complete) return;
    this.complete = true;
    try {
      const breathe = breathing(signal);
      for (const { id } of await walk(this.store, { name: SPACES, columns: {} }, { voided: 'with' }, [], signal)) {
        this.waiting.add(spaceOf(id));
        await breathe();
      }
    } catch (error) {
      this.complete = false;
      throw error;
    }
  }
}

/**
 * The ops between base and head of each space, out of these Txns; undefined when one is not among them. A space with a long log need
 * not be read through for every new op then.
 */
function partsOf(txns: readonly Txn[], spaces: ReadonlyMap<SpaceId, Batch['spaces'][string]>): Txn[] | undefined {
  let found = 0;
  const parts = txns.flatMap((txn) => {
    const ops = txn.ops.filter((op) => {
      const space = spaces.get(op.space);
      return space !== undefined && !hasSeen(space.base, op.id) && hasSeen(space.head, op.id);
    });
    found += ops.length;
    return ops.length === 0 ? [] : [{ ...txn, ops }];
  });
  const wanted = [...spaces.values()].reduce((sum, { base, head }) => sum + behind(base, head), 0);
  return found === wanted ? parts : undefined;
}

/** How many ops of `head` the other has not. */
const behind = (other: Vector, head: Vector): number =>
  Object.entries(head).reduce((sum, [device, seq]) => sum + Math.max(0, seq - (other[device] ?? 0)), 0);

const within = (base: Vector, head: Vector): Vector =>
  Object.fromEntries(
    Object.entries(base).flatMap(([device, seq]) => {
      const known = Math.min(seq, head[device] ?? 0);
      return known > 0 ? [[device, known]] : [];
    }),
  );
