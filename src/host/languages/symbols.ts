import * as vscode from 'vscode';
import type { FoundSymbol, LanguagePort, Place } from '../../tools/languagePort.ts';
import { ask } from './ask.ts';
import { createFileNames } from './fileNames.ts';
import { settledText } from './settledText.ts';

type FileNames = ReturnType<typeof createFileNames>;

export const documentSymbols: LanguagePort['documentSymbols'] = async (path, signal) => {
  const { uri } = await settledText(path);
  const found = await ask<(vscode.DocumentSymbol | vscode.SymbolInformation)[]>(
    signal,
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  const file = { path: path.display, file: path };
  return (found ?? []).flatMap(symbol =>
    'children' in symbol
      ? nested(symbol, file, '')
      : [symbolAt(symbol, file, symbol.location.range.start, symbol.containerName)],
  );
};

export const workspaceSymbols: LanguagePort['workspaceSymbols'] = async (query, signal) => {
  const found = await ask<vscode.SymbolInformation[]>(
    signal,
    'vscode.executeWorkspaceSymbolProvider',
    query,
  );
  const names = createFileNames();
  return Promise.all(
    (found ?? []).map(async symbol =>
      symbolAt(
        symbol,
        await names(symbol.location.uri),
        symbol.location.range.start,
        symbol.containerName,
      ),
    ),
  );
};

export async function placeAt(
  names: FileNames,
  uri: vscode.Uri,
  start: vscode.Position,
): Promise<Place> {
  return { ...(await names(uri)), line: start.line + 1, column: start.character + 1 };
}

export function symbolAt(
  { name, kind }: { readonly name: string; readonly kind: vscode.SymbolKind },
  file: Pick<Place, 'path' | 'file'>,
  start: vscode.Position,
  container: string,
): FoundSymbol {
  const words = vscode.SymbolKind[kind].replace(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
  return {
    ...file,
    line: start.line + 1,
    column: start.character + 1,
    name,
    kind: words,
    container,
  };
}

function nested(
  symbol: vscode.DocumentSymbol,
  file: Pick<Place, 'path' | 'file'>,
  container: string,
): FoundSymbol[] {
  return [
    symbolAt(symbol, file, symbol.selectionRange.start, container),
    ...symbol.children.flatMap(child => nested(child, file, symbol.name)),
  ];
}
