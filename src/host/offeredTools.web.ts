import { toolsWithoutCommands } from '../tools/registry.ts';
import type { Tool } from '../tools/tool.ts';

/** As `offeredTools.ts`; in a browser there is nothing that a command could run on. */
export function offeredTools(): readonly Tool[] {
  return toolsWithoutCommands();
}
