// As much of `vscode` as the entry touches when it is activated. Plain CommonJS: activateEntry.cjs may
// load nothing but Node itself.
exports.standInVscode = (onCommand, onTool) => {
  const kind = { append: () => kind };
  const disposable = { dispose: () => undefined };
  return {
    EventEmitter: class {
      fire() {}
      dispose() {}
    },
    Uri: { joinPath: () => ({}) },
    chat: { createChatParticipant: () => ({ ...disposable }) },
    lm: {
      registerLanguageModelChatProvider: () => disposable,
      registerTool: name => {
        onTool(name);
        return disposable;
      },
    },
    CodeActionKind: { QuickFix: kind, RefactorRewrite: kind, Empty: kind, Source: kind },
    commands: {
      registerCommand: (id, run) => {
        onCommand(id, run);
        return disposable;
      },
    },
    l10n: { t: text => text, bundle: undefined },
    languages: {
      registerCodeActionsProvider: () => disposable,
      registerCodeLensProvider: () => disposable,
    },
    window: {
      registerWebviewViewProvider: () => disposable,
      registerWebviewPanelSerializer: () => disposable,
      onDidStartTerminalShellExecution: () => disposable,
      onDidEndTerminalShellExecution: () => disposable,
    },
  };
};
