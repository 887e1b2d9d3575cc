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
    for (let i = 0; i < length; i++) if (this.has(i)) this.ones++;
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
}
