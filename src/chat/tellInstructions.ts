import { untilAborted } from '../base/abort.ts';
import { maskSecrets } from '../base/secretText.ts';
import { conversationOf } from './conversation.ts';
import type { ShownProposal } from './eventParts.ts';
import type { ChatEvent } from './events.ts';
import type { RunningTurn } from './turn.ts';

/** What the conversation says of the project's instructions. */
export interface InstructionState {
  /** Hash by display path of the files that it holds, as they were given last. */
  readonly given: ReadonlyMap<string, string>;
  /** Display paths of files that the model was shown or changed, the last one first, each once. */
  readonly touched: readonly string[];
}

/**
 * Gives the model the instructions that apply to what it works on and that it does not have as they
 * are now. They become a row of their own behind those that were sent (invariant 8).
 */
export async function tellInstructions(turn: RunningTurn): Promise<void> {
  const { given, touched } = instructionState(turn.history);
  const changed = await untilAborted(turn.projectInstructions.changed(given, touched), turn.signal);
  if (changed.length === 0) return;
  const files = changed.map(({ path, text, hash }) => ({
    path,
    text: maskSecrets(turn.redaction.text(text)),
    hash,
  }));
  await turn.emit({ type: 'instructionsLoaded', at: turn.now(), files });
}

/** Pure fold; what was rewound is gone, and what a summary stands for has to be given again. */
export function instructionState(events: readonly ChatEvent[]): InstructionState {
  const given = new Map<string, string>();
  const touched = new Set<string>();
  const edits = new Map<string, readonly string[]>();
  const touch = (path: string): void => {
    touched.delete(path);
    touched.add(path);
  };

  for (const event of conversationOf(events)) {
    if (event.type === 'userMessage') {
      for (const { path, origin = 'workspace' } of event.attachments) {
        if (origin === 'workspace' && path !== '') touch(path);
      }
    } else if (event.type === 'toolProposed') {
      edits.set(event.callId, editedPaths(event.shown));
    } else if (event.type === 'toolEnded') {
      for (const { origin, name } of event.sources ?? []) {
        if (origin === 'workspace') touch(name);
      }
      if (event.state === 'done') edits.get(event.callId)?.forEach(touch);
    } else if (event.type === 'instructionsLoaded') {
      for (const { path, hash } of event.files) given.set(path, hash);
    } else if (event.type === 'summarised') {
      given.clear();
    }
  }
  return { given, touched: [...touched].reverse() };
}

function editedPaths(shown: ShownProposal): readonly string[] {
  if (shown.kind !== 'edit') return [];
  return shown.files.flatMap(({ path, newPath }) =>
    newPath === undefined ? [path] : [path, newPath],
  );
}
