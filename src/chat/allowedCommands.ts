import type { WorkspacePath } from '../tools/ports.ts';

/**
 * Exact commands that a person allows in this workspace without asking again. They do not hold
 * while there is an edit of the agent that nobody has kept: it would turn an allowed `npm test`
 * into any code.
 */
export interface AllowedCommands {
  holds(command: string, cwd: WorkspacePath): boolean;
  add(command: string, cwd: WorkspacePath): Promise<void>;
}
