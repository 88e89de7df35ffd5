import * as l10n from '@vscode/l10n';
import type { ProjectTests } from './forTests/projectTests.ts';

/** What is asked for tests, with what the project's files tell about where they belong. */
export function testsPrompt({ framework, ofFile, ofNeighbours }: ProjectTests): string {
  const { name, command } = framework ?? {};
  return [
    l10n.t(
      "Write tests for this code with the project's own test framework, where its tests are, and run them.",
    ),
    ...(name === undefined ? [] : [l10n.t('The project tests with {0}.', name)]),
    ...(command === undefined ? [] : [l10n.t('They are run by: {0}', command)]),
    ...(ofFile.length === 0
      ? []
      : [l10n.t('Tests of this file are in {0}: add to them.', ofFile.join(', '))]),
    ...(ofNeighbours.length === 0
      ? []
      : [
          l10n.t('Look at tests nearby for the way they are written: {0}', ofNeighbours.join(', ')),
        ]),
  ].join('\n');
}
