import process from 'node:process';
import * as vscode from 'vscode';
import type { Logger } from '../../base/logger.ts';
import type { SearchMatch, SearchPort } from '../../tools/ports.ts';
import { findRipgrep } from './ripgrep.ts';
import { ripgrepFiles, ripgrepText } from './ripgrepSearch.ts';
import { scanFiles, scanText } from './scanSearch.ts';
import { searchFolders, type SearchFolder } from './searchFolders.ts';

/**
 * Searches the workspace as VS Code's own search does: without what ignore files, `files.exclude`
 * and `search.exclude` leave out. ripgrep does the work; where there is none, or a folder is not on
 * this machine's disk, we read the files ourselves.
 */
export function createSearchPort(logger: Logger): SearchPort {
  const rg = findRipgrep(vscode.env.appRoot, process.env);
  if (rg === undefined) logger.warn('No ripgrep was found: searches are slower');
  return searchPortWith(rg);
}

/** @param rg path of ripgrep, if there is one */
export function searchPortWith(rg: string | undefined): SearchPort {
  const ripgrepFor = ({ uri }: SearchFolder): string | undefined =>
    uri.scheme === 'file' ? rg : undefined;

  return {
    findFiles: async ({ glob, limit }, signal) => {
      const paths: string[] = [];
      for (const folder of searchFolders(glob)) {
        const binary = ripgrepFor(folder);
        const found =
          binary === undefined
            ? scanFiles(folder, signal)
            : ripgrepFiles(binary, folder, glob, signal);
        for await (const path of found) {
          if (paths.length === limit) return { paths, more: true };
          paths.push(folder.display(path));
        }
      }
      return { paths, more: false };
    },
    searchText: async ({ limit, ...query }, signal) => {
      const matches: SearchMatch[] = [];
      for (const folder of searchFolders(query.glob)) {
        const binary = ripgrepFor(folder);
        const found =
          binary === undefined
            ? scanText(folder, query, signal)
            : ripgrepText(binary, folder, query, signal);
        for await (const match of found) {
          if (matches.length === limit) return { matches, more: true };
          matches.push({ ...match, path: folder.display(match.path) });
        }
      }
      return { matches, more: false };
    },
  };
}
