import type * as vscode from 'vscode';
import * as z from 'zod';
import type { AllowedCommands } from '../chat/allowedCommands.ts';

const KEY = 'plumb.allowedCommands';
const Stored = z.array(z.object({ command: z.string(), cwd: z.string() })).catch([]);

/** More than these nobody remembers having allowed; the oldest is asked about again. */
export const MOST_ALLOWED = 100;

/**
 * Tells apart by the exact text and directory, and by nothing else: what a prefix or a pattern
 * allows, only the shell could tell.
 * @param state of this workspace: kept by the extension, where no file of the workspace reaches it
 */
export function createAllowedCommands(
  state: Pick<vscode.Memento, 'get' | 'update'>,
  now: {
    /** Whether the workspace is trusted (no Restricted Mode). */
    readonly isTrusted: () => boolean;
    /** Whether the agent changed something that nobody has kept. */
    readonly hasOpenEdits: () => boolean;
  },
): AllowedCommands {
  const all = (): z.infer<typeof Stored> => Stored.parse(state.get<unknown>(KEY));
  return {
    holds: (command, { uri }) =>
      now.isTrusted() &&
      !now.hasOpenEdits() &&
      all().some(known => known.command === command && known.cwd === uri),
    add: async (command, { uri }) => {
      if (!now.isTrusted()) return;
      const others = all().filter(known => known.command !== command || known.cwd !== uri);
      await state.update(KEY, [...others, { command, cwd: uri }].slice(-MOST_ALLOWED));
    },
  };
}
