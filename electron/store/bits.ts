/** One bit per row of a segment. */
export class Bits {
  private readonly bytes: Uint8Array;
  private ones = 0;
  constructor(
    readonly length: number,
    bytes?: Uint8Array,
  ) {
    this.bytes = new Uint8Array(Math.ceil(length / 8));
    if (bytes === undefined) return;
    this.bytes.set(bytes.subarray(0, this.bytes.length));
    for (const byte of this.bytes) this.ones += ONES[byte] as number;
  }
  get count(): number {
    return this.ones;
  }
  has(i: number): boolean {
    return ((this.bytes[i >> 3] ?? 0) & (1 << (i & 7))) !== 0;
  }
  set(i: number): void {
    if (i >= this.length || this.has(i)) return;
    this.bytes[i >> 3] = (this.bytes[i >> 3] ?? 0) | (1 << (i & 7));
    this.ones++;
  }
  clear(i: number): void {
    if (!this.has(i)) return;
    this.bytes[i >> 3] = (this.bytes[i >> 3] ?? 0) & ~(1 << (i & 7));
    this.ones--;
  }
  copy(): Bits {
    return new Bits(this.length, this.bytes);
  }
  toBytes(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
  /** A byte per row, 1 where the bit is set. */
  toMask(): Uint8Array {
    const mask = new Uint8Array(this.bytes.length * 8);
    for (let i = 0; i < this.bytes.length; i++) {
      for (let byte = this.bytes[i] as number, at = i * 8; byte !== 0; byte >>= 1, at++) mask[at] = byte & 1;
    }
    return mask.subarray(0, this.length);
  }
}

/** How many bits of a byte are set. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
