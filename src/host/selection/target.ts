import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { RefOf } from '../attachments/chipRef.ts';
import { rangeLabel } from '../rangeLabel.ts';
import { symbolAt } from './symbolAt.ts';

/** Lines around an empty one that go along, so that the model sees where something is to be put. */
const AROUND = 5;

/** What a person means in an editor. */
export interface Target {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  /** `src/a.ts:3-9` */
  readonly label: string;
}

/**
 * The selection; where nothing but space is selected the innermost symbol at the cursor, or else
 * its line, with those around it where that is blank, or the whole file.
 * @throws PlumbError if no editor is open, or there is nothing in it
 */
export async function targetIn(
  editor: vscode.TextEditor | undefined,
  otherwise: 'line' | 'file',
): Promise<Target> {
  if (editor === undefined) {
    throw new PlumbError(l10n.t('Open a file and select some code first.'));
  }
  const { document, selection } = editor;
  const range = hasText(document, selection)
    ? new vscode.Range(selection.start, selection.end)
    : ((await symbolAt(document, selection.active)) ??
      (otherwise === 'file' ? wholeOf(document) : linesAt(document, selection.active.line)));
  if (range.isEmpty) {
    throw new PlumbError(
      l10n.t('There is nothing in this file yet. Write or select something first.'),
    );
  }
  return targetOf(document, range);
}

export function targetOf(document: vscode.TextDocument, range: vscode.Range): Target {
  return {
    document,
    range,
    label: rangeLabel(vscode.workspace.asRelativePath(document.uri), range),
  };
}

/** Whole lines around a range: what a problem or a test stands in. */
export function surroundings(
  document: vscode.TextDocument,
  range: vscode.Range,
  lines: number,
): Target {
  const wanted = new vscode.Range(
    Math.max(0, range.start.line - lines),
    0,
    range.end.line + lines,
    Number.MAX_VALUE,
  );
  return targetOf(document, document.validateRange(wanted));
}

/** As it goes along with a message. */
export function refOfTarget({ document, range: { start, end } }: Target): RefOf<'selection'> {
  return {
    kind: 'selection',
    uri: document.uri.toString(),
    range: [start.line, start.character, end.line, end.character],
  };
}

function hasText(document: vscode.TextDocument, range: vscode.Range): boolean {
  return !range.isEmpty && document.getText(range).trim() !== '';
}

function linesAt(document: vscode.TextDocument, line: number): vscode.Range {
  const { text, range } = document.lineAt(line);
  return text.trim() === '' ? surroundings(document, range, AROUND).range : range;
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
}
