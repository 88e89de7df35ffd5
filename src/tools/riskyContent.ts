import * as l10n from '@vscode/l10n';
import type { DiffFile, DiffHunk } from '../edits/lineDiff.ts';
import { foldedSegments } from './foldedPath.ts';

interface Risk {
  /** Of the `/`-led, folded path. */
  readonly files: RegExp;
  readonly text: RegExp;
  readonly words: (name: string) => string;
}

const JSON_FILES = /\.(?:json[c5]?|code-workspace|webmanifest)$/;
const SETTINGS = /(?:\/settings\.json|\.code-workspace|\/devcontainer\.json)$/;
const GIT_CONFIG = /\/(?:\.git\/config(?:\.worktree)?|\.gitconfig|\.gitmodules|\.lfsconfig)$/;

const RISKS: readonly Risk[] = [
  {
    files: JSON_FILES,
    text: /"\$schema"\s*:\s*"\s*(?:https?:)?\/\//gi,
    words: name => l10n.t('{0}: the editor fetches a schema from the web', name),
  },
  {
    files: /\.ya?ml$/,
    text: /yaml-language-server\s*:[^\n]*\$schema\s*=\s*https?:/gi,
    words: name => l10n.t('{0}: the editor fetches a schema from the web', name),
  },
  {
    files: SETTINGS,
    text: /"(?:json|yaml)\.schema(?:s|Store|Download)[\w.]*"\s*:/gi,
    words: name => l10n.t('{0}: a setting makes the editor fetch schemas', name),
  },
  {
    files: JSON_FILES,
    text: /"runOn"\s*:\s*"folderOpen"/gi,
    words: name => l10n.t('{0}: a task starts by itself when the folder is opened', name),
  },
  {
    files: SETTINGS,
    text: /"[^"\n]{1,100}\.(?:[\w-]*(?:path|paths|executable|executables|interpreter|binary|bin|shell|command|commands|program|env|launcher|server|tsdk|sdk|runtime|args|arguments)|(?:path|executable|shell|env|interpreter|command)[\w.-]*)"\s*:/gi,
    words: name => l10n.t('{0}: a setting names a program, or what it is started with', name),
  },
  {
    files: SETTINGS,
    text: /"(?:terminal\.integrated|terminal\.external|git|task|security|extensions|remote|http|chat|plumb)\.[\w.-]+"\s*:/gi,
    words: name => l10n.t('{0}: a setting decides what is started or trusted', name),
  },
  {
    files: /\/package\.json$/,
    text: /"(?:(?:pre|post)?(?:install|prepare|publish|pack|uninstall|version|restart|start|stop|test)|prepublishOnly|dependencies)"\s*:/gi,
    words: name => l10n.t('{0}: a script that the package manager runs by itself', name),
  },
  {
    files: /\/devcontainer\.json$/,
    text: /"(?:initialize|onCreate|updateContent|postCreate|postStart|postAttach)Command"\s*:/gi,
    words: name => l10n.t('{0}: a command runs by itself with the container', name),
  },
  {
    files: /\/(?:\.gitattributes|info\/attributes)$/,
    text: /\b(?:filter|diff|merge)\s*=\s*\S/gi,
    words: name => l10n.t('{0}: git starts a program for these files', name),
  },
  {
    files: GIT_CONFIG,
    text: /\b(?:hookspath|fsmonitor|sshcommand|askpass|pager|editor|clean|smudge|process|textconv|helper|external|update\s*=\s*!)|^\s*\w+\s*=\s*!/gim,
    words: name => l10n.t('{0}: git starts a program', name),
  },
  {
    // Any file can be one that git's configuration includes, or becomes.
    files: /^(?!.*\.(?:mdx?|rst|adoc|html?)$)/,
    text: /^[ \t]*\[(?:(?:core|filter|diff|merge|alias|credential)\b[^\]\n]{0,200}\][^[]{0,2000}?(?:\b(?:hookspath|fsmonitor|sshcommand|askpass|clean|smudge|process|textconv|helper|external)[ \t]*=|=[ \t]*"?!)|include(?:if)?\b[^\]\n]{0,200}\][^[]{0,2000}?\bpath[ \t]*=)/gim,
    words: name => l10n.t('{0}: git starts a program', name),
  },
  {
    files: /\/(?:\.git\/hooks|\.husky|\.githooks)\//,
    text: /\S/g,
    words: name => l10n.t('{0}: git runs this by itself', name),
  },
];

/** Bidirectional controls, tags, zero widths and other characters that nobody sees; no emoji's joiners. */
const HIDDEN =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\uffa0\u{1d173}-\u{1d17a}\u{e0000}-\u{e01ef}]|(?<=^|[\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\x7f]|$)|(?<=[^])\ufeff/gmu;

/**
 * What a person should see in a change, in words: what it starts, fetches or hides (S13, S18).
 * @param names by the path of the diff, all that a file is called; the path alone where it has none
 */
export function warningsFor(
  diff: readonly DiffFile[],
  names: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly string[] {
  return [...new Set(diff.flatMap(file => warningsOf(file, names)))];
}

function warningsOf(file: DiffFile, names: ReadonlyMap<string, readonly string[]>): string[] {
  const name = file.newPath ?? file.path;
  const folded = (names.get(name) ?? [name]).map(each => `/${foldedSegments(each).join('/')}`);
  const found = RISKS.filter(
    ({ files, text }) =>
      folded.some(each => files.test(each)) && file.hunks.some(hunk => adds(hunk, text, unescaped)),
  ).map(({ words }) => words(name));
  if (name.search(HIDDEN) >= 0 || file.hunks.some(hunk => adds(hunk, HIDDEN, String))) {
    found.push(l10n.t('{0}: the new text holds characters that cannot be seen', name));
  }
  return found;
}

/** Whether a hunk's new text has a match that an added line is a part of. */
function adds({ lines }: DiffHunk, pattern: RegExp, as: (text: string) => string): boolean {
  const kept = lines.filter(({ kind }) => kind !== 'removed');
  if (kept.every(({ kind }) => kind === 'context')) return false;
  const texts = kept.map(({ text }) => as(text));
  const lineAt = lineFinder(texts);
  for (const { index, 0: match } of texts.join('\n').matchAll(pattern)) {
    const [first, last] = [lineAt(index), lineAt(index + Math.max(0, match.length - 1))];
    if (kept.slice(first, last + 1).some(({ kind }) => kind === 'added')) return true;
  }
  return false;
}

/** Which line an offset of the joined text is in. */
function lineFinder(texts: readonly string[]): (offset: number) => number {
  const starts: number[] = [];
  let next = 0;
  for (const text of texts) {
    starts.push(next);
    next += text.length + 1;
  }
  return offset => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}

/** JSON takes `\u0024schema` for `$schema`. */
function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
