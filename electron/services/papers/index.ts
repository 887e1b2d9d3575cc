import type { PaperRow, papersContract } from '#shared/contract/papers';
import { decideVoidPaper } from '#shared/domain/documents/decide-paper';
import { paperKind } from '#shared/domain/documents/kinds';
import { calledKinds } from '#shared/domain/documents/paper-called';
import { BUILTIN } from '#shared/domain/documents/template';
import type { RecordId } from '#shared/kernel/ids';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import { hlcMillis } from '#shared/ledger/hlc';
import { saveFile } from '../../documents/save';
import type { Handlers } from '../../ipc/router';
import { foundCase } from '../cases/index';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { printed } from '../printed';
import { type CasePaper, foundPaper, papersOf } from './access';
import { dossierOfCase } from './dossier';
import { draftOf } from './draft';
import { findingsOf, issuePaper, reissuePaper } from './issue';
import { drawn, noWindow, Pictures, templateInUse } from './make';
import { numberFor } from './numbers';

/** 文书 of a case: drafted, checked, numbered, issued, archived, seen again. */
export function papersService(deps: ServiceDeps): Handlers<typeof papersContract> {
  const { store, blobs, shell } = deps;
  const pictures = new Pictures(deps);
  const docxOf = async (id: RecordId) => {
    const found = foundPaper(store, id);
    return found.ok ? blobs.read(found.value.paper.docx.sha256) : found;
  };
  const soundness = async (what: string, sha256: string) => {
    if (!blobs.has(sha256))
      return { sound: false, problem: `本机没有存档的 ${what} 文件，可能还没有收到，请从备份恢复。` };
    const content = await blobs.read(sha256);
    return content.ok
      ? { sound: true }
      : {
          sound: false,
          problem: `存档的 ${what} 文件与出具时的校验码不一致，可能被改动或者磁盘有损坏，请从备份恢复。`,
        };
  };

  return {
    'papers.list': ({ case: id }) => {
      const record = foundCase(store, id);
      if (!record.ok) return record;
      const papers = papersOf(store, id);
      return ok({ papers: papers.map(rowOf).toReversed(), called: [...calledKinds(record.value, papers)] });
    },
    'papers.get': async ({ id }) => {
      const found = foundPaper(store, id);
      if (!found.ok) return found;
      const { paper } = found.value;
      const [docx, pdf] = [await soundness('Word', paper.docx.sha256), await soundness('PDF', paper.pdf.sha256)];
      return ok({ paper: rowOf(paper), data: paper.data, docx, pdf });
    },
    'papers.draft': (ask, call) => draftOf(deps, ask, call),
    'papers.check': async (ask, call) => {
      const record = foundCase(store, ask.case);
      if (!record.ok) return record;
      const number = await numberFor(deps, ask, call.now);
      const docNo = number.ok ? number.value?.docNo : undefined;
      return ok({
        findings: [...findingsOf(store, record.value, ask, call.now)],
        ...(docNo === undefined ? {} : { docNo }),
        ...(number.ok ? {} : { problem: number.error.message }),
      });
    },
    'papers.preview': async ({ page, ...ask }, call) => {
      const template = await templateInUse(deps, ask.kind);
      if (!template.ok) return template;
      const number = await numberFor(deps, ask, call.now);
      const organ = directoryOf(store).directory().units.get(ask.organ)?.name;
      const docNo = number.ok ? number.value?.docNo : undefined;
      const given = { ...(organ && { organ }), ...(docNo && { docNo }) };
      const docx = await drawn(ask.kind, template.value.bytes, { ...given, ...ask.data, ...(organ && { organ }) });
      return docx.ok ? pictures.of(docx.value, page) : docx;
    },
    'papers.issue': (ask, call) => issuePaper(deps, ask, call),
    'papers.reissue': (ask, call) => reissuePaper(deps, ask, call),
    'papers.void': async ({ id, reason }, call) => {
      const found = foundPaper(store, id);
      if (!found.ok) return found;
      const { record, paper } = found.value;
      const decided = decideVoidPaper(record, paper, paper.standing, reason);
      if (!decided.ok) return decided;
      const txn = await store.commit(decided.value, call.actor);
      return ok({ savedAt: hlcMillis(txn.hlc) });
    },
    'papers.picture': async ({ id, page }) => {
      const docx = await docxOf(id);
      return docx.ok ? pictures.of(docx.value, page) : docx;
    },
    'papers.save': async ({ id, format, file }) => {
      const found = foundPaper(store, id);
      if (!found.ok) return found;
      const path = await shell.resolve(file);
      if (path === undefined) return refuse('file.unknownHandle', '请重新选择保存位置。');
      const content = await blobs.read(found.value.paper[format].sha256);
      return content.ok ? saveFile(path, content.value) : content;
    },
    'papers.print': async ({ id }) => {
      if (!shell.available) return noWindow('打印文书');
      const docx = await docxOf(id);
      return docx.ok ? printed(await shell.docxPrint(docx.value)) : docx;
    },
    'papers.dossier': async ({ case: id }) => {
      const record = foundCase(store, id);
      if (!record.ok) return record;
      const { files, pageCount } = await dossierOfCase(deps, record.value);
      return ok({ files: [...files], pageCount });
    },
  };
}

const rowOf = (paper: CasePaper): PaperRow => ({
  id: paper.id,
  case: paper.case,
  kind: paper.kind,
  title: paperKind(paper.kind).title,
  organ: paper.organ,
  organName: paper.organName,
  version: paper.version,
  standing: paper.standing,
  issuedOn: paper.issuedOn,
  issuedAt: paper.issuedAt,
  issuedBy: paper.issuedBy,
  template: paper.template === BUILTIN ? 'builtin' : 'own',
  docx: paper.docx,
  pdf: paper.pdf,
  ...(paper.docNo === undefined ? {} : { docNo: paper.docNo }),
  ...(paper.replaces === undefined ? {} : { replaces: paper.replaces }),
  ...(paper.reissueReason === undefined ? {} : { reissueReason: paper.reissueReason }),
  ...(typeof paper.voidReason === 'string' ? { voidReason: paper.voidReason } : {}),
  ...(paper.addressee === undefined ? {} : { addressee: paper.addressee }),
  ...(paper.toUnit === undefined ? {} : { toUnit: paper.toUnit }),
});
