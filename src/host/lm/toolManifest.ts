import type { JsonObject } from '../../base/json.ts';
import { allTools, toolsWithoutMachine } from '../../tools/registry.ts';
import type { Tool } from '../../tools/tool.ts';
import { OFFERED_TOOL_NAMES, TOOL_PREFIX, type OfferedToolName } from './toolNames.ts';

const ICONS: Readonly<Record<OfferedToolName, string>> = {
  plumb_read_file: '$(file-code)',
  plumb_list_directory: '$(list-tree)',
  plumb_find_files: '$(files)',
  plumb_search_text: '$(search)',
  plumb_file_search: '$(search-fuzzy)',
  plumb_get_diagnostics: '$(warning)',
  plumb_find_symbols: '$(symbol-class)',
  plumb_go_to_definition: '$(go-to-file)',
  plumb_find_references: '$(references)',
  plumb_call_hierarchy: '$(type-hierarchy)',
  plumb_git_diff: '$(git-compare)',
  plumb_git_log: '$(git-commit)',
};

/** The tool behind a name that other extensions know it by. */
export function offeredTool(offered: OfferedToolName): Tool {
  const name = offered.slice(TOOL_PREFIX.length);
  const tool = allTools().find(candidate => candidate.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}`);
  return tool;
}

/**
 * `contributes.languageModelTools` of package.json, made of the very tools: a test compares the two,
 * and with UPDATE_MANIFEST=1 it writes them anew.
 */
export function toolManifest(): readonly JsonObject[] {
  return OFFERED_TOOL_NAMES.map(offered => {
    const tool = offeredTool(offered);
    const { name, description, schema } = tool;
    const inputSchema = Object.fromEntries(
      Object.entries(schema).filter(([keyword]) => keyword !== '$schema'),
    );
    return {
      name: offered,
      toolReferenceName: referenceName(offered),
      displayName: `%tool.${name}.displayName%`,
      modelDescription: description,
      icon: ICONS[offered],
      when: whenOf(tool),
      canBeReferencedInPrompt: true,
      tags: ['plumb', 'workspace'],
      inputSchema,
    };
  });
}

/** Not where every call would be refused. */
function whenOf(tool: Tool): string {
  const folder = 'workspaceFolderCount > 0';
  return toolsWithoutMachine().includes(tool) ? folder : `${folder} && !virtualWorkspace`;
}

/** What people type behind a `#`: `plumbReadFile`. */
function referenceName(offered: OfferedToolName): string {
  return offered.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
