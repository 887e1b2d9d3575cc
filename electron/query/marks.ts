/** The places of the ones, ascending. */
export function marked(mask: Uint8Array): Uint32Array {
  const rows = new Uint32Array(mask.length);
  let n = 0;
  for (let row = 0; row < mask.length; row++) {
    rows[n] = row;
    n += mask[row] as number;
  }
  return rows.subarray(0, n);
}

/** How many ones there are. */
export function onesIn(mask: Uint8Array): number {
  let ones = 0;
  for (let row = 0; row < mask.length; row++) ones += mask[row] as number;
  return ones;
}
