import type * as vscode from 'vscode';
import { z } from 'zod';
import type { AllowedCommands } from '../chat/allowedCommands.ts';

const KEY = 'plumb.allowedCommands';
const Stored = z.array(z.object({ command: z.string(), cwd: z.string() })).catch([]);

/**
 * @param state of this workspace: kept by the extension, where no file of the workspace reaches it
 * @param hasOpenEdits whether the agent changed something that nobody has kept
 */
export function createAllowedCommands(
  state: vscode.Memento,
  hasOpenEdits: () => boolean,
): AllowedCommands {
  const all = (): z.infer<typeof Stored> => Stored.parse(state.get(KEY));
  return {
    holds: (command, { uri }) =>
      !hasOpenEdits() && all().some(known => known.command === command && known.cwd === uri),
    add: async (command, { uri }) => {
      const others = all().filter(known => known.command !== command || known.cwd !== uri);
      await state.update(KEY, [...others, { command, cwd: uri }]);
    },
  };
}
