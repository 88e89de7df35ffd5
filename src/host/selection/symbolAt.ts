import * as vscode from 'vscode';

type AnySymbol = vscode.DocumentSymbol | vscode.SymbolInformation;

/** The innermost symbol around a place; undefined if there is none, or nothing knows the language. */
export async function symbolAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Range | undefined> {
  const symbols = await vscode.commands.executeCommand<readonly AnySymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return innermost(symbols ?? [], position);
}

function innermost(
  symbols: readonly AnySymbol[],
  position: vscode.Position,
): vscode.Range | undefined {
  for (const symbol of symbols) {
    const range = 'range' in symbol ? symbol.range : symbol.location.range;
    if (!range.contains(position)) continue;
    return ('children' in symbol ? innermost(symbol.children, position) : undefined) ?? range;
  }
  return undefined;
}
