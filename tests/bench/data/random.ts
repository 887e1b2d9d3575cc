/** Numbers that look drawn and are not: the same seed gives the same run (Mulberry32). */
export class Dice {
  private state: number;
  constructor(...seed: readonly number[]) {
    this.state = seed.reduce((mixed, n) => Math.imul(mixed ^ n, 0x9e37_79b1) ^ (n >>> 7), 0x2545_f491) >>> 0;
  }

  /** 0 up to, but not, `below`. */
  below(below: number): number {
    return Math.floor(this.unit() * below);
  }
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }
  chance(share: number): boolean {
    return this.unit() < share;
  }
  pick<T>(list: readonly T[]): T {
    return at(list, this.below(list.length));
  }
  /** The first ones come often, the last ones hardly ever, as units, streets and surnames do. */
  skewed<T>(list: readonly T[]): T {
    return at(list, Math.floor(this.unit() ** 2.5 * list.length));
  }
  hex(bytes: number): string {
    let text = '';
    while (text.length < bytes * 2) text += this.next().toString(16).padStart(8, '0');
    return text.slice(0, bytes * 2);
  }

  private unit(): number {
    return this.next() / 4_294_967_296;
  }
  private next(): number {
    this.state = (this.state + 0x6d2b_79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }
}

function at<T>(list: readonly T[], i: number): T {
  const item = list[i];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
