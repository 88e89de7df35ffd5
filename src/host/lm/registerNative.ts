import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable.ts';
import { CHAT_PARTICIPANT, MODEL_VENDOR } from '../../base/ids.ts';
import { createKeyStore } from '../keyStore.ts';
import type { Native } from './createNative.ts';
import { OFFERED_TOOL_NAMES } from './toolNames.ts';

/**
 * Tells VS Code of our models, tools and chat participant. Registered at activation, so it imports
 * little; everything else is loaded when one of them is used, and not to say that there is no key.
 */
export function registerNative(
  context: vscode.ExtensionContext,
  load: () => Promise<Native>,
): readonly Disposable[] {
  const keys = createKeyStore(context.secrets, process.env);
  const changed = new vscode.EventEmitter<void>();
  keys.onDidChange(() => {
    changed.fire();
  });
  let loading: Promise<Native> | undefined;
  const native = (): Promise<Native> => {
    loading ??= load().then(loaded => {
      context.subscriptions.push(
        loaded.onDidChangeModels(() => {
          changed.fire();
        }),
      );
      return loaded;
    });
    return loading;
  };
  const participant = vscode.chat.createChatParticipant(CHAT_PARTICIPANT, async (...request) =>
    (await native()).chat(...request),
  );
  const icon = (name: string): vscode.Uri =>
    vscode.Uri.joinPath(context.extensionUri, 'media', name);
  participant.iconPath = { light: icon('icon-on-light.svg'), dark: icon('icon.svg') };

  return [
    keys,
    changed,
    participant,
    vscode.lm.registerLanguageModelChatProvider(MODEL_VENDOR, {
      onDidChangeLanguageModelChatInformation: changed.event,
      provideLanguageModelChatInformation: async (options, token) => {
        if (options.silent && (await keys.key()) === undefined) return [];
        return (await native()).model.provideLanguageModelChatInformation(options, token);
      },
      provideLanguageModelChatResponse: async (...request) =>
        (await native()).model.provideLanguageModelChatResponse(...request),
      provideTokenCount: async (...request) => (await native()).model.provideTokenCount(...request),
    }),
    ...OFFERED_TOOL_NAMES.map(name =>
      vscode.lm.registerTool<unknown>(name, {
        prepareInvocation: async ({ input }, token) =>
          (await native()).tools.prepare(name, input, token),
        invoke: async (options, token) => (await native()).tools.invoke(name, options, token),
      }),
    ),
  ];
}
