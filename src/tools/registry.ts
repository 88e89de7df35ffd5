import { applyEdit } from './applyEdit.ts';
import { applyPatch } from './applyPatch.ts';
import { createFile } from './createFile.ts';
import { findFiles } from './findFiles.ts';
import { listDirectory } from './listDirectory.ts';
import { readFile } from './readFile.ts';
import { runCommand } from './runCommand.ts';
import { searchText } from './searchText.ts';
import type { JsonObject } from '../base/json.ts';
import type { Tool } from './tool.ts';

/** Every tool of ours. The order is part of what the provider caches: add at the end. */
export function allTools(): readonly Tool[] {
  return [
    readFile,
    listDirectory,
    findFiles,
    searchText,
    applyEdit,
    applyPatch,
    createFile,
    runCommand,
  ];
}

/** How tools are offered to the model, in the order given; fits `ToolDefinition` of the API. */
export function toolDefinitions(tools: readonly Tool[]): readonly {
  readonly type: 'function';
  readonly name: string;
  readonly description: string;
  readonly schema: JsonObject;
}[] {
  return tools.map(({ name, description, schema }) => ({
    type: 'function',
    name,
    description,
    schema,
  }));
}
