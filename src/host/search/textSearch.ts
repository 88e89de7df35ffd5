import process from 'node:process';
import * as vscode from 'vscode';
import type { Logger } from '../../base/logger.ts';
import type { SearchLine, SearchPort } from '../../tools/ports.ts';
import { sortedByPath } from './byPath.ts';
import { collected } from './collected.ts';
import { collectLines, upTo } from './collectLines.ts';
import type { ForbiddenIn } from './forbidden.ts';
import { createPathMatcher } from './fuzzyPath.ts';
import { findRipgrep } from './ripgrep.ts';
import { ripgrepCounts, ripgrepFiles } from './ripgrepSearch.ts';
import { scanFiles, scanText } from './scanSearch.ts';
import { searchFolders, type SearchFolder, type WantedFiles } from './searchFolders.ts';
import type { FileCount, TextQuery } from './textQuery.ts';

/**
 * Searches the workspace as VS Code's own search does: without what ignore files, `files.exclude`
 * and `search.exclude` leave out, and without what is forbidden. ripgrep does the work; where there
 * is none, or a folder is not on this machine's disk, we read the files ourselves.
 */
export function createSearchPort(logger: Logger, forbiddenIn: ForbiddenIn): SearchPort {
  const rg = findRipgrep(vscode.env.appRoot, process.env);
  if (rg === undefined) logger.warn('No ripgrep was found: searches are slower');
  return searchPortWith(rg, forbiddenIn);
}

/** @param rg path of ripgrep, if there is one */
export function searchPortWith(rg: string | undefined, forbiddenIn: ForbiddenIn): SearchPort {
  return {
    findFiles: async ({ limit, ...wanted }, signal) => {
      const paths: string[] = [];
      let total = 0;
      for (const folder of await searchFolders(wanted, forbiddenIn)) {
        const found = await pathsIn(folder, rg, signal);
        total += found.length;
        paths.push(...found.slice(0, limit - paths.length).map(folder.display));
      }
      return { paths, total };
    },
    similarPaths: async ({ text, limit }, signal) => {
      const paths: string[] = [];
      for (const folder of await searchFolders({ globs: [], exclude: [] }, forbiddenIn)) {
        for (const path of await pathsIn(folder, rg, signal)) paths.push(folder.display(path));
      }
      return createPathMatcher(paths).find(text, limit);
    },
    searchText: async ({ limit, ...query }, signal) => {
      const lines: SearchLine[] = [];
      let [total, left, isAll] = [0, limit, true];
      for (const folder of await searchFolders(query, forbiddenIn)) {
        const binary = ripgrepFor(folder, rg);
        const found =
          binary === undefined
            ? await upTo(scanText(folder, query, signal), left)
            : await collectLines(binary, folder, query, left, signal);
        lines.push(...found.lines.map(line => ({ ...line, path: folder.display(line.path) })));
        total += found.total;
        left = Math.max(0, left - found.total);
        isAll &&= found.isAll;
      }
      return { lines, total, isAll };
    },
    countMatches: async (query, signal) => {
      const counts: FileCount[] = [];
      const inLines = { ...query, before: 0, after: 0 };
      for (const folder of await searchFolders(query, forbiddenIn)) {
        for (const { path, count } of await countsIn(folder, rg, inLines, signal)) {
          counts.push({ path: folder.display(path), count });
        }
      }
      return counts;
    },
  };
}

/**
 * The display paths of the workspace's files that are wanted, in order.
 * @param rg path of ripgrep, if there is one
 */
export async function* workspaceFiles(
  wanted: WantedFiles,
  rg: string | undefined,
  forbiddenIn: ForbiddenIn,
  signal: AbortSignal,
): AsyncGenerator<{ readonly display: string; readonly uri: vscode.Uri }> {
  for (const folder of await searchFolders(wanted, forbiddenIn)) {
    for (const path of await pathsIn(folder, rg, signal)) {
      yield { display: folder.display(path), uri: vscode.Uri.joinPath(folder.uri, path) };
    }
  }
}

function ripgrepFor({ uri }: SearchFolder, rg: string | undefined): string | undefined {
  return uri.scheme === 'file' ? rg : undefined;
}

async function pathsIn(
  folder: SearchFolder,
  rg: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const binary = ripgrepFor(folder, rg);
  if (binary === undefined) return collected(scanFiles(folder, signal));
  const found = await collected(ripgrepFiles(binary, folder, signal));
  return sortedByPath(found.flat(), path => path);
}

async function countsIn(
  folder: SearchFolder,
  rg: string | undefined,
  query: TextQuery,
  signal: AbortSignal,
): Promise<readonly FileCount[]> {
  const binary = ripgrepFor(folder, rg);
  if (binary !== undefined) {
    const found = await collected(ripgrepCounts(binary, folder, query, signal));
    return sortedByPath(found, ({ path }) => path);
  }
  const counts = new Map<string, number>();
  for await (const { path } of scanText(folder, query, signal)) {
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts].map(([path, count]) => ({ path, count }));
}
