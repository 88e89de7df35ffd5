import process from 'node:process';
import * as vscode from 'vscode';
import { systemPrompt } from '../chat/prompt.ts';
import { runCommand } from '../tools/runCommand.ts';
import { offeredTools } from './offeredTools.ts';
import { readSettings } from './settings.ts';

/** What the model is told before a conversation that would begin now. */
export function currentSystemPrompt(): string {
  return systemPrompt({
    folderNames: (vscode.workspace.workspaceFolders ?? []).map(({ name }) => name),
    platform: process.platform,
    shell: offeredTools().includes(runCommand) ? vscode.env.shell : '',
    instructions: readSettings().instructions,
  });
}
