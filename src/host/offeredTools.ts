import * as vscode from 'vscode';
import { allTools, toolsWithoutFolder, toolsWithoutMachine } from '../tools/registry.ts';
import type { Tool } from '../tools/tool.ts';

/** The tools of ours that the model is offered in this workspace. */
export function offeredTools(): readonly Tool[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return toolsWithoutFolder();
  // Where no folder is on this machine's disk, a command has none to run in, and git finds none.
  const isVirtual = folders.every(({ uri }) => uri.scheme !== 'file');
  return isVirtual ? toolsWithoutMachine() : allTools();
}
