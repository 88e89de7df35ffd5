import * as l10n from '@vscode/l10n';

/**
 * How a tool is called for people. Ours keep the names by which settings, documents and the model
 * know them; those that the service runs have names that tell them little.
 */
export function toolLabel(name: string): string {
  switch (name) {
    case 'search':
      return l10n.t('Web search');
    case 'codeInterpreter':
      return l10n.t('Code interpreter');
    case 'offer':
      return l10n.t('Service tools');
    default:
      return name;
  }
}
