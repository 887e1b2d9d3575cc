/** Content on its way to the window. */
export interface Shown {
  readonly type: string;
  readonly body: ReadableStream<Uint8Array>;
}

type Pieces = ReadableStreamDefaultController<Uint8Array>;

/** Attachments the host process sends piece by piece; all of them end when it does. */
export class Previews {
  private readonly asked = new Map<number, (shown: Shown | undefined) => void>();
  private readonly open = new Map<number, Pieces>();

  expect(id: number): Promise<Shown | undefined> {
    return new Promise((resolve) => this.asked.set(id, resolve));
  }

  begin(id: number, type: string | null): void {
    const answer = this.asked.get(id);
    this.asked.delete(id);
    if (type === null) {
      answer?.(undefined);
      return;
    }
    const body = new ReadableStream<Uint8Array>({
      start: (pieces) => void this.open.set(id, pieces),
      cancel: () => void this.open.delete(id),
    });
    answer?.({ type, body });
  }

  piece(id: number, bytes: Uint8Array, last: boolean): void {
    const pieces = this.open.get(id);
    pieces?.enqueue(bytes);
    if (last) pieces?.close();
    if (last) this.open.delete(id);
  }

  /** The other side is gone. */
  end(): void {
    for (const answer of this.asked.values()) answer(undefined);
    for (const pieces of this.open.values()) pieces.error(new Error('the host process ended'));
    this.asked.clear();
    this.open.clear();
  }
}
