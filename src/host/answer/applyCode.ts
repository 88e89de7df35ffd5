import * as l10n from '@vscode/l10n';
import { codePatch } from '../../edits/codePatch.ts';
import { placeExcerpt, type ExcerptPlace } from '../../edits/excerpt.ts';
import type { FileOperation } from '../../edits/operations.ts';
import { wholeFileOperation } from '../../edits/wholeFile.ts';
import type { Params } from '../../protocol/messages.ts';
import { openAllChanges, openFileChanges } from '../review/openChanges.ts';
import {
  landOperations,
  NotApplied,
  orRefused,
  type Applied,
  type OperationParts,
} from './applyOperations.ts';
import { applyTarget } from './applyTarget.ts';
import { findWorkspaceFiles, type FindParts } from './findWorkspaceFile.ts';
import type { LastEditor } from './lastEditor.ts';

export interface ApplyParts extends OperationParts, FindParts {
  readonly lastEditor: LastEditor;
}

type Code = Params<'applyCode'>;

/**
 * Puts code of an answer where it belongs, by the way of the agent's edits: worked out against the
 * text that the user sees, landed whole or not at all, shown as a diff and under review afterwards.
 */
export function applyCode(code: Code, parts: ApplyParts): Promise<Applied> {
  return orRefused(async () => {
    const { applied, changed } = await landOperations(await operationsOf(code, parts), parts);
    const [only, ...others] = changed;
    if (only !== undefined) {
      await (others.length === 0 ? openFileChanges(only) : openAllChanges(changed));
    }
    return applied;
  });
}

async function operationsOf(code: Code, parts: ApplyParts): Promise<readonly FileOperation[]> {
  const patch = codePatch(code.text, code.language);
  if (patch.kind === 'named') return inWorkspace(patch.operations, parts);
  const target = await applyTarget(code, parts);
  switch (target.kind) {
    case 'cancelled':
      throw new NotApplied('cancelled', l10n.t('Nothing was changed.'));
    case 'none':
      throw new NotApplied(
        'refused',
        l10n.t('Open the file that the code belongs to and press Apply again, or use New file.'),
      );
    case 'new':
      if (patch.kind === 'none') {
        return [{ kind: 'create', path: target.path, text: `${code.text.replace(/\n+$/, '')}\n` }];
      }
      throw new NotApplied(
        'refused',
        l10n.t('There is no file {0} in the workspace, so nothing was changed.', target.path),
      );
    case 'file': {
      const { file, selected } = target;
      if (patch.kind === 'nameless') return patch.operations(file.display);
      const { text } = await parts.files.read(file);
      const place = placeExcerpt(text, code.text, selected);
      if (place.kind === 'unsure') throw unsure(place.why, file.display);
      return [wholeFileOperation(file.display, text, place.after)];
    }
  }
}

function unsure(why: Extract<ExcerptPlace, { kind: 'unsure' }>['why'], file: string): NotApplied {
  return new NotApplied('refused', unsureReason(why, file));
}

function unsureReason(why: Extract<ExcerptPlace, { kind: 'unsure' }>['why'], file: string): string {
  switch (why) {
    case 'same':
      return l10n.t('{0} has this code already.', file);
    case 'severalPlaces':
      return l10n.t(
        'The code begins or ends like several places of {0}. Select the lines that it replaces and press Apply again, or use Insert at cursor.',
        file,
      );
    case 'nowhere':
      return l10n.t(
        'It is not certain where in {0} the code belongs. Select the lines that it replaces and press Apply again, or use Insert at cursor or New file.',
        file,
      );
    case 'unlike':
      return l10n.t(
        'The place in {0} that the code seems to mean holds something else. Select the lines that it replaces and press Apply again, or use Insert at cursor.',
        file,
      );
  }
}

/** With the paths of a patch as the workspace has them: models leave out folders. */
async function inWorkspace(
  operations: readonly FileOperation[],
  parts: ApplyParts,
): Promise<readonly FileOperation[]> {
  return Promise.all(
    operations.map(async operation => {
      if (operation.kind === 'create') return operation;
      const found = await findWorkspaceFiles(operation.path, parts);
      const [only, ...others] = found;
      return only === undefined || others.length > 0
        ? operation
        : { ...operation, path: only.display };
    }),
  );
}
