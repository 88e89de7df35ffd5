import * as vscode from 'vscode';
import { PlumbError } from '../base/errors.ts';
import * as l10n from '@vscode/l10n';
import { isDependency, isSecretByName } from '../tools/secretFiles.ts';
import type { Attachment } from '../chat/eventParts.ts';

/** UTF-16 code units of editor text that go along with one message. */
const LIMIT = 60_000;

/** Lines around a problem that the model sees with it. */
const AROUND = 12;

/**
 * The selected text; without a selection the innermost symbol at the cursor, or else the file.
 * @throws PlumbError if there is no editor, or too much is selected
 */
export async function selectionAttachment(
  editor: vscode.TextEditor | undefined,
): Promise<Attachment> {
  if (editor === undefined) {
    throw new PlumbError(l10n.t('Open a file and select some code first.'));
  }
  const { document, selection } = editor;
  const range = selection.isEmpty
    ? ((await symbolAt(document, selection.active)) ?? wholeOf(document))
    : selection;
  return attachment(document, range);
}

/** Whole lines around a range: what a problem stands in. */
export function surroundingsAttachment(
  document: vscode.TextDocument,
  range: vscode.Range,
): Attachment {
  return attachment(
    document,
    document.validateRange(
      new vscode.Range(
        Math.max(0, range.start.line - AROUND),
        0,
        range.end.line + AROUND,
        Number.MAX_VALUE,
      ),
    ),
  );
}

function attachment(document: vscode.TextDocument, range: vscode.Range): Attachment {
  const text = document.getText(range);
  if (text.length > LIMIT) {
    throw new PlumbError(
      l10n.t(
        'The selection has {0} characters; at most {1} can go along. Select less, or ask in the chat and let Plumb read the file.',
        text.length,
        LIMIT,
      ),
    );
  }
  const path = vscode.workspace.asRelativePath(document.uri);
  const line = range.start.line + 1;
  const label = rangeLabel(path, range);
  const origin = isSecretByName(path) ? 'secret' : isDependency(path) ? 'dependency' : 'workspace';
  return { label, path, line, language: document.languageId, text, origin };
}

/** `src/a.ts:3-9` */
export function rangeLabel(path: string, { start, end }: vscode.Range): string {
  const line = start.line + 1;
  // A selection that ends before the first character of a line does not show that line.
  const last = end.character === 0 ? end.line : end.line + 1;
  return `${path}:${line}${last > line ? `-${last}` : ''}`;
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
}

async function symbolAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Range | undefined> {
  const symbols = await vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >('vscode.executeDocumentSymbolProvider', document.uri);
  return innermost(symbols ?? [], position);
}

function innermost(
  symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[],
  position: vscode.Position,
): vscode.Range | undefined {
  for (const symbol of symbols) {
    const range = 'range' in symbol ? symbol.range : symbol.location.range;
    if (!range.contains(position)) continue;
    return ('children' in symbol ? innermost(symbol.children, position) : undefined) ?? range;
  }
  return undefined;
}
