import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line asks of the window program; everything else on it belongs to Chromium. */
export interface Flags {
  /** `--data DIR`: this data folder, for this run only. */
  readonly data?: string;
  /** `--demo`: a throwaway data folder filled with the demo centre. */
  readonly demo: boolean;
  /** `--smoke FILE.png`: picture the first usable screen, say how long it took, quit. */
  readonly smoke?: string;
  /** `--unchecked`: answers leave as in the packaged program, without the checks of development. */
  readonly unchecked: boolean;
}

export function readFlags(argv: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      data: { type: 'string' },
      demo: { type: 'boolean' },
      smoke: { type: 'string' },
      unchecked: { type: 'boolean' },
    },
  });
  return {
    ...path('data', values.data),
    ...path('smoke', values.smoke),
    demo: values.demo === true,
    unchecked: values.unchecked === true,
  };
}

const path = <K extends string>(key: K, value: unknown) =>
  typeof value === 'string' && value !== '' ? { [key]: resolve(value) } : {};
