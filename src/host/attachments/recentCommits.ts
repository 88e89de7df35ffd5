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

/** The newest commits whose hash, author or message holds the query, by workspace folder. */
export async function recentCommits(
  query: string,
  paths: PathPort,
  contextOf: (signal: AbortSignal) => ToolContext,
): Promise<readonly Candidate[]> {
  const { signal } = new AbortController();
  const { git } = contextOf(signal);
  const wanted = query.toLowerCase();
  const found = new Map<string, Candidate>();
  for (const { name, uri } of namedFolders(paths.folders())) {
    const path = { display: name, uri: await paths.realUri(uri) };
    const commits = await git.log({ path, limit: LOOKED_AT }, signal).catch(nothingOf);
    for (const commit of commits) {
      if (!found.has(commit.hash) && fits(commit, wanted)) {
        found.set(commit.hash, candidate(commit, uri));
      }
    }
  }
  return [...found.values()].slice(0, MOST);
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

function candidate({ hash, author, date, message }: Commit, folder: string): Candidate {
  return {
    kind: 'commit',
    ref: encodeRef({ kind: 'commit', folder, hash }),
    label: message.split('\n', 1)[0]?.trim() ?? '',
    detail: [hash.slice(0, 8), author, date.slice(0, 10)].filter(part => part !== '').join(' · '),
  };
}
