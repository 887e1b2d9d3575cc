import type { PackageManifest } from '#shared/domain/exchange/package';
import type { Op } from '#shared/ledger/op';
import type { Member } from './member';
import { holds } from './truth';

/** What people said of a key, and the op that says it. */
interface Word {
  readonly what: 'paired' | 'retired';
  readonly sign: string;
  readonly op: Pick<Op, 'space' | 'id'>;
}

export type Believed = 'taken' | 'retired' | 'unknown';

/** Who said what of whose key, written down beside the stores; and so whom a desk that heard of it must believe. */
export class Trusts {
  private readonly words: Word[] = [];

  say(what: Word['what'], sign: string, op: Word['op']): void {
    this.words.push({ what, sign, op });
  }

  /** Did anybody retire it? */
  isRetired(sign: string): boolean {
    return this.words.some((word) => word.what === 'retired' && word.sign === sign);
  }

  /** A desk that works with its keys keeps in mind what it heard of retired ones. */
  heard(member: Member): void {
    for (const { what, sign, op } of this.words) {
      if (what === 'retired' && holds(member.desk, op)) member.retired.add(sign);
    }
  }

  /** A retired key is good for nothing, whoever speaks for it and whenever it signed. */
  of(member: Member, { sign, voucher }: PackageManifest['from']): Believed {
    const heardOf = (what: Word['what'], key: string) =>
      this.words.some((word) => word.what === what && word.sign === key && holds(member.desk, word.op));
    const isRetired = (key: string) => member.retired.has(key) || heardOf('retired', key);
    if (isRetired(sign) || member.former.some((own) => own.sign === sign)) return 'retired';
    if (heardOf('paired', sign)) return 'taken';
    if (voucher === undefined) return 'unknown';
    if (isRetired(voucher.unit)) return 'retired';
    const { keys, unit } = member.home.office;
    return keys.unitPairs(unit).some((own) => own.sign === voucher.unit) ? 'taken' : 'unknown';
  }
}
