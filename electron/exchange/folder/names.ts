/** A stream: what one desk writes, in a folder of its own. It begins anew with another name, never in place. */
export interface StreamName {
  readonly device: string;
  readonly stream: string;
}

/** A file of a stream: the steps `from` to `to` of it. Files that were joined are the steps of all of them. */
export interface Segment {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const STREAM = /^([A-Za-z0-9][A-Za-z0-9-]{0,63})\.([0-9a-f]{16})$/;
const SEGMENT = /^([0-9]{8})-([0-9]{8})\.jrd$/;
const NOTE = /^sync 1 ([0-9a-f]{16}) ([0-9]{1,8})-([0-9]{1,8}) ([0-9]{1,15})$/;
export const HEAD = 'head.json';

export const streamFolder = ({ device, stream }: StreamName): string => `${device}.${stream}`;

/** Whatever is called otherwise, such as the conflict copies of file-sync tools, is no stream. */
export function readStreamFolder(name: string): StreamName | undefined {
  const [, device, stream] = STREAM.exec(name) ?? [];
  return device === undefined || stream === undefined ? undefined : { device, stream };
}

export const segmentName = (from: number, to: number): string =>
  `${String(from).padStart(8, '0')}-${String(to).padStart(8, '0')}.jrd`;

export function readSegmentName(name: string): Segment | undefined {
  const [, from, to] = (SEGMENT.exec(name) ?? []).map(Number);
  return from === undefined || to === undefined || from < 1 || to < from ? undefined : { name, from, to };
}

/** The name a file has until it is whole. */
export const temporaryName = (name: string): string => `~${name}.tmp`;
const LEFT_OVER = /^~(head\.json|[0-9]{8}-[0-9]{8}\.jrd|[0-9a-f]{64}\.age)\.tmp$/;
/** What a desk that was cut off left in its stream; tools that copy files have temporary names of their own. */
export const isLeftOver = (name: string): boolean => LEFT_OVER.test(name);

/** What a package of a stream says of itself, under its signature: a file under another name or in another stream gives itself away. */
export interface Place {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  /** Ops of the stream up to its end. */
  readonly ops: number;
}

export const placeNote = ({ stream, from, to, ops }: Place): string => `sync 1 ${stream} ${from}-${to} ${ops}`;

export function readPlace(note: string | undefined): Place | undefined {
  const [, stream, from, to, ops] = NOTE.exec(note ?? '') ?? [];
  return stream === undefined ? undefined : { stream, from: Number(from), to: Number(to), ops: Number(ops) };
}

/** The file that goes on after `read` steps; the one that goes furthest when there are several. */
export const nextSegment = (names: readonly string[], read: number): Segment | undefined =>
  names
    .flatMap((name) => readSegmentName(name) ?? [])
    .filter(({ from, to }) => from <= read + 1 && to > read)
    .reduce<Segment | undefined>((best, one) => (best === undefined || one.to > best.to ? one : best), undefined);

/** Small files of a stream that lie side by side and may become one; undefined while they are few. */
export function joinable(
  files: readonly { readonly from: number; readonly to: number; readonly bytes: number }[],
  limits: { readonly files: number; readonly bytes: number },
): { readonly from: number; readonly to: number } | undefined {
  let run: { from: number; to: number; bytes: number }[] = [];
  for (const file of files) {
    run = file.bytes <= limits.bytes ? [...run, file] : [];
    const [first] = run;
    if (run.length >= limits.files && first !== undefined) return { from: first.from, to: file.to };
  }
  return undefined;
}
