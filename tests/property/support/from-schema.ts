import fc from 'fast-check';

/** As much of JSON Schema as the contract's description uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
}

export interface Known {
  readonly ids: readonly string[];
  readonly files: readonly string[];
}

const DAYS = [
  '2026-11-02',
  '2026-11-15',
  '2026-03-02',
  '2026-10-01',
  '2024-02-29',
  '2031-05-05',
  '9999-12-31',
  '0100-01-01',
];
const TEXTS = [
  '李桂兰',
  'lgl',
  '13861234567',
  '11010519491231002X',
  '',
  ' ',
  '=1+1',
  '\u0000',
  '😀',
  '\ud800',
  '__proto__',
  '%_*',
  '(',
];

/** Anything JSON can say, keys of the prototype included. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, [], '', 0, -1, JSON.parse('{"__proto__":{"polluted":true}}'), {
    constructor: { prototype: {} },
  }),
);

/** Mostly what a method takes, so that it gets past the door; now and then one part of it is something else. */
export function inputOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fitting(schema, known, ''), weight: 40 }, { arbitrary: anything, weight: 1 });
}

function fitting(schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => inputOf(choice, known)));
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  switch (type) {
    case 'object': {
      const parts = Object.entries(schema.properties ?? {}).map(
        ([key, part]) => [key, part, namedInput(part, known, key)] as const,
      );
      return fc.record(Object.fromEntries(parts.map(([key, , value]) => [key, value])), {
        requiredKeys: parts.map(([key]) => key).filter((key) => schema.required?.includes(key)),
      });
    }
    case 'array':
      return fc.array(namedInput(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3)),
      });
    case 'string':
      return stringOf(schema, known, name);
    case 'integer':
      return fc.oneof(
        fc.integer({ min: 0, max: 9 }),
        fc.integer(),
        fc.constantFrom(schema.minimum ?? 1, schema.maximum ?? 200, 2026),
      );
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    default:
      return anything;
  }
}

const namedInput = (schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: fitting(schema, known, name), weight: 40 }, { arbitrary: anything, weight: 1 });

function stringOf(schema: Schema, known: Known, name: string): fc.Arbitrary<string> {
  if (name === 'file') return fc.constantFrom(...known.files);
  if (schema.pattern?.startsWith('^[a-zA-Z]+\\/') === true) {
    return fc.oneof(
      fc.constantFrom(...known.ids),
      fc.constantFrom('visits/none', 'constructor/x', 'rosters/__proto__'),
    );
  }
  if (schema.pattern !== undefined) return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), fc.string());
  const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 30 }));
  return schema.maxLength === undefined ? fc.oneof(fc.constantFrom(...DAYS), text) : text;
}
