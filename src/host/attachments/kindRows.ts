import * as l10n from '@vscode/l10n';
import { fileCount } from '../../tools/fileCount.ts';
import type { Candidate } from '../../protocol/requests/composer.ts';
import { encodeRef, type ChipRef } from './chipRef.ts';

/** What of the kinds there is now to attach. */
export interface KindsNow {
  readonly selection: ChipRef | undefined;
  readonly hasFolder: boolean;
  readonly openEditors: number;
  readonly problems: number;
  readonly hasRepository: boolean;
  /** The command line of the last command that was seen; undefined if there is none. */
  readonly lastCommand: string | undefined;
  readonly hasTerminal: boolean;
}

interface KindRow {
  readonly candidate: Candidate;
  /** In English beside the words of the user's language: both are typed. */
  readonly names: readonly string[];
}

/** The kinds whose names a query begins; all of them for an empty one. */
export function kindCandidates(now: KindsNow, query: string): readonly Candidate[] {
  const wanted = query.toLowerCase();
  return kindRows(now)
    .filter(({ names, candidate }) =>
      [...names, candidate.label].some(name => beginsWord(name.toLowerCase(), wanted)),
    )
    .map(({ candidate }) => candidate);
}

function beginsWord(name: string, wanted: string): boolean {
  return name.startsWith(wanted) || name.includes(` ${wanted}`);
}

function kindRows(now: KindsNow): readonly KindRow[] {
  return [
    ...rowIf(now.selection !== undefined, ['selection'], {
      kind: 'selection',
      ref: encodeRef(now.selection ?? { kind: 'openEditors' }),
      label: l10n.t('Selection'),
      detail: l10n.t('What is selected in the editor'),
    }),
    ...rowIf(now.hasFolder, ['symbol'], {
      ...narrowing('symbol:'),
      kind: 'symbol',
      label: l10n.t('Symbol'),
      detail: l10n.t('A function, class or name in the code'),
    }),
    ...rowIf(now.hasFolder, ['folder'], {
      ...narrowing('folder:'),
      kind: 'folder',
      label: l10n.t('Folder'),
      detail: l10n.t('What is in a folder'),
    }),
    ...rowIf(now.openEditors > 0, ['open editors', 'tabs'], {
      kind: 'openEditors',
      ref: encodeRef({ kind: 'openEditors' }),
      label: l10n.t('Open editors'),
      detail: fileCount(now.openEditors),
    }),
    ...rowIf(now.problems > 0, ['problems', 'errors', 'diagnostics'], {
      kind: 'problems',
      ref: encodeRef({ kind: 'problems' }),
      label: l10n.t('Problems'),
      detail: l10n.t('{0} problems', now.problems),
    }),
    ...rowIf(now.hasRepository, ['git diff', 'changes'], {
      kind: 'diff',
      ref: encodeRef({ kind: 'diff' }),
      label: l10n.t('Git diff'),
      detail: l10n.t('What is not committed'),
    }),
    ...rowIf(now.hasRepository, ['commit'], {
      ...narrowing('commit:'),
      kind: 'commit',
      label: l10n.t('Commit'),
      detail: l10n.t('A commit with its changes'),
    }),
    ...rowIf(now.lastCommand !== undefined || now.hasTerminal, ['terminal', 'command'], {
      kind: 'terminal',
      ref: encodeRef({ kind: 'terminal' }),
      label: l10n.t('Terminal'),
      detail: now.lastCommand ?? l10n.t('The last command and its output'),
    }),
  ];
}

function narrowing(to: string): Pick<Candidate, 'ref' | 'narrowsTo'> {
  return { ref: encodeRef({ kind: 'narrow', to }), narrowsTo: to };
}

function rowIf(
  isThere: boolean,
  names: readonly string[],
  candidate: Candidate,
): readonly KindRow[] {
  return isThere ? [{ candidate, names }] : [];
}
