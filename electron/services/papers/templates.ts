import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { localDateAt } from '#shared/calendar/local-date';
import type { paperSettingsContract, TemplateRow } from '#shared/contract/paper-settings';
import { DOCUMENT_TYPES, type DocumentType, paperKind } from '#shared/domain/documents/kinds';
import { sampleData } from '#shared/domain/documents/samples';
import { decideResetTemplate, decideUseTemplate, refuseLacking, templateId } from '#shared/domain/documents/template';
import type { FileHandle } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { hlcMillis } from '#shared/ledger/hlc';
import { builtinTemplate, checkTemplate } from '../../documents/docx/index';
import { refusalOf, saveFile } from '../../documents/save';
import type { Handlers } from '../../ipc/router';
import { keepBytes } from '../attachments/store';
import type { ServiceDeps } from '../deps';
import { saver } from '../records';
import { drawn, ownTemplate, Pictures } from './make';

type TemplateMethod = Extract<keyof typeof paperSettingsContract, `paperTemplates.${string}`>;
const LARGEST = 10 * 1024 * 1024;

/** 文书模板: ours, or the centre's own in its place. */
export function templatesService(deps: ServiceDeps): Pick<Handlers<typeof paperSettingsContract>, TemplateMethod> {
  const { store, blobs, shell } = deps;
  const save = saver(store);
  const pictures = new Pictures(deps);
  const bytesOf = async (kind: DocumentType, which: 'builtin' | 'own'): Promise<Result<Uint8Array, Refusal>> => {
    const own = ownTemplate(deps, kind);
    if (which === 'builtin') return ok(await builtinTemplate(kind));
    return own === undefined ? refuse('template.builtin', '这个文种用的是内置模板。') : blobs.read(own.sha256);
  };

  return {
    'paperTemplates.list': () => ok({ templates: DOCUMENT_TYPES.map((kind) => rowOf(deps, kind)) }),
    'paperTemplates.import': async ({ kind, file }, call) => {
      const read = await readTemplateFile(deps, file);
      if (!read.ok) return read;
      const { bytes, name } = read.value;
      const checked = await checkTemplate(kind, bytes);
      if (!checked.ok) return checked;
      const lacking = refuseLacking(kind, checked.value.placeholders);
      if (lacking !== undefined) return lacking;
      const kept = await keepBytes(blobs, { name, bytes, source: 'file' }, call.now);
      if (!kept.ok) return kept;
      const { sha256, bytes: size } = kept.value;
      const own = { sha256, bytes: size, name, since: localDateAt(call.now) };
      const decided = decideUseTemplate(store.get(templateId(kind)), kind, own);
      if (!decided.ok) return decided;
      const txn = await store.commit(decided.value, call.actor);
      return ok({ savedAt: hlcMillis(txn.hlc), unused: [...checked.value.unused] });
    },
    'paperTemplates.export': async ({ kind, which, file }) => {
      const path = await shell.resolve(file);
      if (path === undefined) return refuse('file.unknownHandle', '请重新选择保存位置。');
      const bytes = await bytesOf(kind, which);
      return bytes.ok ? saveFile(path, bytes.value) : bytes;
    },
    'paperTemplates.reset': ({ kind }, call) =>
      save(templateId(kind), decideResetTemplate(store.get(templateId(kind)), kind), call),
    'paperTemplates.preview': async ({ kind, which, size, page }) => {
      const bytes = await bytesOf(kind, which);
      if (!bytes.ok) return bytes;
      const docx = await drawn(kind, bytes.value, JSON.parse(JSON.stringify(sampleData(kind, size))));
      return docx.ok ? pictures.of(docx.value, page) : docx;
    },
  };
}

function rowOf(deps: ServiceDeps, kind: DocumentType): TemplateRow {
  const own = ownTemplate(deps, kind);
  const { title } = paperKind(kind);
  if (own === undefined) return { kind, title };
  const { name, since, bytes, sha256 } = own;
  return { kind, title, own: { name, since, bytes, present: deps.blobs.has(sha256) } };
}

/** The file a person picked, not larger than a template may be. */
async function readTemplateFile(
  { shell }: ServiceDeps,
  file: FileHandle,
): Promise<Result<{ bytes: Uint8Array; name: string }, Refusal>> {
  const path = await shell.resolve(file);
  if (path === undefined) return refuse('file.unknownHandle', '请重新选择文件。', { field: 'file' });
  const name = basename(path);
  try {
    if ((await stat(path)).size > LARGEST) return refuse('template.tooLarge', '模板不能超过 10 MB，请压缩其中的图片。');
    return ok({ bytes: await readFile(path), name });
  } catch (error) {
    if (refusalOf(error, name) === undefined) throw error;
    return refuse('template.unreadable', `“${name}”读不出来，请检查文件是否存在、是否正被其他程序使用。`);
  }
}
