import type * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { COMMANDS } from '../../base/ids.ts';
import { parseConflicts } from '../../edits/conflictMarkers.ts';

/** A conflict, as light bulb and lens hand it to the command; checked again where it arrives. */
export interface ConflictArgument {
  readonly uri: string;
  /** Within the conflict, from 0. */
  readonly line: number;
}

/** What may be done about the conflict in these lines, from 0, without `to`. */
export interface ConflictOffer {
  readonly from: number;
  readonly to: number;
  readonly commands: readonly vscode.Command[];
}

/** None where the markers are broken: what the command refuses is not offered. */
export function conflictOffers(document: vscode.TextDocument): readonly ConflictOffer[] {
  const { conflicts, broken } = parseConflicts(document.getText());
  if (broken !== undefined) return [];
  return conflicts.map(({ from, to }) => {
    const argument: ConflictArgument = { uri: document.uri.toString(), line: from };
    const one = {
      command: COMMANDS.resolveConflict,
      title: l10n.t('Plumb: Resolve Conflict'),
      arguments: [argument],
    };
    const all = {
      command: COMMANDS.resolveAllConflicts,
      title: l10n.t('Plumb: Resolve All {0} Conflicts', conflicts.length),
      arguments: [argument],
    };
    return { from, to, commands: conflicts.length < 2 ? [one] : [one, all] };
  });
}
