import { z } from 'zod';
import { blankable } from '../../kernel/blankable';
import { RecordId } from '../../kernel/ids';
import { LEGAL_PATHS, type LegalPath, TRIAGE, type TriageClass } from '../cases/triage';
import type { DictionaryEntry } from '../departments/dictionary';
import type { Directory } from '../departments/directory';
import type { RoutingPolicy } from './policy';
import type { RoutingRule } from './rule';

const keysOf = <K extends string>(of: { readonly [key in K]: unknown }) => Object.keys(of) as [K, ...K[]];

/** What is known of a matter when it is asked whose it is; everything may still be unknown. */
export const RoutingFacts = z.object({
  category: blankable(RecordId),
  purpose: blankable(RecordId),
  /** As triaged; without it the purpose speaks. */
  triageClass: blankable(z.enum(keysOf<TriageClass>(TRIAGE))),
  legalPath: blankable(z.enum(keysOf<LegalPath>(LEGAL_PATHS))),
  problemRegion: blankable(RecordId),
  title: blankable(z.string()),
  summary: blankable(z.string()),
  /** 被检举控告的单位: neither they nor anything within them is recommended. */
  accused: blankable(z.array(RecordId)),
  /** Units that have objected already. */
  except: blankable(z.array(RecordId)),
});
export type RoutingFacts = z.output<typeof RoutingFacts>;

/** What a recommendation is computed from. */
export interface RoutingWorld {
  readonly rules: readonly RoutingRule[];
  readonly directory: Directory;
  readonly regions: ReadonlyMap<RecordId, DictionaryEntry>;
  readonly categories: ReadonlyMap<RecordId, DictionaryEntry>;
  readonly policy: RoutingPolicy;
}

export const Recommendation = z.object({
  unit: RecordId,
  /** 0 to 100; only for the order and for how near the next is. */
  score: z.number(),
  /** Whole Chinese phrases, the weightiest first. */
  reasons: z.array(z.string()),
  lawArticle: z.string(),
});
export type Recommendation = z.infer<typeof Recommendation>;

/** From the entry up to the top of its list; a ring is cut. */
export function upwards(entries: ReadonlyMap<RecordId, DictionaryEntry>, id: RecordId | undefined): DictionaryEntry[] {
  const path: DictionaryEntry[] = [];
  for (let at = id; at !== undefined && at !== null; ) {
    const entry: DictionaryEntry | undefined = entries.get(at);
    if (entry === undefined || path.includes(entry)) break;
    path.push(entry);
    at = entry.parent ?? undefined;
  }
  return path;
}
