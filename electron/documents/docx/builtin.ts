import type { DocumentType } from '#shared/domain/documents/kinds';

export const builtinTemplate = async (_kind: DocumentType): Promise<Uint8Array> => new Uint8Array();
