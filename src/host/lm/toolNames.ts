/** Behind each stands the tool of the same name without `plumb_`; package.json describes them. */
export const OFFERED_TOOL_NAMES = [
  'plumb_read_file',
  'plumb_list_directory',
  'plumb_find_files',
  'plumb_search_text',
  'plumb_file_search',
  'plumb_get_diagnostics',
  'plumb_find_symbols',
  'plumb_go_to_definition',
  'plumb_find_references',
  'plumb_call_hierarchy',
  'plumb_git_diff',
  'plumb_git_log',
] as const;
export type OfferedToolName = (typeof OFFERED_TOOL_NAMES)[number];

/** `publisher`-prefixed, because all extensions share one list of names. */
export const TOOL_PREFIX = 'plumb_';
