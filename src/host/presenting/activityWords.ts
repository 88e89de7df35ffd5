import * as l10n from '@vscode/l10n';

/**
 * What a call does, in words for the line below the conversation: "Reading src/a.ts".
 * @param title what the call is about, as its card says; may be empty
 */
export function activityWords(name: string, title: string): string {
  if (title === '') return l10n.t('Using {0}', name);
  switch (name) {
    case 'read_file':
      return l10n.t('Reading {0}', title);
    case 'list_directory':
      return l10n.t('Looking into {0}', title);
    case 'find_files':
    case 'file_search':
    case 'search_text':
    case 'find_symbols':
      return l10n.t('Searching for {0}', title);
    case 'find_references':
    case 'go_to_definition':
    case 'call_hierarchy':
      return l10n.t('Looking up {0}', title);
    case 'apply_edit':
    case 'apply_patch':
    case 'apply_code_action':
      return l10n.t('Editing {0}', title);
    case 'create_file':
      return l10n.t('Creating {0}', title);
    case 'delete_file':
      return l10n.t('Deleting {0}', title);
    case 'move_file':
      return l10n.t('Moving {0}', title);
    case 'rename_symbol':
      return l10n.t('Renaming {0}', title);
    case 'format_document':
      return l10n.t('Formatting {0}', title);
    case 'run_command':
      return l10n.t('Running {0}', title);
    case 'read_command_output':
      return l10n.t('Reading the output of {0}', title);
    case 'end_command':
      return l10n.t('Ending {0}', title);
    case 'get_diagnostics':
      return l10n.t('Looking for problems in {0}', title);
    case 'git_diff':
    case 'git_log':
      return l10n.t('Looking at the history of {0}', title);
    default:
      return l10n.t('Using {0}: {1}', name, title);
  }
}

/** What is being written before it can be done: "Writing a change". */
export function preparingWords(name: string): string {
  switch (name) {
    case 'apply_edit':
    case 'apply_patch':
      return l10n.t('Writing a change');
    case 'create_file':
      return l10n.t('Writing a file');
    case 'run_command':
      return l10n.t('Writing a command');
    case 'update_plan':
      return l10n.t('Planning');
    default:
      return l10n.t('Preparing {0}', name);
  }
}
