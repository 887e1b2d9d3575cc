import { useSaveAs } from '../../ui/ExportButton';
import { type AttachmentRow, kindOf } from './words';

/** 另存: a copy of the file, checked against its hash, where the person wants it. */
export function useSaveCopy() {
  const { saveAs } = useSaveAs();
  return (file: AttachmentRow) => {
    const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase();
    return saveAs({
      method: 'attachments.save',
      input: (to) => ({ sha256: file.sha256, file: to }),
      name: file.name,
      kind: { name: kindOf(file), extensions: extension === undefined ? [] : [extension] },
      title: '附件另存为',
    });
  };
}
