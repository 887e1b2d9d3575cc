import { call } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { PDF, useSaveAs } from '../../ui/ExportButton';
import { useToast } from '../../ui/toast';
import { DOCX, fileNameOf, nameOf, type PaperRow } from './words';

/** What can be done with a paper that was issued. */
export function usePaperDeeds() {
  const confirm = useConfirm();
  const toast = useToast();
  const { saveAs } = useSaveAs();
  return {
    save: (paper: PaperRow, format: 'docx' | 'pdf') =>
      saveAs({
        method: 'papers.save',
        input: (file) => ({ id: paper.id, format, file }),
        name: fileNameOf(paper, format),
        kind: format === 'pdf' ? PDF : DOCX,
        title: `保存${nameOf(paper)}`,
      }),
    print: async (paper: PaperRow) => {
      const done = await call('papers.print', { id: paper.id });
      if (!done.ok) toast.refused(done.error);
    },
    withdraw: async (paper: PaperRow) => {
      const answer = await confirm({
        title: `作废${nameOf(paper)}？`,
        body: '作废后文号保留、不再使用，存档文件仍可查看。已经送达的，请另行告知收件人。',
        reason: 'required',
        ok: '作废',
        danger: true,
      });
      if (answer === undefined) return;
      const done = await call('papers.void', { id: paper.id, reason: answer.reason });
      if (done.ok) toast.saved(done.value.savedAt);
      else toast.refused(done.error);
    },
  };
}
