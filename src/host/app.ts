import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { DisposableStore, type Disposable } from '../base/disposable.ts';
import { describeError } from '../base/errors.ts';
import { writeFiguresIn } from '../base/figures.ts';
import { CHAT_VIEW } from '../base/ids.ts';
import { maskSecrets } from '../base/secretText.ts';
import { MODES, type Mode } from '../chat/policy.ts';
import type { Session } from '../chat/session.ts';
import type { HostHandlers } from '../protocol/rpc.ts';
import { createAllowedCommands } from './allowedCommands.ts';
import { createAskAside } from './askAside.ts';
import { watchLastEditor } from './answer/lastEditor.ts';
import { createComposing } from './attachments/createComposing.ts';
import type { TerminalWatch } from './attachments/terminalWatch.ts';
import { createBackgroundRuns } from './backgroundRuns.ts';
import { createChangesFeed } from './changesFeed.ts';
import { chatFolder } from './chatFolder.ts';
import { createChatPage } from './chatPage.ts';
import { createChats, type Chats } from './chats.ts';
import { createCommands, type CommandId } from './commands.ts';
import { createToolPorts } from './createToolPorts.ts';
import { currentSystemPrompt } from './currentPrompt.ts';
import { createEditing, type Editing } from './editing.ts';
import { ensureHostIsAgreed } from './endpointConsent.ts';
import { watchChats } from './glance/chatActivity.ts';
import { daySpending } from './glance/daySpending.ts';
import { createKeyContext } from './glance/keyContext.ts';
import { createStatusItem } from './glance/statusItem.ts';
import { showBadge } from './glance/viewBadge.ts';
import { createChatHistory } from './history/createChatHistory.ts';
import { createProjectInstructions } from './instructions/createProjectInstructions.ts';
import { clearKey } from './keyCommands.ts';
import { createKeyQuestions, createKeyRing } from './keyRing.ts';
import { createNative, type Native } from './lm/createNative.ts';
import { lastSession } from './lastSession.ts';
import { createLog } from './log.ts';
import { createModelService } from './modelService.ts';
import { createPanelHandlers } from './panel/panelHandlers.ts';
import { createPanelReview } from './panelReview.ts';
import { withoutPastedKey } from './pastedKey.ts';
import { createPlatform } from './platform/createPlatform.ts';
import { openChange, openDiff } from './review/openChanges.ts';
import { sendFromPanel } from './sendFromPanel.ts';
import { conflictOffers } from './scm/conflictOffers.ts';
import { createScmCommands } from './scm/scmCommands.ts';
import { onSettingsChange, readSettings } from './settings.ts';
import { showingErrors } from './showError.ts';
import { createEditorTabs } from './surfaces/editorTabs.ts';
import { createExplanations } from './selection/explanations.ts';
import { stopChat } from './surfaces/stopChat.ts';
import { createSurface, type Surface, type SurfaceParts } from './surfaces/surface.ts';
import { createAskInChat } from './askInChat.ts';
import { createSurfaces, type Surfaces } from './surfaces/surfaces.ts';
import { surroundings } from './surroundings.ts';
import { createToolImages } from './toolImages.ts';
import { usageView } from './usageView.ts';
import { warnOfForeignSettings } from './workspaceSettings.ts';

/** Everything of Plumb that is loaded at its first use. */
export interface App extends Disposable {
  readonly conflictOffers: typeof conflictOffers;
  resolveChatView(view: vscode.WebviewView): void;
  /** Fills a tab that was there before the window was reloaded; `state` is what its page kept. */
  restoreChatEditor(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Runs one of our commands; what goes wrong is shown, so this never rejects. */
  runCommand(command: CommandId, args: readonly unknown[]): Promise<void>;
  /** What other extensions and VS Code's own chat use. */
  readonly native: Native;
  /** Resolves once the chats stand on disk as they are; never rejects. */
  flush(): Promise<void>;
}

const LAST_CHAT = 'plumb.lastChat';
const MODE = 'plumb.mode';

/** @param terminals watches since activation, so that what ran before the first use is known */
export async function createApp(
  context: vscode.ExtensionContext,
  terminals: TerminalWatch,
): Promise<App> {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  writeFiguresIn(vscode.env.language);
  const { extensionUri, workspaceState: state, globalState } = context;
  const store = new DisposableStore();
  const platform = createPlatform(context);
  const keys = store.add(await createKeyRing(context.secrets, platform.environment));
  const log = store.add(createLog(text => keys.redaction.text(text)));
  const fetch = platform.createFetch(log);
  const mode = (): Mode => {
    if (!vscode.workspace.isTrusted) return 'readOnly';
    return MODES.find(known => known === state.get(MODE)) ?? 'ask';
  };

  const ports = store.add(createToolPorts(log));
  const { paths, files, access, search } = ports;
  const commandPorts = store.add(
    platform.createCommandPorts({
      secrets: () => Promise.resolve(keys.seen.all()),
      runIn: () => readSettings().runCommandsIn,
      logger: log,
    }),
  );
  const { storage } = platform;
  const folder = chatFolder(storage);
  const editing: Editing = store.add(
    await createEditing({
      folder: storage,
      openSession: id => sessions.open(id),
      putInComposer: async (chatId, text) => {
        const shown = surfaces.all.find(({ controller }) => controller.session.id === chatId);
        await shown?.page.reveal(text);
      },
      logger: log,
    }),
  );
  const { transactions, review, checkpoints } = editing;
  const lastEditor = store.add(watchLastEditor());

  const service = createModelService({
    settings: readSettings,
    fetch,
    logger: log,
    state: globalState,
    keyFor: async baseUrl => {
      await ensureHostIsAgreed(baseUrl, globalState);
      return keys.current();
    },
  });
  const toolContext = ports.contextFor({
    commands: commandPorts,
    transactions: () => editing.transactions,
    images: createToolImages(
      { keep: (chatId, outgoing) => chats.images.keep(chatId, outgoing) },
      () => service.catalogue.find(readSettings().model)?.takesImages ?? true,
      files,
    ),
  });
  const chats: Chats = store.add(
    createChats({
      folder,
      sharedFolder: platform.sharedStorage,
      service,
      toolContext,
      systemPrompt: currentSystemPrompt,
      mode,
      takeUndone: chatId => editing.takeUndone(chatId),
      endCommands: chatId => void commandPorts.endAll(chatId),
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
      redaction: keys.redaction,
      logger: log,
    }),
  );
  const { sessions, deliveries } = chats;
  const chatHistory = createChatHistory({
    folder,
    sessions,
    endCommands: chatId => commandPorts.forget(chatId),
    keys: keys.seen.all,
    onRemoved: id => {
      for (const surface of surfaces.all) {
        if (surface.controller.session.id === id) surface.newChat();
      }
    },
    logger: log,
  });
  const composing = store.add(
    createComposing({
      folder,
      globalStorageUri: context.globalStorageUri,
      toolContext,
      paths,
      terminals,
      redaction: keys.redaction,
      logger: log,
    }),
  );
  const questions = createKeyQuestions({ keys, fetch, state: globalState, logger: log });

  const native = createNative({
    service,
    chats,
    attachments: composing.attachments,
    toolContext,
    files,
    redaction: keys.redaction,
    currentKey: () => keys.current(),
    askForKey: () => questions.ask(),
    state: globalState,
    logger: log,
  });

  const surfaceParts: SurfaceParts = {
    sessions,
    surroundingsOf: async session => {
      const settings = readSettings();
      return surroundings(settings, {
        key: await keys.store.source(),
        mode: mode(),
        restricted: !vscode.workspace.isTrusted,
        delivery: deliveries.of(session),
        models: service.catalogue.models(),
        facts: service.catalogue.find(settings.model),
        day: await daySpending(chats.ledger, settings.budgetPerDay, log),
      });
    },
    currentKey: () => keys.current(),
    askForKey: () => questions.ask(),
    logger: log,
  };
  const refresh = (): void => {
    void keys.current().then(() => {
      for (const surface of surfaces.all) surface.refresh();
    });
  };
  const handlersOf = (surface: Surface): HostHandlers => {
    const currentChip = surface.keep(
      composing.currentChip(chip => {
        surface.page.send('currentChip', chip === undefined ? {} : { chip });
      }),
    );
    return createPanelHandlers({
      surface,
      composer: { ...composing, images: chats.images },
      answer: { files, access, search, transactions, review, lastEditor },
      drawn: () => currentChip.tell(),
      sessions,
      ...chatHistory,
      paths,
      activate: () => surfaces.activate(surface),
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
        withoutPastedKey(text, { check: questions.check, store: key => keys.store.store(key) }),
      send: (message, session) => sendFromPanel(message, session, { ...chats, ...composing }),
      review: createPanelReview(review, {
        open: (uri, hunkId) => openChange(review, uri, hunkId),
        openDiff: uri => openDiff(review, uri),
      }),
      restoreCheckpoint: (chatId, messageId) => checkpoints.restore(chatId, messageId),
      goBack: (chatId, messageId) => checkpoints.goBack(chatId, messageId),
      branches: chats,
      usage: () =>
        usageView({
          events: surface.controller.session.events,
          ledger: chats.ledger,
          chatLimitUsd: readSettings().budgetPerChat,
          dayLimitUsd: readSettings().budgetPerDay,
          balance: service.readBalance,
        }),
    });
  };
  const surfaceOf = (
    first: Session,
    focus: () => Promise<void>,
    onShow: (session: Session) => void = () => undefined,
  ): Promise<Surface> =>
    createSurface(surfaceParts, {
      first,
      createPage: handlers => createChatPage({ extensionUri, handlers, focus, logger: log }),
      handlers: handlersOf,
      onShow,
    });

  const last = await lastSession(sessions, state.get(LAST_CHAT), log);
  const sidebar = await surfaceOf(
    last,
    async () => {
      await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
    },
    session => void state.update(LAST_CHAT, session.id),
  );
  const surfaces: Surfaces = store.add(createSurfaces(sidebar));
  const tabs = createEditorTabs({
    extensionUri,
    sessions,
    surfaces,
    createSurface: surfaceOf,
    logger: log,
  });
  store.add(
    surfaces.onActiveChange(({ controller }) => {
      const isRunning = controller.run.state !== 'idle';
      void vscode.commands.executeCommand('setContext', 'plumb.running', isRunning);
    }),
  );
  store.add(
    createChangesFeed({
      review,
      readText: async uri =>
        (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true))).getText(),
      show: changes => {
        surfaces.showChanges(changes);
      },
      logger: log,
    }),
  );
  for (const onChange of [
    onSettingsChange,
    keys.store.onDidChange,
    service.catalogue.onDidChange,
    chats.ledger.onSettled,
    vscode.workspace.onDidGrantWorkspaceTrust,
  ]) {
    store.add(onChange(refresh));
  }

  store.add(createKeyContext(keys.store));
  const activity = store.add(watchChats(sessions));
  const dayCost = async (): Promise<number | undefined> =>
    (await daySpending(chats.ledger, undefined, log)).dayCostUsd;
  store.add(createStatusItem(activity, dayCost, chats.ledger.onSettled));

  const openChat = (id: string): Promise<void> => surfaces.active.openChat(id);
  const backgroundRuns = store.add(
    createBackgroundRuns({ sessions, state, openChat, logger: log }),
  );
  const ask = createAskInChat(surfaces, composing.attachments, () => mode() !== 'readOnly');
  const scm = store.add(
    createScmCommands({
      askAside: createAskAside({
        ensureKey: () => surfaces.active.ensureKey(),
        createChat: () => sessions.create(),
      }),
      askInChat: ask,
      attachments: composing.attachments,
      context: signal => composing.context(signal),
      tidy: text => maskSecrets(keys.redaction.text(text)),
      redact: text => keys.redaction.text(text),
      paths,
      files,
      access,
      transactions,
      review,
    }),
  );
  const commands = createCommands({
    scm: scm.commands,
    ask,
    surfaces,
    tabs,
    ...chatHistory,
    ...composing,
    terminals,
    explanations: store.add(createExplanations(() => sessions.create())),
    createChat: () => sessions.create(),
    log,
    clearKey: () => clearKey(keys.store),
    native,
    mayEdit: () => mode() !== 'readOnly',
    asksToEdit: () => mode() === 'ask' && readSettings().approvals.edit !== 'always',
    stopChat: id => stopChat(id, surfaces, sessions),
    backgroundRuns,
    diagnostics: store.add(vscode.languages.createDiagnosticCollection('plumb')),
    review,
    restoreCheckpoint: () => checkpoints.pick(surfaces.active.controller.session.id),
  });
  const lastOpened = last.id === state.get(LAST_CHAT) ? openChat(last.id) : Promise.resolve();
  void lastOpened.catch((error: unknown) => {
    log.warn(`The last chat could not be taken up: ${describeError(error)}`);
  });
  void backgroundRuns.takeUp();
  void warnOfForeignSettings(state, log);

  return {
    native,
    conflictOffers,
    resolveChatView: view => {
      sidebar.page.show(view);
      showBadge(view, activity);
    },
    restoreChatEditor: (panel, tabState) => tabs.restore(panel, tabState),
    runCommand: (command, args) => showingErrors(log, () => commands[command](args)),
    flush: async () => {
      await Promise.all([sessions.flush(), review.flush()]);
    },
    dispose: () => {
      store.dispose();
    },
  };
}
