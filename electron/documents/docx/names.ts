import type { DocumentType } from '#shared/domain/documents/kinds';
import { inLines, type Placeholder, placeholdersOf } from '#shared/domain/documents/words';
import type { Fault } from './faults';

/** A placeholder as the library has read it, with what stands inside a repeated part. */
export interface Tag {
  readonly name: string;
  /** `plain`, `loop` (also a condition), or something we do not offer. */
  readonly sort: 'plain' | 'loop' | 'other';
  readonly inside: readonly Tag[];
}

/** Names in the template that the kind does not have, each once, with the nearest one that it has. */
export function unknownNames(kind: DocumentType, tags: readonly Tag[]): Fault[] {
  const faults = new Map<string, Fault>();
  walk(tags, placeholdersOf(kind), (tag, known) => {
    const fault = faultOf(tag, known);
    if (fault !== undefined) faults.set(fault.message, fault);
  });
  return [...faults.values()];
}

/** Every name used, in order of first use. */
export function usedNames(tags: readonly Tag[]): string[] {
  const all = tags.flatMap(({ name, inside }): string[] => [name, ...usedNames(inside)]);
  return [...new Set(all)];
}

/** Names of the kind that a template leaves out; conditions do not count, nor what is inside a list left out. */
export const unusedNames = (kind: DocumentType, used: readonly string[]): string[] =>
  placeholdersOf(kind)
    .map(({ name }) => name)
    .filter((name) => ![name, ...formsOf(name)].some((form) => used.includes(form)) && !isForm(kind, name));

/** Other names by which a template uses the same datum. */
const formsOf = (name: string): string[] => [`有${name}`, inLines(name)];

const isForm = (kind: DocumentType, name: string): boolean =>
  placeholdersOf(kind).some((other) => formsOf(other.name).includes(name));

function walk(
  tags: readonly Tag[],
  known: readonly Placeholder[],
  see: (tag: Tag, known: readonly Placeholder[]) => void,
): void {
  for (const tag of tags) {
    see(tag, known);
    const items = known.find(({ name }) => name === tag.name)?.inside ?? [];
    walk(tag.inside, [...items, ...known], see);
  }
}

function faultOf({ name, sort }: Tag, known: readonly Placeholder[]): Fault | undefined {
  if (sort === 'other') {
    return {
      field: name,
      message: `“${name}”的写法不支持。占位符只能写成“{{名称}}”，重复段写成“{{#名称}}”和“{{/名称}}”。`,
    };
  }
  if (known.some((p) => p.name === name)) {
    const repeats = known.find((p) => p.name === name)?.inside !== undefined;
    if (!repeats || sort === 'loop') return undefined;
    return { field: name, message: `“${name}”有多项，要写成“{{#${name}}}”和“{{/${name}}}”，中间写每一项的内容。` };
  }
  const near = nearest(name, known);
  const hint = near === undefined ? '请对照可用的名称。' : `是不是“{{${near}}}”？`;
  return { field: name, message: `没有叫“{{${name}}}”的占位符，${hint}` };
}

/** The name that shares most letters, if it shares at least half of them. */
function nearest(name: string, known: readonly Placeholder[]): string | undefined {
  const likeness = (other: string) => {
    const shared = [...new Set(name)].filter((letter) => other.includes(letter)).length;
    return (2 * shared) / (new Set(name).size + new Set(other).size);
  };
  const [best] = known
    .map((p) => ({ name: p.name, likeness: likeness(p.name) }))
    .sort((a, b) => b.likeness - a.likeness);
  return best !== undefined && best.likeness >= 0.5 ? best.name : undefined;
}
