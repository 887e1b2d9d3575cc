import type { PaperData } from '#shared/domain/documents/data';
import type { DocumentType } from '#shared/domain/documents/kinds';
import { fillable } from '#shared/domain/documents/paper-form';
import { BUILTIN, type OwnTemplate, readTemplate, templateId } from '#shared/domain/documents/template';
import type { JsonObject } from '#shared/kernel/json';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { builtinTemplate, fillTemplate } from '../../documents/docx/index';
import { pdfPages } from '../../documents/pdf-pages';
import { BLOB_PATH } from '../../ipc/sender';
import type { ServiceDeps } from '../deps';
import { drawingsOf } from '../drawings';

type Deps = Pick<ServiceDeps, 'store' | 'blobs' | 'shell'>;

/** A template as it is used: its bytes, and `builtin` or the hash of the centre's own. */
export interface TemplateInUse {
  readonly bytes: Uint8Array;
  readonly name: string;
}

export const ownTemplate = ({ store }: Pick<Deps, 'store'>, kind: DocumentType): OwnTemplate | undefined =>
  readTemplate(store.get(templateId(kind)));

/** The centre's own template where there is one, else ours; one whose content is not here is told. */
export async function templateInUse(deps: Deps, kind: DocumentType): Promise<Result<TemplateInUse, Refusal>> {
  const own = ownTemplate(deps, kind);
  if (own === undefined) return ok({ bytes: await builtinTemplate(kind), name: BUILTIN });
  const content = await deps.blobs.read(own.sha256);
  return content.ok
    ? ok({ bytes: content.value, name: own.sha256 })
    : refuse(
        'template.missing',
        `本中心的模板“${own.name}”在本机没有内容或者已经损坏。请在“系统设置—文书模板”中重新导入，或者恢复内置模板。`,
      );
}

/** The Word document, from data that may be half filled in. */
export const drawn = (
  kind: DocumentType,
  template: Uint8Array,
  data: JsonObject,
): Promise<Result<Uint8Array, Refusal>> => fillTemplate(kind, template, fillable(kind, data) as PaperData);

/** A picture of one page of a Word document, by the address under which the window fetches it, with the number of its pages. */
export class Pictures {
  private last: { readonly docx: string; readonly pages: number } | undefined;
  constructor(private readonly deps: Pick<Deps, 'shell' | 'blobs'>) {}

  async of(docx: Uint8Array, page: number): Promise<Result<{ picture: string; page: number; pages: number }, Refusal>> {
    const { shell, blobs } = this.deps;
    if (!shell.available) return noWindow('预览文书');
    const key = Buffer.from(docx).toString('base64');
    const counted = this.last?.docx === key ? Promise.resolve(this.last.pages) : this.count(docx);
    const [pages, png] = await Promise.all([counted, shell.docxPng(docx, page)]);
    this.last = { docx: key, pages };
    return ok({
      picture: BLOB_PATH + drawingsOf(blobs).add(png),
      page: Math.min(page, pages),
      pages,
    });
  }

  private async count(docx: Uint8Array): Promise<number> {
    return pdfPages(await this.deps.shell.docxPdf(docx)) ?? 1;
  }
}

export const noWindow = (what: string) => refuse('shell.unavailable', `${what}要生成 PDF，请在窗口程序中进行。`);
