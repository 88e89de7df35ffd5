// node activateEntry.cjs FILE: activates the entry with a stand-in for `vscode`, then runs one command.
// Prints as JSON what was required by each of the two. Plain CommonJS, so that nothing but Node itself
// is loaded before.
const Module = require('node:module');

const required = [];
const commands = new Map();
const tools = [];
const kind = { append: () => kind };
const disposable = { dispose: () => undefined };
const vscode = {
  EventEmitter: class {
    fire() {}
    dispose() {}
  },
  Uri: { joinPath: () => ({}) },
  chat: { createChatParticipant: () => ({ ...disposable }) },
  lm: {
    registerLanguageModelChatProvider: () => disposable,
    registerTool: name => {
      tools.push(name);
      return disposable;
    },
  },
  CodeActionKind: { QuickFix: kind, RefactorRewrite: kind, Empty: kind, Source: kind },
  commands: {
    registerCommand: (id, run) => {
      commands.set(id, run);
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

const load = Module._load;
Module._load = (request, ...rest) => {
  required.push(request);
  if (request === 'vscode') return vscode;
  // What a command loads is only named: it could not run with this stand-in.
  if (request.endsWith('/app.cjs')) throw new Error('not loaded');
  return load(request, ...rest);
};

const entry = require(process.argv[2]);
entry.activate({ subscriptions: [], secrets: { onDidChange: () => disposable } });
const atActivation = required.splice(0).slice(1);
commands
  .get('plumb.openChat')()
  .catch(() => undefined)
  .then(() => {
    const atFirstUse = required.splice(0);
    console.log(
      JSON.stringify({ commands: [...commands.keys()], tools, atActivation, atFirstUse }),
    );
  });
