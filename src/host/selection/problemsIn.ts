import * as vscode from 'vscode';
import type { RefOf } from '../attachments/chipRef.ts';
import type { Target } from './target.ts';

/** What is reported of the lines of a target, to go along with it; undefined if nothing is. */
export function problemsIn({ document, range }: Target): RefOf<'problems'> | undefined {
  const isReported = vscode.languages
    .getDiagnostics(document.uri)
    .some(problem => problem.range.intersection(range) !== undefined);
  if (!isReported) return undefined;
  const lines: [number, number] = [range.start.line, range.end.line];
  return { kind: 'problems', uri: document.uri.toString(), lines };
}
