import type { SessionParts } from '../../src/chat/sessionParts.ts';

/** No command is allowed for good, and the project has no instructions. */
export const noPolicy: Pick<SessionParts, 'allowedCommands' | 'projectInstructions'> = {
  allowedCommands: { holds: () => false, add: () => Promise.resolve() },
  projectInstructions: { changed: () => Promise.resolve([]) },
};
