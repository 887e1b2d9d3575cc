import { stringify } from 'csv-stringify/sync';
import type { Refusal } from '#shared/kernel/refusal';
import type { Result } from '#shared/kernel/result';
import { saveFile } from './save';

/** CSV that Excel opens without mojibake (UTF-8 with BOM, CRLF); text that Excel would run as a formula is defused. */
export const csvText = (rows: readonly (readonly (string | number | null)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { bom: true, record_delimiter: 'windows', escape_formulas: true },
  );

export const writeCsv = (
  path: string,
  rows: readonly (readonly (string | number | null)[])[],
): Promise<Result<{ bytes: number }, Refusal>> => saveFile(path, csvText(rows));
