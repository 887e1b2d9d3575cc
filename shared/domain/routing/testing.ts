import { type DeviceId, type RecordId, recordId, type TxnId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/refusal';
import type { Result } from '../../kernel/result';
import { type Folded, isVoid } from '../../ledger/fold';
import { HLC_ZERO, nextHlc } from '../../ledger/hlc';
import type { Decision } from '../../ledger/op';
import type { Vector } from '../../ledger/space';
import { type Actor, stamp } from '../../ledger/stamp';
import { readEntry } from '../departments/dictionary';
import { createDirectory } from '../departments/directory';
import { decideSeed, SEED_ACTOR } from '../departments/seed';
import { readUnit } from '../departments/unit';
import { RoutingFacts, type RoutingWorld } from './facts';
import { readRoutingPolicy, ROUTING_POLICY_ID } from './policy';
import { recommend } from './recommend';
import { readRoutingRule } from './rule';
import { decideSeedRouting, ROUTING_SEED_ACTOR } from './seed';

export const unitId = (code: string): RecordId => recordId('units', code.startsWith('CZ') ? code : `CZ-${code}`);
const ME: Actor = { by: '张三', unit: unitId('JFZX'), device: 'a' as DeviceId };

/** The shipped directory and rules in a ledger in memory, through the same stamping and folding as the store. */
export class TestLedger {
  private readonly records = new Map<RecordId, Folded>();
  private readonly vectors = new Map<string, Vector>();
  private hlc = HLC_ZERO;
  private count = 0;

  constructor() {
    for (const [decision, actor] of [
      [decideSeed(false), SEED_ACTOR],
      [decideSeedRouting(false), ROUTING_SEED_ACTOR],
    ] as const) {
      if (decision !== undefined) this.commit(decision, actor);
    }
  }

  do(decided: Result<Decision, Refusal>): this {
    if (!decided.ok) throw new Error(decided.error.message);
    return this.commit(decided.value);
  }

  commit(decision: Decision, actor = ME): this {
    this.hlc = nextHlc(this.hlc, 1_790_000_000_000);
    this.count += 1;
    const stamped = stamp(decision, `t-${this.count}` as TxnId, actor, this.hlc, {
      record: (id) => this.records.get(id),
      vector: (space) => this.vectors.get(space) ?? {},
    });
    for (const [id, record] of stamped.records) this.records.set(id, record);
    for (const [space, vector] of stamped.vectors) this.vectors.set(space, vector);
    return this;
  }

  get(id: RecordId): Folded | undefined {
    return this.records.get(id);
  }

  get world(): RoutingWorld {
    const all = (name: string) =>
      [...this.records.values()].filter((record) => record.id.startsWith(`${name}/`) && !isVoid(record));
    const entries = (name: string) => new Map(all(name).map((record) => [record.id, readEntry(record)]));
    return {
      rules: all('routingRules').flatMap((record) => readRoutingRule(record) ?? []),
      directory: createDirectory(all('units').map(readUnit), []),
      regions: entries('regions'),
      categories: entries('categories'),
      policy: readRoutingPolicy(this.get(ROUTING_POLICY_ID)),
    };
  }
}

/** Facts as a form would give them, with codes instead of ids. */
export interface Told {
  readonly category?: string;
  readonly region?: string;
  readonly accused?: readonly string[];
  readonly except?: readonly string[];
  readonly purpose?: string;
  readonly triageClass?: RoutingFacts['triageClass'];
  readonly legalPath?: RoutingFacts['legalPath'];
  readonly title?: string;
  readonly summary?: string;
}

export const facts = ({ category, region, purpose, accused = [], except = [], ...rest }: Told): RoutingFacts =>
  RoutingFacts.parse({
    ...rest,
    ...(category === undefined ? {} : { category: `categories/${category}` }),
    ...(region === undefined ? {} : { problemRegion: `regions/${region}` }),
    ...(purpose === undefined ? {} : { purpose: `purposes/${purpose}` }),
    accused: accused.map(unitId),
    except: except.map(unitId),
  });

/** Codes of the recommended units without the prefix of the city. */
export const codes = (told: Told, world: RoutingWorld): string[] =>
  recommend(facts(told), world).map(({ unit }) => unit.replace(/^units\/(CZ-)?/, ''));
