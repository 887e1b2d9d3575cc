const BLOCK = 512;
export const TAR_BLOCK = BLOCK;
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** An ordinary file in a ustar archive, with nothing in it that differs from run to run. */
export function tarHeader(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write('00000000000\0', 136, 'latin1');
  block.write('0', 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  block.write(`${sumOf(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Zeros behind content of this size up to the next block. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
export const tarSize = (size: number): number => size + ((BLOCK - (size % BLOCK)) % BLOCK);

export interface TarEntry {
  readonly name: string;
  readonly size: number;
}

/** The entry a block heads: only as `tarHeader` writes it, so that nothing can hide in what others leave open. */
export function readTarHeader(block: Buffer): TarEntry | undefined {
  if (block.length !== BLOCK) return undefined;
  const name = block.toString('latin1', 0, 100).replace(/\0+$/, '');
  const size = /^([0-7]{11})\0$/.exec(block.toString('latin1', 124, 136))?.[1];
  if (size === undefined || !/^[a-z0-9./]{1,99}$/.test(name)) return undefined;
  const entry = { name, size: Number.parseInt(size, 8) };
  return tarHeader(entry.name, entry.size).equals(block) ? entry : undefined;
}

/** The checksum counts its own field as spaces. */
function sumOf(block: Buffer): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : (block[i] ?? 0);
  return sum;
}
