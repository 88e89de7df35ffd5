import type { LanguagePort } from '../../tools/languagePort.ts';

export function createLanguagePort(): LanguagePort {
  const none = (): Promise<never[]> => Promise.resolve([]);
  return {
    documentSymbols: none,
    workspaceSymbols: none,
    definitions: none,
    references: none,
    calls: none,
    renameEdits: none,
    actions: none,
    actionEdits: none,
    formatEdits: none,
  };
}
