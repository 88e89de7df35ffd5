import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { PathPort, WorkspacePath } from '../../tools/ports.ts';
import { placeOf } from './place.ts';

/** The files of the workspace that have a tab, those in front first, each once. */
export async function editorsNow(paths: PathPort): Promise<readonly WorkspacePath[]> {
  const found = new Map<string, WorkspacePath>();
  for (const uri of tabUris()) {
    const place = await placeIn(uri, paths);
    if (place !== undefined) found.set(place.uri, place);
  }
  return [...found.values()];
}

/** How many tabs show a file. */
export function editorCount(): number {
  return new Set(tabUris().map(String)).size;
}

function tabUris(): vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  return tabs
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook
        ? [input.uri]
        : [],
    );
}

function rank({ isActive, group }: vscode.Tab): number {
  return (isActive ? 0 : 2) + (group.isActive ? 0 : 1);
}

async function placeIn(uri: vscode.Uri, paths: PathPort): Promise<WorkspacePath | undefined> {
  try {
    return await placeOf(uri.toString(), paths);
  } catch (error) {
    if (error instanceof PlumbError) return undefined;
    throw error;
  }
}
