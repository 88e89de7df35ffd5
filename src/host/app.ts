import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { createFetch } from '../api/createFetch.ts';
import { checkKey } from '../api/keyCheck.ts';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import { describeError } from '../base/errors.ts';
import { COMMANDS } from '../base/ids.ts';
import type { Logger } from '../base/logger.ts';
import { MODES, type Mode } from '../chat/policy.ts';
import { systemPrompt } from '../chat/prompt.ts';
import { createRedaction } from '../chat/redaction.ts';
import type { Session } from '../chat/session.ts';
import type { Sessions } from '../chat/sessions.ts';
import { createShownTextsByChat } from '../tools/shownTexts.ts';
import { createChatController } from './chatController.ts';
import { createAccessPort } from './access/createAccessPort.ts';
import { createPathPort } from './access/createPathPort.ts';
import { forbiddenIn } from './access/forbidden.ts';
import { createProjectInstructions } from './instructions/createProjectInstructions.ts';
import { isSecretByName } from '../tools/secretFiles.ts';
import { createAllowedCommands } from './allowedCommands.ts';
import { createBackgroundRuns } from './backgroundRuns.ts';
import { createChats, type Chats } from './chats.ts';
import { createChangesFeed } from './changesFeed.ts';
import { createChatView } from './chatView.ts';
import { createCommandPorts } from './shell/commandPort.ts';
import { createCommands, type CommandId } from './commands.ts';
import { createEditing, type Editing } from './editing.ts';
import { createChatHistory } from './history/createChatHistory.ts';
import { createGitPort } from './git/createGitPort.ts';
import { createDiagnosis } from './languages/diagnosis.ts';
import { createLanguagePort } from './languages/createLanguagePort.ts';
import { createProblemsPort } from './languages/createProblemsPort.ts';
import { createRankedSearchPort } from './search/createRankedSearchPort.ts';
import { createToolImages } from './toolImages.ts';
import { ensureHostIsAgreed } from './endpointConsent.ts';
import { askForKey, clearKey, type KeyCheck } from './keyCommands.ts';
import { createKeyStore } from './keyStore.ts';
import { createLog } from './log.ts';
import { readNetworkSettings } from './networkSettings.ts';
import { createPanelReview } from './panelReview.ts';
import { openChange, openDiff } from './review/openChanges.ts';
import { createPanelHandlers } from './panel/panelHandlers.ts';
import { onSettingsChange, readSettings } from './settings.ts';
import { createModelService } from './modelService.ts';
import { withoutPastedKey } from './pastedKey.ts';
import { sendFromPanel } from './sendFromPanel.ts';
import { warnOfForeignSettings } from './workspaceSettings.ts';
import { usageView } from './usageView.ts';
import { showingErrors } from './showError.ts';
import { surroundings } from './surroundings.ts';
import { createSearchPort } from './search/textSearch.ts';
import { createFilesPort } from './files/workspaceFiles.ts';

/** Everything of Plumb that is loaded at its first use. */
export interface App extends Disposable {
  resolveChatView(view: vscode.WebviewView): void;
  /** Runs one of our commands; what goes wrong is shown, so this never rejects. */
  runCommand(command: CommandId, args: readonly unknown[]): Promise<void>;
  /** Resolves once the chats stand on disk as they are; never rejects. */
  flush(): Promise<void>;
}

const LAST_CHAT = 'plumb.lastChat';
const MODE = 'plumb.mode';

export async function createApp(context: vscode.ExtensionContext): Promise<App> {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const store = new DisposableStore();
  const keys = store.add(createKeyStore(context.secrets, process.env));

  // Every value that was a key in this window: an old one must not be shown either.
  const seenKeys = new Set<string>();
  const inEnvironment = process.env['RUNWARE_API_KEY']?.trim();
  if (inEnvironment !== undefined) seenKeys.add(inEnvironment);
  const redaction = createRedaction(() => [...seenKeys]);
  const log = store.add(createLog(text => redaction.text(text)));
  const currentKey = async (): Promise<string | undefined> => {
    const key = await keys.key();
    if (key !== undefined) seenKeys.add(key);
    return key;
  };
  await currentKey();

  const fetch = createFetch(
    () => readNetworkSettings(vscode.workspace.getConfiguration('http'), process.env),
    { patchedFetch: (url, init) => globalThis.fetch(url, init), logger: log },
  );

  const state = context.workspaceState;
  const mode = (): Mode => {
    if (!vscode.workspace.isTrusted) return 'readOnly';
    return MODES.find(known => known === state.get(MODE)) ?? 'ask';
  };

  const paths = createPathPort();
  const files = createFilesPort();
  const search = createSearchPort(log, forbiddenIn);
  const access = createAccessPort();
  const diagnosis = store.add(createDiagnosis());
  const languages = createLanguagePort(diagnosis);
  const problems = createProblemsPort(diagnosis);
  const git = createGitPort();
  const ranked = store.add(
    createRankedSearchPort({ files, forbiddenIn, isSecret: isSecretByName }),
  );
  const commandPorts = store.add(
    createCommandPorts({
      secrets: () => Promise.resolve([...seenKeys]),
      runIn: () => readSettings().runCommandsIn,
      logger: log,
    }),
  );
  const folder = (context.storageUri ?? context.globalStorageUri).fsPath;
  const editing: Editing = store.add(
    await createEditing({
      folder,
      openSession: id => sessions.open(id),
      putInComposer: async (chatId, text) => {
        if (controller.session.id === chatId) await view.reveal(text);
      },
      logger: log,
    }),
  );
  const { transactions, review, checkpoints } = editing;
  const shownTexts = createShownTextsByChat();

  const service = createModelService({
    fetch,
    logger: log,
    state: context.globalState,
    keyFor: async baseUrl => {
      await ensureHostIsAgreed(baseUrl, context.globalState);
      return currentKey();
    },
  });
  const toolImages = createToolImages(
    { keep: (chatId, outgoing) => chats.images.keep(chatId, outgoing) },
    () => service.catalogue.find(readSettings().model)?.takesImages ?? true,
    files,
  );
  const chats: Chats = store.add(
    createChats({
      folder,
      sharedFolder: context.globalStorageUri.fsPath,
      service,
      toolContext: ({ chatId, messageId, signal, onOutput, granted }) => ({
        paths,
        files,
        search,
        commands: commandPorts.forChat(chatId),
        edits: transactions.portFor({ kind: 'agent', chatId, messageId }),
        access,
        languages,
        problems,
        git,
        ranked,
        images: toolImages(chatId),
        granted,
        shown: shownTexts(chatId),
        signal,
        onOutput,
      }),
      systemPrompt: () =>
        systemPrompt({
          folderNames: (vscode.workspace.workspaceFolders ?? []).map(({ name }) => name),
          platform: process.platform,
          shell: vscode.env.shell,
          instructions: readSettings().instructions,
        }),
      mode,
      takeUndone: chatId => editing.takeUndone(chatId),
      allowedCommands: createAllowedCommands(state, {
        isTrusted: () => vscode.workspace.isTrusted,
        hasOpenEdits: () => review.files.length > 0,
      }),
      projectInstructions: createProjectInstructions({
        isTrusted: () => vscode.workspace.isTrusted,
        enabled: () => readSettings().projectInstructions,
        useClaudeMd: () => readSettings().claudeMd,
        paths,
        files,
        access,
        logger: log,
      }),
      redaction,
      logger: log,
    }),
  );
  const { sessions, deliveries } = chats;
  const chatHistory = createChatHistory({
    folder,
    sessions,
    endCommands: chatId => commandPorts.endAll(chatId),
    keys: () => [...seenKeys],
    onRemoved: id => {
      if (controller.session.id === id) newChat();
    },
  });

  const now = async (session: Session): Promise<ReturnType<typeof surroundings>> => {
    const settings = readSettings();
    return surroundings(settings, {
      key: await keys.source(),
      mode: mode(),
      restricted: !vscode.workspace.isTrusted,
      delivery: deliveries.of(session),
      models: service.catalogue.models(),
      facts: service.catalogue.find(settings.model),
    });
  };
  const last = await lastSession(sessions, state.get(LAST_CHAT), log);
  const controller = store.add(createChatController(last, await now(last)));
  store.add(
    createChangesFeed({
      review,
      readText: async uri =>
        (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true))).getText(),
      show: changes => {
        controller.setChanges(changes);
      },
      logger: log,
    }),
  );
  const refresh = (): void => {
    void currentKey().then(async () => {
      controller.setSurroundings(await now(controller.session));
    });
  };
  store.add(onSettingsChange(refresh));
  store.add(keys.onDidChange(refresh));
  store.add(service.catalogue.onDidChange(refresh));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(refresh));

  const show = (session: Session): void => {
    controller.show(session);
    refresh();
    void state.update(LAST_CHAT, session.id);
  };
  const openChat = async (id: string): Promise<void> => {
    const session = await sessions.open(id);
    show(session);
    // A background answer that another window began and did not live to see.
    if (session.state === 'idle') await session.takeUp();
  };
  const stop = (): void => {
    controller.stop();
    void commandPorts.endAll(controller.session.id);
  };
  const newChat = (): void => {
    show(sessions.create());
  };
  const backgroundRuns = store.add(
    createBackgroundRuns({ sessions, state, openChat, logger: log }),
  );
  const diagnostics = store.add(vscode.languages.createDiagnosticCollection('plumb'));

  const checkNewKey: KeyCheck = async (key, signal) => {
    const { baseUrl } = readSettings();
    await ensureHostIsAgreed(baseUrl, context.globalState);
    seenKeys.add(key);
    return checkKey({ baseUrl, key, logger: log, signal, fetch });
  };
  const enterKey = async (): Promise<boolean> => {
    await ensureHostIsAgreed(readSettings().baseUrl, context.globalState);
    return askForKey(keys, checkNewKey);
  };
  /** After a key was refused: the message is in the chat, so a good key is all that is missing. */
  const enterKeyAndRetry = async (): Promise<boolean> => {
    const kept = await enterKey();
    const { session } = controller;
    if (kept && failedForKey(session)) await session.retry();
    return kept;
  };
  /** VS Code takes the keyboard to the editor when an input closes; whoever chats wants it back. */
  const thenBackToChat = async (askForKey: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await askForKey();
    } finally {
      await view.reveal();
    }
  };
  const ensureKey = async (): Promise<boolean> =>
    (await currentKey()) !== undefined || (await thenBackToChat(enterKey));

  const view = store.add(
    createChatView({
      extensionUri: context.extensionUri,
      handlers: createPanelHandlers({
        controller,
        sessions,
        ...chatHistory,
        paths,
        askForKey: () => thenBackToChat(enterKeyAndRetry),
        ensureKey,
        openChat,
        newChat,
        stop,
        setMode: async chosen => {
          await state.update(MODE, chosen);
          refresh();
        },
        setDelivery: (chatId, delivery) => {
          deliveries.choose(chatId, delivery);
          refresh();
        },
        refreshModels: () => service.catalogue.refresh(new AbortController().signal),
        withoutKey: text =>
          withoutPastedKey(text, { check: checkNewKey, store: key => keys.store(key) }),
        send: message => sendFromPanel(message, controller.session, chats),
        review: createPanelReview(review, {
          open: (uri, hunkId) => openChange(review, uri, hunkId),
          openDiff: uri => openDiff(review, uri),
        }),
        restoreCheckpoint: (chatId, messageId) => checkpoints.restore(chatId, messageId),
        usage: () =>
          usageView({
            events: controller.session.events,
            ledger: chats.ledger,
            chatLimitUsd: readSettings().budgetPerChat,
            dayLimitUsd: readSettings().budgetPerDay,
            balance: service.readBalance,
          }),
      }),
      logger: log,
    }),
  );
  store.add(controller.onPatches(message => view.send('patches', message)));
  store.add(
    controller.onRunChange(run => {
      void vscode.commands.executeCommand('setContext', 'plumb.running', run.state !== 'idle');
      if (run.state !== 'idle') void state.update(LAST_CHAT, controller.session.id);
    }),
  );
  store.add(
    controller.onTurnEnd(() => {
      if (!failedForKey(controller.session)) return;
      void showingErrors(log, async () => {
        await thenBackToChat(enterKeyAndRetry);
      });
    }),
  );

  const commands = createCommands({
    controller,
    ...chatHistory,
    view,
    log,
    askForKey: enterKeyAndRetry,
    clearKey: () => clearKey(keys),
    ensureKey,
    openChat,
    newChat,
    stop,
    mayEdit: () => mode() !== 'readOnly',
    backgroundRuns,
    diagnostics,
    review,
    restoreCheckpoint: () => checkpoints.pick(controller.session.id),
  });
  void last.takeUp().catch((error: unknown) => {
    log.warn(`The last chat could not be taken up: ${describeError(error)}`);
  });
  void backgroundRuns.takeUp();
  void warnOfForeignSettings(state, log);

  return {
    resolveChatView: webview => {
      view.resolve(webview);
    },
    runCommand: (command, args) => showingErrors(log, () => commands[command](args)),
    flush: async () => {
      await Promise.all([sessions.flush(), review.flush()]);
    },
    dispose: () => {
      store.dispose();
    },
  };
}

/** The chat that was shown before the window was reloaded; a new one if there is none to read. */
async function lastSession(sessions: Sessions, id: unknown, logger: Logger): Promise<Session> {
  if (typeof id !== 'string') return sessions.create();
  try {
    return await sessions.open(id);
  } catch (error) {
    logger.warn(`The last chat is not there: ${describeError(error)}`);
    return sessions.create();
  }
}

/** Whether the last turn ended because the service did not take the key. */
function failedForKey(session: Session): boolean {
  const last = session.events.at(-1);
  return (
    session.state === 'idle' &&
    last?.type === 'turnEnded' &&
    last.error?.action?.command === COMMANDS.setApiKey
  );
}
