import { admitName } from '#shared/domain/attachments/admit';
import { PIECE_BYTES } from '#shared/contract/attachments';
import type { RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Blobs, Incoming } from '../../store/blobs';
import { type Arriving, noUpload } from './store';

/** A screen sends one file after another; what it left behind when it was closed makes room for newer ones. */
const MOST = 4;

export interface Upload extends Arriving {
  readonly on: RecordId;
  /** As announced; not a byte more is taken. */
  readonly bytes: number;
  readonly incoming: Incoming;
}

/** Files on their way from the screen, piece by piece. */
export class Uploads {
  private readonly open = new Map<string, Upload>();
  constructor(
    private readonly blobs: Blobs,
    private readonly newId: () => string,
  ) {}

  begin(file: Omit<Upload, 'incoming'>): Result<string, Refusal> {
    const allowed = admitName(file.name, file.bytes);
    if (!allowed.ok) return allowed;
    for (const id of [...this.open.keys()].slice(0, -(MOST - 1))) this.abandon(id);
    const id = this.newId();
    this.open.set(id, { ...file, incoming: this.blobs.begin(file.bytes) });
    return ok(id);
  }

  /** Undefined when the piece was taken. */
  piece(id: string, at: number, bytes: Uint8Array): Refusal | undefined {
    const upload = this.open.get(id);
    if (upload === undefined) return noUpload().error;
    const fits = at === upload.incoming.bytes && bytes.length <= PIECE_BYTES && at + bytes.length <= upload.bytes;
    if (!fits) {
      this.abandon(id);
      return refuse('attachment.badPiece', '附件内容在传送中出错，请重新添加。').error;
    }
    try {
      upload.incoming.write(bytes);
    } catch (error) {
      this.open.delete(id);
      throw error;
    }
    return undefined;
  }

  /** Gives out an upload that is whole; whoever takes it keeps or discards it. */
  take(id: string): Result<Upload, Refusal> {
    const upload = this.open.get(id);
    if (upload === undefined) return noUpload();
    if (upload.incoming.bytes !== upload.bytes) {
      this.abandon(id);
      return noUpload();
    }
    this.open.delete(id);
    return ok(upload);
  }

  abandon(id: string): void {
    this.open.get(id)?.incoming.discard();
    this.open.delete(id);
  }
}
