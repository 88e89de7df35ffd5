import * as l10n from '@vscode/l10n';

/** How a tool is called for people; what is none of ours keeps the name that it came with. */
export function toolLabel(name: string): string {
  return labels().get(name) ?? name;
}

/** Made at each call: the words are known only once the page has its translations. */
function labels(): ReadonlyMap<string, string> {
  return new Map([
    ['search', l10n.t('Web search')],
    ['codeInterpreter', l10n.t('Code interpreter')],
    ['offer', l10n.t('Service tools')],
    ['read_file', l10n.t('Read file')],
    ['list_directory', l10n.t('List folder')],
    ['find_files', l10n.t('Find files')],
    ['search_text', l10n.t('Search text')],
    ['file_search', l10n.t('Search files')],
    ['apply_edit', l10n.t('Edit file')],
    ['apply_patch', l10n.t('Apply patch')],
    ['create_file', l10n.t('Create file')],
    ['delete_file', l10n.t('Delete file')],
    ['move_file', l10n.t('Move file')],
    ['get_diagnostics', l10n.t('Problems')],
    ['find_symbols', l10n.t('Find symbols')],
    ['go_to_definition', l10n.t('Go to definition')],
    ['find_references', l10n.t('Find references')],
    ['call_hierarchy', l10n.t('Call hierarchy')],
    ['rename_symbol', l10n.t('Rename symbol')],
    ['code_actions', l10n.t('Code actions')],
    ['apply_code_action', l10n.t('Apply code action')],
    ['format_document', l10n.t('Format document')],
    ['git_diff', l10n.t('Git diff')],
    ['git_log', l10n.t('Git log')],
    ['update_plan', l10n.t('Update plan')],
    ['run_command', l10n.t('Run command')],
    ['read_command_output', l10n.t('Read command output')],
    ['end_command', l10n.t('End command')],
  ]);
}
