import { z } from 'zod';
import type { Contract } from '#shared/contract/define';

export interface MethodDescription {
  readonly method: string;
  readonly kind: string;
  readonly title: string;
  /** JSON Schema. */
  readonly input: unknown;
  readonly output: unknown;
}

/** The contract for people and scripts: `desk --list` and docs/METHODS.md. */
export const describe = (contract: Contract): MethodDescription[] =>
  Object.entries(contract)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([method, { kind, title, input, output }]) => ({
      method,
      kind,
      title,
      input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
      output: z.toJSONSchema(output, { io: 'input', unrepresentable: 'any' }),
    }));
