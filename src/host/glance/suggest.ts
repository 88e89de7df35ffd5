import * as l10n from '@vscode/l10n';
import { encodeRef } from '../attachments/chipRef.ts';
import type { Suggestion } from '../../protocol/requests/glance.ts';

/** What stands in the workspace, as far as it was learnt in time. */
export interface WorkspaceFacts {
  /** Errors by file, in any order; paths as the model names them. */
  readonly errors: readonly {
    readonly path: string;
    readonly uri: string;
    readonly count: number;
  }[];
  /** Whether anything is not committed; undefined where there is no repository. */
  readonly hasChanges: boolean | undefined;
  /** Whether anything is staged. */
  readonly hasStaged: boolean;
  /** The file that is open. */
  readonly openFile: string | undefined;
  readonly hasFolder: boolean;
}

const MOST = 5;

/**
 * What a person may want to begin with, most urgent first; at most five. What speaks of problems or
 * changes brings them along.
 */
export function suggest(facts: WorkspaceFacts): Suggestion[] {
  const { errors, hasChanges, hasStaged, openFile, hasFolder } = facts;
  const diff = encodeRef({ kind: 'diff' });
  return [
    ...worst(errors),
    ...(hasChanges === true
      ? [{ kind: 'changes', text: l10n.t('Review my uncommitted changes.'), ref: diff } as const]
      : []),
    ...(hasStaged
      ? [
          {
            kind: 'commit',
            text: l10n.t('Write a commit message for what is staged.'),
            ref: diff,
          } as const,
        ]
      : []),
    ...(openFile === undefined
      ? []
      : [
          { kind: 'file', text: l10n.t('Explain {0}.', openFile) } as const,
          { kind: 'tests', text: l10n.t('Write tests for {0} and run them.', openFile) } as const,
        ]),
    ...(hasFolder
      ? [
          { kind: 'tests', text: l10n.t('Run the tests and fix what fails.') } as const,
          { kind: 'project', text: l10n.t('Give me a short tour of this project.') } as const,
        ]
      : []),
  ].slice(0, MOST);
}

/** The file with the most errors, and how many others have some. */
function worst(errors: WorkspaceFacts['errors']): Suggestion[] {
  const [first, ...others] = [...errors].sort(
    (one, other) => other.count - one.count || (one.path < other.path ? -1 : 1),
  );
  if (first === undefined) return [];
  const text =
    first.count === 1
      ? l10n.t('Fix the problem in {0}.', first.path)
      : l10n.t('Fix the {0} problems in {1}.', first.count, first.path);
  const inFile = encodeRef({ kind: 'problems', uri: first.uri });
  if (others.length === 0) return [{ kind: 'problems', text, ref: inFile }];
  const sum = errors.reduce((count, file) => count + file.count, 0);
  return [
    { kind: 'problems', text, ref: inFile },
    {
      kind: 'problems',
      text: l10n.t('Fix all {0} problems in {1} files.', sum, errors.length),
      ref: encodeRef({ kind: 'problems' }),
    },
  ];
}
