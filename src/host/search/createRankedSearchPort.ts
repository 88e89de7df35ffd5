import process from 'node:process';
import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { PlumbError } from '../../base/errors.ts';
import type { FilesPort } from '../../tools/ports.ts';
import type { RankedSearchPort } from '../../tools/rankedSearchPort.ts';
import type { ForbiddenIn } from './forbidden.ts';
import { createRankedSearch } from './rankedSearch.ts';
import { findRipgrep } from './ripgrep.ts';
import { workspaceFiles } from './textSearch.ts';

/** Bytes; a larger file is data. */
const MAX_BYTES = 1_000_000;
/** How long the first query waits for the index, in ms. */
const PATIENCE_MS = 5_000;
const KEPT_MS = 10 * 60_000;

/**
 * The workspace's passages by relevance. Nothing is read or watched before the first query.
 * @param options.isSecret whether a file holds keys or credentials by its display path
 */
export function createRankedSearchPort(options: {
  readonly files: Pick<FilesPort, 'read' | 'size'>;
  readonly forbiddenIn: ForbiddenIn;
  readonly isSecret: (path: string) => boolean;
}): RankedSearchPort & Disposable {
  const { files, forbiddenIn, isSecret } = options;
  const rg = findRipgrep(vscode.env.appRoot, process.env);
  let uris = new Map<string, vscode.Uri>();
  let displays = new Map<string, string>();
  let watching: vscode.Disposable | undefined;

  const ranked = createRankedSearch(
    {
      list: async signal => {
        const found = new Map<string, vscode.Uri>();
        const all = { globs: [], exclude: [] };
        for await (const { display, uri } of workspaceFiles(all, rg, forbiddenIn, signal)) {
          if (!isSecret(display)) found.set(display, uri);
        }
        uris = found;
        displays = new Map([...found].map(([display, uri]) => [uri.toString(), display]));
        return [...found.keys()];
      },
      read: async display => {
        const uri = uris.get(display);
        if (uri === undefined) return undefined;
        const path = { display, uri: uri.toString() };
        try {
          if ((await files.size(path)) > MAX_BYTES) return undefined;
          const { text } = await files.read(path);
          return text.includes('\0') ? undefined : text;
        } catch (error) {
          // Binary, or gone since it was listed.
          if (error instanceof PlumbError || error instanceof vscode.FileSystemError) {
            return undefined;
          }
          throw error;
        }
      },
    },
    { patienceMs: PATIENCE_MS, keptMs: KEPT_MS, clock: () => performance.now() },
  );

  const watch = (): vscode.Disposable => {
    const changed = (uri: vscode.Uri): void => {
      // Of a file that is not known yet any word will do: the list is made anew.
      ranked.changed(displays.get(uri.toString()) ?? uri.toString());
      ranked.letGoUnused();
    };
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidSaveTextDocument(document => changed(document.uri)),
      vscode.workspace.onDidChangeConfiguration(event => {
        const sections = ['files.exclude', 'search.exclude'];
        if (sections.some(section => event.affectsConfiguration(section))) ranked.changed('');
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => ranked.changed(undefined)),
      // With the changes of files, what happens in a window that is used; a timer would run idle.
      vscode.window.onDidChangeWindowState(() => ranked.letGoUnused()),
    );
  };

  return {
    search: (query, signal) => {
      watching ??= watch();
      return ranked.search(query, signal);
    },
    dispose: () => {
      watching?.dispose();
      ranked.dispose();
    },
  };
}
