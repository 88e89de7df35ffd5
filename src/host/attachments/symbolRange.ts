import * as vscode from 'vscode';
import { ask } from '../languages/ask.ts';
import type { RefOf } from './chipRef.ts';

type Symbols = readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[];

interface NamedRange {
  readonly name: string;
  readonly range: vscode.Range;
}

/** Lines above and below a symbol of whose end no server tells. */
const AROUND = 12;

/**
 * Where a symbol stands now: of those of its name the one that is nearest to where it was. Undefined
 * if there is none any more; the lines around it where no server lists the file's symbols.
 */
export async function findSymbolRange(
  document: vscode.TextDocument,
  { name, line }: Pick<RefOf<'symbol'>, 'name' | 'line'>,
  signal: AbortSignal,
): Promise<vscode.Range | undefined> {
  const symbols = await ask<Symbols>(signal, 'vscode.executeDocumentSymbolProvider', document.uri);
  const all = (symbols ?? []).flatMap(flat);
  if (all.length === 0) {
    return document.validateRange(
      new vscode.Range(Math.max(0, line - AROUND), 0, line + AROUND, Number.MAX_SAFE_INTEGER),
    );
  }
  const wanted = plainName(name);
  const distance = ({ range }: NamedRange): number =>
    range.contains(new vscode.Position(line, 0)) ? 0 : Math.abs(range.start.line - line);
  const [nearest] = all
    .filter(symbol => plainName(symbol.name) === wanted)
    .toSorted((a, b) => distance(a) - distance(b));
  return nearest === undefined ? undefined : wholeLines(document, nearest.range);
}

function flat(symbol: vscode.DocumentSymbol | vscode.SymbolInformation): NamedRange[] {
  if (!('children' in symbol)) return [{ name: symbol.name, range: symbol.location.range }];
  return [{ name: symbol.name, range: symbol.range }, ...symbol.children.flatMap(flat)];
}

/** Servers write a function with its brackets in one list and without them in another. */
function plainName(name: string): string {
  return name.replace(/\s*\(.*$/s, '');
}

/** Without the indentation a symbol's first line reads wrong. */
function wholeLines(document: vscode.TextDocument, { start, end }: vscode.Range): vscode.Range {
  return document.validateRange(new vscode.Range(start.line, 0, end.line, Number.MAX_SAFE_INTEGER));
}
