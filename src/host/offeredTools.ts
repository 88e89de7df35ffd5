import * as vscode from 'vscode';
import { allTools, toolsWithoutCommands } from '../tools/registry.ts';
import type { Tool } from '../tools/tool.ts';

/** The tools of ours that the model is offered in this workspace. */
export function offeredTools(): readonly Tool[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  // A command has no folder to run in where none is on this machine's disk.
  const isVirtual = folders.length > 0 && folders.every(({ uri }) => uri.scheme !== 'file');
  return isVirtual ? toolsWithoutCommands() : allTools();
}
