import * as l10n from '@vscode/l10n';

/** How a tool is called for people: those that the service runs have names that tell them little. */
export function toolLabel(name: string): string {
  switch (name) {
    case 'search':
      return l10n.t('Web search');
    case 'codeInterpreter':
      return l10n.t('Code interpreter');
    default:
      return name;
  }
}
