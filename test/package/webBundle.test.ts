import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { createContext, Script } from 'node:vm';
import { COMMANDS } from '../../src/base/ids.ts';
import { repositoryRoot } from '../support/repository.ts';

const bundle = path.join(repositoryRoot, 'dist', 'web', 'extension.cjs');
const code = readFileSync(bundle, 'utf8');

interface Entry {
  readonly activate?: (context: {
    readonly subscriptions: unknown[];
    readonly secrets: { onDidChange(): unknown };
  }) => void;
}

/** The bundle as the web-worker extension host runs it: nothing of Node, and `vscode` alone to require. */
function activate(): { readonly commands: string[]; readonly required: string[] } {
  const [commands, required]: [string[], string[]] = [[], []];
  const kind = { append: () => kind };
  const disposable = { dispose: () => undefined };
  const vscode = {
    CodeActionKind: { QuickFix: kind, RefactorRewrite: kind, Empty: kind, Source: kind },
    EventEmitter: function (): object {
      return { event: () => disposable };
    },
    Uri: { joinPath: () => ({}) },
    chat: { createChatParticipant: () => ({ ...disposable }) },
    lm: {
      registerLanguageModelChatProvider: () => disposable,
      registerTool: () => disposable,
    },
    commands: {
      registerCommand: (id: string) => {
        commands.push(id);
        return disposable;
      },
    },
    l10n: { t: (text: string) => text },
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
  const require = (name: string): typeof vscode => {
    required.push(name);
    if (name !== 'vscode') throw new Error(`Cannot load module '${name}'`);
    return vscode;
  };
  const module: { exports: Entry } = { exports: {} };
  const worker = { module, exports: module.exports, require, MessageChannel, TextEncoder };
  new Script(code, { filename: bundle }).runInContext(createContext(worker));
  module.exports.activate?.({ subscriptions: [], secrets: { onDidChange: () => disposable } });
  return { commands, required };
}

describe('the bundle for web workers', () => {
  it('registers every command where there is no Node', () => {
    const { commands, required } = activate();
    assert.deepEqual(commands.sort(), Object.values(COMMANDS).sort());
    assert.deepEqual([...new Set(required)], ['vscode']);
  });

  it('requires nothing of Node, not later either, and holds no undici', () => {
    const names = [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(match => match[1]);
    assert.deepEqual([...new Set(names)], ['vscode']);
    for (const name of builtinModules) assert.ok(!code.includes(`"node:${name}"`), name);
    assert.doesNotMatch(code, /undici/);
  });

  it('is smaller than 1 MB', () => {
    const { size } = statSync(bundle);
    assert.ok(size < 1_000_000, `it has ${size} bytes`);
  });
});
