import { sha256 } from '../base/hash.ts';
import { splitLines } from '../edits/lines.ts';
import { applyReplacements } from '../edits/textReplacement.ts';
import type { AppliedFiles } from './editResult.ts';
import type { FileChange, ShownTexts } from './ports.ts';
import type { ToolContext } from './tool.ts';

/**
 * Notes what files hold after an edit: the model knows that text without reading it. It is what the
 * host says, or what was planned where the host says nothing else. Of a file that the model never
 * read, or that saving changed in unknown ways, nothing is noted.
 */
export async function noteEdited(
  changes: readonly FileChange[],
  files: AppliedFiles,
  { shown }: ToolContext,
): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'delete') continue;
    const path = change.kind === 'update' ? (change.moveTo ?? change.path) : change.path;
    const file = files.find(candidate => candidate.path === path.display);
    const planned = plannedText(change, shown);
    const text = file?.text ?? (file?.note === undefined ? planned?.text : undefined);
    if (text === undefined) continue;
    const numbered = planned?.keepsNumbers === true && text === planned.text;
    shown.note(path, { text, hash: await sha256(text), numbered });
  }
}

interface PlannedText {
  readonly text: string;
  /** Whether the line numbers that the model has go on being right. */
  readonly keepsNumbers: boolean;
}

/** What a change makes of a file, if the text it starts from is known. */
function plannedText(
  change: Exclude<FileChange, { kind: 'delete' }>,
  shown: ShownTexts,
): PlannedText | undefined {
  if (change.kind === 'create') return { text: change.text, keepsNumbers: true };
  const before = shown.of(change.path).find(({ hash }) => hash === change.baselineHash);
  if (before === undefined) return undefined;
  const movesNoLine = change.edits.every(
    ({ start, end, text }) =>
      splitLines(before.text.slice(start, end)).length === splitLines(text).length,
  );
  return {
    text: applyReplacements(before.text, change.edits),
    keepsNumbers: before.numbered && movesNoLine,
  };
}
