import { isNewlineRemark, requireBlank, type PatchRow } from './patchRows.ts';
import { describeRow, PatchSyntaxError } from './refusal.ts';

/**
 * The text of a file that a patch adds. `@@` rows and a last `*** End of File` say nothing here. An
 * empty row between added ones is an empty line whose + got lost: it can be nothing else.
 * @param next what may come after the lines, for the error
 * @throws PatchSyntaxError if a row that says something does not begin with +
 */
export function addedText(rows: readonly PatchRow[], next: string): string {
  const telling = rows.filter(({ text }) => !text.startsWith('@@'));
  const end = telling.findLastIndex(({ text }) => text.startsWith('+')) + 1;
  const after = telling.slice(end);
  const remark = after.findIndex(isNewlineRemark);
  requireBlank(
    after.filter(row => !isNewlineRemark(row) && row.text.trim() !== '*** End of File'),
    `a line that begins with + as every line of an added file does, or ${next}`,
  );
  const text = telling.slice(0, end).map(addedLine).join('\n');
  return end === 0 || remark !== -1 ? text : `${text}\n`;
}

function addedLine(row: PatchRow): string {
  if (row.text.startsWith('+')) return row.text.slice(1);
  if (row.text === '') return '';
  throw new PatchSyntaxError(
    row.line,
    describeRow(row),
    'a line that begins with +, as every line of an added file does',
  );
}
