import type * as vscode from 'vscode';
import type { LanguagePort } from '../../tools/languagePort.ts';
import { ask, askAt } from './ask.ts';
import { createFileNames } from './fileNames.ts';
import { placeAt, symbolAt } from './symbols.ts';

export const definitions: LanguagePort['definitions'] = async (at, signal) => {
  const found = await askAt<(vscode.Location | vscode.LocationLink)[]>(
    at,
    signal,
    'vscode.executeDefinitionProvider',
  );
  const names = createFileNames();
  return Promise.all(
    (found ?? []).map(place =>
      'targetUri' in place
        ? placeAt(names, place.targetUri, (place.targetSelectionRange ?? place.targetRange).start)
        : placeAt(names, place.uri, place.range.start),
    ),
  );
};

export const references: LanguagePort['references'] = async (at, signal) => {
  const found = await askAt<vscode.Location[]>(at, signal, 'vscode.executeReferenceProvider');
  const names = createFileNames();
  return Promise.all((found ?? []).map(({ uri, range }) => placeAt(names, uri, range.start)));
};

export const calls: LanguagePort['calls'] = async (at, direction, signal) => {
  const items = await askAt<vscode.CallHierarchyItem[]>(at, signal, 'vscode.prepareCallHierarchy');
  if (items === undefined || items.length === 0) return undefined;
  const names = createFileNames();
  const edges = await Promise.all(
    items.map(async item => {
      const found =
        direction === 'incoming' ? await incoming(item, signal) : await outgoing(item, signal);
      return Promise.all(
        found.map(async ({ other, caller, ranges }) => ({
          symbol: symbolAt(
            other,
            await names(other.uri),
            other.selectionRange.start,
            other.detail ?? '',
          ),
          calls: await Promise.all(ranges.map(({ start }) => placeAt(names, caller.uri, start))),
        })),
      );
    }),
  );
  return edges.flat();
};

interface Edge {
  readonly other: vscode.CallHierarchyItem;
  /** Whose text the calls are in. */
  readonly caller: vscode.CallHierarchyItem;
  readonly ranges: readonly vscode.Range[];
}

async function incoming(item: vscode.CallHierarchyItem, signal: AbortSignal): Promise<Edge[]> {
  const found = await ask<vscode.CallHierarchyIncomingCall[]>(
    signal,
    'vscode.provideIncomingCalls',
    item,
  );
  return (found ?? []).map(({ from, fromRanges }) => ({
    other: from,
    caller: from,
    ranges: fromRanges,
  }));
}

async function outgoing(item: vscode.CallHierarchyItem, signal: AbortSignal): Promise<Edge[]> {
  const found = await ask<vscode.CallHierarchyOutgoingCall[]>(
    signal,
    'vscode.provideOutgoingCalls',
    item,
  );
  return (found ?? []).map(({ to, fromRanges }) => ({
    other: to,
    caller: item,
    ranges: fromRanges,
  }));
}
