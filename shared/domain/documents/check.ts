import type { LocalDate } from '../../calendar/local-date';
import type { RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { MISSING, schemaWords } from '../../kernel/schema-words';
import type { CaseFields } from '../cases/schema';
import type { CaseState } from '../cases/state';
import { CONFIDENTIAL_RULES } from './check-confidential';
import type { UnitNaming } from './check-units';
import { LETTER_RULES, NOTICE_RULES } from './check-notices';
import { OPINION_RULES } from './check-opinions';
import { paperFields, paperSchema } from './data';
import type { Fields } from './field';
import type { DocumentType } from './kinds';

/** A paper before it is issued, and what must be known to judge it. */
export interface CheckedPaper extends UnitNaming {
  readonly kind: DocumentType;
  readonly data: JsonObject;
  readonly fields: CaseFields;
  readonly state: CaseState;
  readonly organ: RecordId;
  readonly toUnit: RecordId | undefined;
  readonly today: LocalDate;
  readonly unitName: (unit: RecordId) => string;
  readonly isWithinAny: (unit: RecordId, units: readonly RecordId[]) => boolean;
  readonly handlesAccusations: (unit: RecordId) => boolean;
}

/** What is wrong, at which field. */
export interface Wrong {
  readonly field?: string;
  readonly message: string;
}

/** One thing that is looked at before a paper goes out. */
export interface PaperRule {
  readonly code: string;
  readonly article?: string;
  readonly kinds: readonly DocumentType[] | 'all';
  find(paper: CheckedPaper): readonly Wrong[];
}

/** Something that keeps a paper from being issued; `field` is a path into its data. */
export interface PaperFinding extends Wrong {
  readonly code: string;
  readonly lawArticle?: string;
}

/** Every rule there is, with its article. */
export const PAPER_RULES: readonly PaperRule[] = [
  { code: 'paper.incomplete', kinds: 'all', find: incomplete },
  ...OPINION_RULES,
  ...NOTICE_RULES,
  ...LETTER_RULES,
  ...CONFIDENTIAL_RULES,
];

/** All that keeps a paper from being issued, in the order of the rules; at one field only the first. */
export function checkPaper(paper: CheckedPaper): readonly PaperFinding[] {
  const seen = new Set<string>();
  return PAPER_RULES.filter(({ kinds }) => kinds === 'all' || kinds.includes(paper.kind)).flatMap((rule) =>
    rule.find(paper).flatMap((wrong): PaperFinding[] => {
      const { field } = wrong;
      if (field !== undefined && seen.has(field)) return [];
      if (field !== undefined) seen.add(field);
      return [{ ...wrong, code: rule.code, ...(rule.article === undefined ? {} : { lawArticle: rule.article }) }];
    }),
  );
}

/** What the desk fills in itself when the paper is issued. */
const GIVEN: ReadonlySet<string> = new Set(['organ', 'docNo']);

function incomplete({ kind, data }: CheckedPaper): Wrong[] {
  const read = paperSchema(kind).safeParse(data, { error: schemaWords });
  if (read.success) return [];
  return read.error.issues.flatMap(({ path, message }) => {
    const [key] = path;
    if (typeof key !== 'string' || GIVEN.has(key)) return [];
    const name = nameAt(paperFields(kind), path);
    const words = message === MISSING ? `请填写“${name}”。` : `“${name}”${message}。`;
    return [{ field: path.join('.'), message: words }];
  });
}

/** 事项第 2 项的标题 */
function nameAt(fields: Fields, path: readonly PropertyKey[]): string {
  const [key, at, ...rest] = path;
  const field = fields[String(key)];
  if (field === undefined) return String(key);
  if (field.items === undefined || typeof at !== 'number') return field.name;
  return `${field.name}第 ${at + 1} 项的${rest.length === 0 ? '内容' : nameAt(field.items, rest)}`;
}
