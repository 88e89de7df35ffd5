import { PlumbError } from '../../base/errors.ts';
import type { Candidate } from '../../protocol/requests/composer.ts';
import type { Commit } from '../../tools/gitPort.ts';
import { namedFolders } from '../../tools/paths.ts';
import type { PathPort } from '../../tools/ports.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { encodeRef } from './chipRef.ts';

/** Commits that are looked through, and rows that are offered. */
const LOOKED_AT = 200;
const MOST = 30;

/**
 * The newest commits whose hash, author or message holds the query. Those of several folders are
 * mixed by their dates, so that none hides the other's, and named by their folder.
 */
export async function recentCommits(
  query: string,
  paths: PathPort,
  contextOf: (signal: AbortSignal) => ToolContext,
): Promise<readonly Candidate[]> {
  const { signal } = new AbortController();
  const { git } = contextOf(signal);
  const wanted = query.toLowerCase();
  const folders = namedFolders(paths.folders());
  const found = new Map<string, Found>();
  for (const { name, uri } of folders) {
    const path = { display: name, uri: await paths.realUri(uri) };
    const commits = await git.log({ path, limit: LOOKED_AT }, signal).catch(nothingOf);
    for (const commit of commits) {
      if (!found.has(commit.hash) && fits(commit, wanted)) {
        found.set(commit.hash, { commit, folder: uri, name: folders.length > 1 ? name : '' });
      }
    }
  }
  const all = [...found.values()];
  const newest =
    folders.length > 1 ? all.toSorted((a, b) => compare(b.commit.date, a.commit.date)) : all;
  return newest.slice(0, MOST).map(candidate);
}

interface Found {
  readonly commit: Commit;
  /** Its URI. */
  readonly folder: string;
  /** What the folder is called, where there are several. */
  readonly name: string;
}

/** Of dates as ISO 8601 has them. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A folder that is in no repository has no commits. */
function nothingOf(error: unknown): readonly Commit[] {
  if (error instanceof PlumbError) return [];
  throw error;
}

function fits({ hash, author, message }: Commit, wanted: string): boolean {
  return (
    hash.startsWith(wanted) ||
    author.toLowerCase().includes(wanted) ||
    message.toLowerCase().includes(wanted)
  );
}

function candidate({ commit: { hash, author, date, message }, folder, name }: Found): Candidate {
  return {
    kind: 'commit',
    ref: encodeRef({ kind: 'commit', folder, hash }),
    label: message.split('\n', 1)[0]?.trim() ?? '',
    detail: [hash.slice(0, 8), author, date.slice(0, 10), name]
      .filter(part => part !== '')
      .join(' · '),
  };
}
