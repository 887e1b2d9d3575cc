import type { Verdict } from '#shared/domain/exchange/verdict';

/** Why a package cannot be taken in; thrown by the reader's inside and turned into its answer. */
export class PackageFault extends Error {
  constructor(
    readonly verdict: Verdict,
    /** For the log, not for the person. */
    detail: string,
    readonly more: { readonly needsPassphrase?: boolean; readonly revoked?: boolean } = {},
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'PackageFault';
  }
}

export const damaged = (detail: string): PackageFault => new PackageFault('damaged', detail);
