import * as vscode from 'vscode';
import type { WorkspacePath } from '../../tools/ports.ts';
import type { Finding } from './findings.ts';
import type { FindingPlace } from './placeFinding.ts';

/** A finding whose lines are in a file, ready to be shown there. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly file: WorkspacePath;
  /** As the editor has it. */
  readonly uri: vscode.Uri;
  readonly place: FindingPlace;
  /** The chat in which it was found. */
  readonly chatId: string;
}

export function isFixable({ finding, place }: Pick<PlacedFinding, 'finding' | 'place'>): boolean {
  return finding.hasFix && !place.isLoose;
}

/** Of whole lines, from the first character to the end of the last line. */
export function rangeOf({ from, to }: FindingPlace): vscode.Range {
  return new vscode.Range(from, 0, to - 1, Number.MAX_SAFE_INTEGER);
}
