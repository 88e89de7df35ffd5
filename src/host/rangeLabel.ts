import type * as vscode from 'vscode';

/** `src/a.ts:3-9` */
export function rangeLabel(path: string, { start, end }: vscode.Range): string {
  const line = start.line + 1;
  // A selection that ends before the first character of a line does not show that line.
  const last = end.character === 0 ? end.line : end.line + 1;
  return `${path}:${line}${last > line ? `-${last}` : ''}`;
}
