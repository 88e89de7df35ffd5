import * as vscode from 'vscode';
import { toolsWithoutFolder, toolsWithoutMachine } from '../tools/registry.ts';
import type { Tool } from '../tools/tool.ts';

/** As `offeredTools.ts`; in a browser nothing can be run, and no git extension can be reached. */
export function offeredTools(): readonly Tool[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length === 0 ? toolsWithoutFolder() : toolsWithoutMachine();
}
