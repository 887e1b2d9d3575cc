/** Pages of a PDF, by the count that its page tree states; undefined where it is packed away or the file is none. */
export function pdfPages(pdf: Uint8Array): number | undefined {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const counts = [...text.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)];
  const pages = Math.max(0, ...counts.map(([, after, before]) => Number(after ?? before)));
  return pages > 0 ? pages : undefined;
}
