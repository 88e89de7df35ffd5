import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';
import type { Origin } from '../../base/textSource.ts';
import { gitDiff } from '../../tools/gitDiff.ts';
import { namedFolders } from '../../tools/paths.ts';
import type { Problem } from '../../tools/problemsPort.ts';
import { problemLines, tellable } from '../../tools/shownProblems.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { commitDiff } from '../git/commitDiff.ts';
import { problemOf } from '../languages/createProblemsPort.ts';
import { MOST_CHARACTERS } from './boundedText.ts';
import type { RefOf } from './chipRef.ts';
import { editorsNow } from './openEditors.ts';
import { looseText } from './looseText.ts';
import { placeOf } from './place.ts';
import { attachmentOf, toolText, type ReadChip, type Reading } from './reading.ts';
import { fileBlocks, readableTexts } from './severalFiles.ts';

const MOST_PROBLEMS = 200;
/** Characters of a message in a label. */
const LONGEST_MESSAGE = 60;
const MOST_EDITORS = 20;
const LARGEST_EDITOR = 1_000_000;

/** What the tabs of the window show, with unsaved text; guarded files are named and left out. */
export async function readOpenEditorsChip(
  ref: RefOf<'openEditors'>,
  { context }: Reading,
): Promise<ReadChip> {
  const places = await editorsNow(context.paths);
  if (places.length === 0) throw new PlumbError(l10n.t('No file of the workspace is open.'));
  const limits = { most: MOST_EDITORS, largest: LARGEST_EDITOR };
  const files = await readableTexts(places, context, limits);
  const shown = new Set(files.map(({ display }) => display));
  const others = places.filter(({ display }) => !shown.has(display));
  const label = l10n.t('Open editors');
  const text = [
    ...fileBlocks(files, MOST_CHARACTERS),
    ...(others.length === 0
      ? []
      : [`[Open too, and not shown here: ${others.map(({ display }) => display).join(', ')}]`]),
  ].join('\n\n');
  const detail = places.map(({ display }) => display).join('\n');
  return { ref, label, detail, attachment: attachmentOf(label, text) };
}

/** What the Problems view shows, of all files or of one. */
export async function readProblemsChip(
  ref: RefOf<'problems'>,
  reading: Reading,
): Promise<ReadChip> {
  const { name, problems: all, origin } = await problemsFor(ref.uri, reading);
  const problems = all.filter(problem => isMeant(problem, ref));
  if (problems.length === 0) {
    throw new PlumbError(l10n.t('There are no problems (any more). Remove them from the message.'));
  }
  const { lines, shown } = problemLines(problems, MOST_PROBLEMS);
  const more = problems.length - shown.length;
  const label =
    ref.message !== undefined
      ? l10n.t('Problem: {0}', ref.message.split('\n', 1)[0]?.slice(0, LONGEST_MESSAGE) ?? '')
      : name === undefined
        ? l10n.t('Problems')
        : l10n.t('Problems in {0}', name);
  const text = [...lines, ...(more === 0 ? [] : [`[${more} more are left out.]`])].join('\n');
  return {
    ref,
    label,
    detail: l10n.t('{0} problems', problems.length),
    attachment: attachmentOf(label, text, origin === 'workspace' ? {} : { origin }),
  };
}

/** Those that may be told of a file, or of all files of the workspace. */
async function problemsFor(
  uri: string | undefined,
  reading: Reading,
): Promise<{
  readonly name: string | undefined;
  readonly problems: readonly Problem[];
  readonly origin: Origin;
}> {
  const { context } = reading;
  const loose = uri === undefined ? undefined : await looseText(uri, reading);
  if (loose !== undefined) {
    const { document, display, origin } = loose;
    const file = { display, uri: document.uri.toString() };
    const found = vscode.languages.getDiagnostics(document.uri);
    return { name: display, problems: found.map(each => problemOf(file, each)), origin };
  }
  const place = uri === undefined ? undefined : await placeOf(uri, context.paths);
  const { problems: all } = await context.problems.look([], context.signal);
  const { problems } = await tellable(
    all.filter(({ file }) => place === undefined || file.uri === place.uri),
    context,
  );
  return { name: place?.display, problems, origin: 'workspace' };
}

function isMeant(
  { message, source, line }: Problem,
  ref: Pick<RefOf<'problems'>, 'message' | 'problemKind' | 'lines'>,
): boolean {
  const [first, last] = ref.lines ?? [0, Infinity];
  return (
    (ref.message === undefined || message === ref.message) &&
    (ref.problemKind === undefined || source === ref.problemKind) &&
    line - 1 >= first &&
    line - 1 <= last
  );
}

/** What is staged and what is not, of the repositories that the workspace's folders are in. */
export async function readDiffChip(ref: RefOf<'diff'>, { context }: Reading): Promise<ReadChip> {
  const folders = namedFolders(context.paths.folders());
  const places = folders.length > 1 ? folders.map(({ name }) => name) : [undefined];
  const parts: string[] = [];
  const failures: PlumbError[] = [];
  for (const path of places) {
    try {
      for (const [against, heading] of [
        ['index', 'Staged'],
        ['worktree', 'Not staged'],
      ] as const) {
        const input = path === undefined ? { against } : { against, path };
        const text = await toolText(gitDiff, input, context);
        if (text !== NOTHING)
          parts.push(`${heading}${path === undefined ? '' : ` in ${path}`}:\n${text}`);
      }
    } catch (error) {
      if (!(error instanceof PlumbError)) throw error;
      failures.push(error);
    }
  }
  if (failures.length === places.length && failures[0] !== undefined)
    throw noRepository(failures[0]);
  if (parts.length === 0) {
    throw new PlumbError(
      l10n.t(
        'Nothing is changed since the last commit. Files that git does not know do not count.',
      ),
    );
  }
  const label = l10n.t('Git diff');
  const attachment = attachmentOf(label, parts.join('\n\n'), { language: 'diff' });
  return { ref, label, detail: l10n.t('What is not committed'), attachment };
}

/** As `git_diff` says it. */
const NOTHING = 'Nothing changed.';

/** A commit's message and its changes. Anybody may have written the message. */
export async function readCommitChip(
  ref: RefOf<'commit'>,
  { context }: Reading,
): Promise<ReadChip> {
  const { folder, hash } = ref;
  const { commit, diff } = await commitDiff(folder, hash, context.signal).catch(
    (error: unknown) => {
      throw noRepository(error);
    },
  );
  const changes =
    diff === undefined
      ? '[It is the first commit of the repository; its files are not listed here.]'
      : await toolText(gitDiff, { against: hash }, withDiff(context, diff));
  const subject = commit.message.split('\n', 1)[0]?.trim() ?? '';
  const label = `${hash.slice(0, 8)} ${subject}`.slice(0, 80).trim();
  const text = [
    `${commit.hash} ${commit.date} ${commit.author}`.trim(),
    commit.message.trim(),
    changes,
  ].join('\n\n');
  return {
    ref,
    label,
    detail: commit.message.trim(),
    attachment: attachmentOf(label, text, { origin: 'output', language: 'diff' }),
  };
}

function withDiff(
  context: ToolContext,
  diff: Awaited<ReturnType<ToolContext['git']['diff']>>,
): ToolContext {
  return { ...context, git: { ...context.git, diff: () => Promise.resolve(diff) } };
}

function noRepository(cause: unknown): PlumbError {
  return new PlumbError(
    l10n.t('Git does not tell of it: no repository is open in VS Code that has it.'),
    { cause },
  );
}
